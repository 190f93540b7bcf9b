"""What was noticed in a letter that left: promises that its writer confirmed, and proposals where nobody said."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from goodword.conversations.choices import Direction, DraftKind
from goodword.conversations.models import Conversation, Draft, Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.promises.actions.chips import DRIFT, create, paired, put, reading
from goodword.promises.actions.giving import LONGEST, Word, check_due, make, withdraw_promise
from goodword.promises.choices import Noticing, Origin, Target
from goodword.promises.errors import AlreadySettled
from goodword.promises.events import NoticedDismissed, PromiseNoticed
from goodword.promises.models import NoticedPromise, Promise
from goodword.promises.noticing import Noticed
from goodword.promises.queries.noticed import LATEST, noticed_words
from goodword.promises.recipients import goes_to_customer

_SAME = timedelta(minutes=1)


@transaction.atomic
def make_noticed(message_id: int, *, by: Actor) -> None:
    """A reply is on its way: what its writer accepted is promised, due as they saw it; what they did not answer, or is
    due at another time by now, is proposed; what they dismissed stays so."""
    message = Message.objects.select_related("body").get(pk=message_id)
    conversation = Conversation.objects.locked(message.conversation_id)
    at = message.leaves_at or message.at
    rows = list(_of_what_left(message))
    pairs, gone = paired(rows, noticed_words(message.body.text, at=at))
    for said_no_more in gone:
        said_no_more.delete()
    tells_customer = goes_to_customer(message, conversation)
    for seen, row in pairs:
        if row is not None:
            _settle(row, seen, message, conversation, at=at, by=by)
        elif tells_customer:
            _propose(seen, message, conversation, by=by)


def _of_what_left(message: Message) -> Sequence[NoticedPromise]:
    """The rows whose draft has just become this message."""
    rows = NoticedPromise.objects.filter(conversation=message.conversation_id, writer=message.agent_id)
    return list(rows.filter(draft=None, message=None).order_by("place", "pk"))


def _settle(
    row: NoticedPromise, seen: Noticed, message: Message, conversation: Conversation, *, at: datetime, by: Actor
) -> None:
    shown = row.due_at
    put(row, {"message_id": message.pk, **reading(row, seen, at)})
    if row.state == Noticing.DISMISSED:
        return
    is_as_seen = row.due_at is not None and shown is not None and abs(row.due_at - shown) <= DRIFT
    if row.state == Noticing.ACCEPTED and is_as_seen and row.due_at is not None and _may_be_due(row.due_at, at):
        _promise(row, row.due_at, conversation, by=by, told_at=at)
    elif _is_promised(conversation, row.due_at, *row.choices):
        row.delete()
    else:
        put(row, {"state": Noticing.WAITING})
        _tell(row, conversation, by)


def _may_be_due(due: datetime, at: datetime) -> bool:
    return max(at, now()) < due <= now() + LONGEST


def _promise(row: NoticedPromise, due: datetime, conversation: Conversation, *, by: Actor, told_at: datetime) -> None:
    """Make it, unless somebody promised just this already."""
    said = Promise.objects.owed().filter(conversation=conversation, ours=row.words, due_at=due)
    promise = None
    if not said.exists():
        writer = row.writer_id if row.writer is not None and row.writer.is_active else by.agent_id
        word = Word(
            ours=row.words,
            due=due,
            target=Target(row.target),
            owner=writer,
            origin=Origin.NOTICED,
            made_in=row.message_id,
            told_at=told_at,
        )
        promise = make(conversation, word, by=by)
    put(row, {"state": Noticing.MADE, "promise_id": promise.pk if promise else None, "due_at": due})


def _is_promised(conversation: Conversation, *readings: datetime | None) -> bool:
    """Whether something is promised already for a time that the words may mean, as when the letter tells of a promise
    that was given."""
    around = [Q(due_at__range=(due - _SAME, due + _SAME)) for due in readings if due is not None]
    if not around:
        return False
    given = Promise.objects.owed().to_customers().filter(conversation=conversation).exclude(origin=Origin.POLICY)
    return given.filter(reduce(or_, around)).exists()


def _propose(seen: Noticed, message: Message, conversation: Conversation, *, by: Actor) -> None:
    options = tuple(one for one in seen.options if one > now())
    is_past = seen.due is not None and seen.due <= now()
    if is_past or (seen.due is None and not options) or _is_promised(conversation, seen.due, *options):
        return
    row = create(conversation.pk, message.agent_id, seen, message_id=message.pk)
    _tell(row, conversation, by)


def _tell(row: NoticedPromise, conversation: Conversation, by: Actor, undoes: int | None = None) -> None:
    about = {"conversation_id": conversation.pk, "person_id": conversation.customer_id}
    record(PromiseNoticed(by=by, undoes=undoes, noticed_id=row.pk, **about))


@transaction.atomic
def propose_from(message_id: int, *, by: Actor) -> None:
    """Propose what a letter that left elsewhere, or a logged call or visit, promises, seen from when it was said. What
    is some days old, or due by now, proposes nothing; what was proposed before and is said no more, goes."""
    message = Message.objects.select_related("body", "talk").filter(pk=message_id).first()
    if message is None:
        return
    conversation = Conversation.objects.locked(message.conversation_id)
    found = [] if now() - message.at > LATEST else noticed_words(_our_words(message), at=message.at)
    rows = list(NoticedPromise.objects.filter(message=message).order_by("place", "pk"))
    pairs, gone = paired(rows, found)
    for said_no_more in gone:
        if said_no_more.state == Noticing.WAITING:
            said_no_more.delete()
    for seen, row in pairs:
        if row is None:
            _propose(seen, message, conversation, by=by)


def _our_words(message: Message) -> str:
    """What we wrote or said: of a call of theirs, only what came of it."""
    talk = getattr(message, "talk", None)
    written = message.body.text[: message.body.quoted_from].partition("\n-- \n")[0]
    if talk is None:
        return written
    said = written if message.direction == Direction.OUT else ""
    return f"{said}\n\n{talk.outcome}"


@transaction.atomic
def take_noticed_back(message_id: int, *, by: Actor) -> None:
    """The reply is a draft again: what it promised was never promised, and stands accepted in the draft. The caller
    holds the conversation."""
    rows = NoticedPromise.objects.filter(message=message_id).select_related("message")
    for row in rows:
        kind = DraftKind.REPLY
        draft = Draft.objects.filter(conversation=row.conversation_id, agent=row.writer_id, kind=kind).first()
        made, state = row.promise_id, Noticing.ACCEPTED if row.state == Noticing.MADE else row.state
        row.change(message_id=None, promise_id=None, draft_id=draft.pk if draft else None, state=state)
        if made is not None:
            _withdraw(made, by)


def _withdraw(promise_id: int, by: Actor) -> None:
    try:
        withdraw_promise(promise_id, by=by)
    except AlreadySettled:
        return  # somebody kept or released it within these seconds: that was said, and stays


@transaction.atomic
def accept_noticed(noticed_id: int, *, by: Actor, due: datetime | None = None) -> Promise | None:
    """Promise what was noticed in a letter that left; `due` if it is another time than was read. None when it is
    promised already. Raises NotFound, Invalid when the time is not sure, PastDue."""
    row = _proposal(noticed_id)
    if row.state == Noticing.MADE:
        return row.promise
    named = due or row.due_at
    if named is None:
        raise Invalid(due=_("By when? Choose one of the times, or write one."))
    check_due(named)
    told_at = row.message.at if row.message is not None else now()
    _promise(row, named, row.conversation, by=by, told_at=told_at)
    return row.promise


@transaction.atomic
def dismiss_noticed(noticed_id: int, *, by: Actor) -> NoticedPromise:
    """What was noticed in a letter is no promise. Raises NotFound."""
    row = _proposal(noticed_id)
    if row.state == Noticing.WAITING:
        row.change(state=Noticing.DISMISSED)
        about = {"conversation_id": row.conversation_id, "person_id": row.conversation.customer_id}
        record(NoticedDismissed(by=by, noticed_id=row.pk, **about))
    return row


@transaction.atomic
def propose_again(noticed_id: int, *, by: Actor, undoes: int | None = None) -> NoticedPromise:
    """Ask once more about what was dismissed. Raises NotFound."""
    row = _proposal(noticed_id)
    if row.state == Noticing.DISMISSED:
        row.change(state=Noticing.WAITING)
        _tell(row, row.conversation, by, undoes)
    return row


@transaction.atomic
def propose_withdrawn(promise_id: int) -> None:
    """The promise that was made of a proposal was taken back: it is a proposal again."""
    for row in NoticedPromise.objects.filter(promise=promise_id, message__isnull=False):
        row.change(state=Noticing.WAITING, promise_id=None)


def _proposal(noticed_id: int) -> NoticedPromise:
    row = NoticedPromise.objects.locked(noticed_id)
    if row.message_id is None:
        raise NotFound
    return row
