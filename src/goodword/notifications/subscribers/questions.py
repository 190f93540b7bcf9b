"""Whoever asked a colleague hears what came of it: an answer, none in time, or another time."""

from goodword.core.clock import now
from goodword.core.events import on
from goodword.notifications.access import who_may_read
from goodword.notifications.actions.telling import News, tell
from goodword.notifications.choices import Matter
from goodword.notifications.jobs import post
from goodword.promises.events import PromiseBroken, PromiseKept, PromiseRenegotiated
from goodword.promises.models import Promise
from goodword.recovery.models import RemedyRequest


@on(PromiseKept)
def tell_of_the_answer(event: PromiseKept) -> None:
    """It was answered by somebody else than who asked; what was asked for above one's authority tells of itself."""
    if not RemedyRequest.objects.filter(promise=event.promise_id).exists():
        _tell(event, "answered", event.by.agent_id)


@on(PromiseRenegotiated)
def tell_of_another_time(event: PromiseRenegotiated) -> None:
    """Whoever was asked named another time."""
    _tell(event, "moved", event.by.agent_id)


@on(PromiseBroken)
def tell_that_none_came(event: PromiseBroken) -> None:
    """Nobody answered in time."""
    _tell(event, "late", None)


def _tell(event: PromiseKept | PromiseRenegotiated | PromiseBroken, how: str, by: int | None) -> None:
    promise = Promise.objects.select_related("to_agent").get(pk=event.promise_id)
    asker = promise.to_agent
    if asker is None or asker.pk == by or not asker.is_active:
        return
    readers = who_may_read([asker], promise.conversation_id)
    about = f"asked:{promise.pk}:{how}:{now().timestamp():.6f}"
    facts = {"question": promise.pk, "how": how, "by": by}
    if readers:
        post(
            tell(News(matter=Matter.ASKED, about=about, conversation_id=promise.conversation_id, facts=facts), readers)
        )
