"""How each change of a promise is taken back: refused when somebody changed the same promise since."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from goodword.conversations.actions.turning import set_turn
from goodword.conversations.choices import Turn
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused
from goodword.core.models import RecordedEvent
from goodword.promises.actions.giving import withdraw_promise
from goodword.promises.actions.handing_over import hand_back
from goodword.promises.actions.keeping import owe_again
from goodword.promises.actions.proposing import propose_again
from goodword.promises.actions.thanks import want_answer
from goodword.promises.choices import Origin
from goodword.promises.errors import SetByLaw
from goodword.promises.models import NoticedPromise, Promise

_CHANGED = _("Somebody changed this since. Look again before you change it back.")


def _the_newest(event: RecordedEvent) -> int:
    """The promise's number, if nothing else was done to it since. Raises ActionRefused."""
    Conversation.objects.locked(event.conversation_id or 0)
    number = int(event.data["promise_id"])
    later = RecordedEvent.objects.filter(conversation_id=event.conversation_id, pk__gt=event.pk)
    if later.filter(kind__startswith="promise.", data__promise_id=number).exists():
        raise ActionRefused(_CHANGED)
    return number


def withdraw(event: RecordedEvent, by: Actor) -> Promise:
    """Nobody was promised anything."""
    number = _the_newest(event)
    if Promise.objects.filter(pk=number, origin=Origin.LAW).exists():
        raise SetByLaw
    return withdraw_promise(number, by=by, undoes=event.pk)


def owe(event: RecordedEvent, by: Actor) -> Promise:
    """Owed, due when it was."""
    return owe_again(_the_newest(event), by=by, undoes=event.pk)


def owe_released(event: RecordedEvent, by: Actor) -> list[Promise]:
    """Owed again, with all that was released in the same act."""
    together = event.data.get("together")
    if not together:
        return [owe(event, by)]
    undone = RecordedEvent.objects.filter(undoes=OuterRef("pk"))
    alike = RecordedEvent.objects.filter(~Exists(undone), conversation_id=event.conversation_id, kind=event.kind)
    return [owe(one, by) for one in alike.order_by("pk") if one.data.get("together") == together]


def hand_back_promise(event: RecordedEvent, by: Actor) -> Promise:
    """Whoever owed it before owes it; who that was, older events do not say."""
    if "before_agent_id" not in event.data:
        raise ActionRefused(_CHANGED)
    agent, team = event.data["before_agent_id"], event.data["before_team_id"]
    return hand_back(_the_newest(event), by=by, agent=agent, team=team, undoes=event.pk)


def turn_back(event: RecordedEvent, by: Actor) -> Conversation:
    """Whose turn it was."""
    return set_turn(event.conversation_id or 0, by=by, to=Turn(event.data["before"]), undoes=event.pk)


def answer_after_all(event: RecordedEvent, by: Actor) -> Conversation:
    """The letter wants an answer."""
    return want_answer(int(event.data["message_id"]), by=by, undoes=event.pk)


def ask_again(event: RecordedEvent, by: Actor) -> NoticedPromise:
    """Nobody said whether what was noticed is a promise."""
    return propose_again(int(event.data["noticed_id"]), by=by, undoes=event.pk)
