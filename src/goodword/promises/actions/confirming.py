"""What the customer says on the page of their matter: it is solved, or not yet."""

from collections.abc import Sequence
from contextlib import suppress

from django.db import transaction

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.matters import done_once, locked_link, was_done, write_from_page
from goodword.conversations.arrivals import ArrivedFile
from goodword.conversations.matter_events import MatterConfirmed
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, NotAllowed
from goodword.core.events import record
from goodword.promises.actions.changing import in_turn, see_passed
from goodword.promises.actions.keeping import keep
from goodword.promises.actions.releasing import release
from goodword.promises.actions.resolving import accept_solution, refuse_solution, solutions_owed
from goodword.promises.choices import REPLIES, Accepted, Origin, Release
from goodword.promises.models import Promise
from goodword.promises.queries.owed import what_blocks_closing


@transaction.atomic
def confirm_solution(link_id: int, *, by: Actor, once: str) -> list[Promise]:
    """The customer says that the matter is solved: what we told is accepted, replies that a policy promises are needed
    no more, and the matter closes unless something else is owed, which is returned, or a room above objects.

    Raises NotFound, NotAllowed.
    """
    link = locked_link(link_id)
    number = link.conversation_id
    if by != Actor.customer(link.person_id):
        raise NotAllowed
    if link.conversation.is_closed:
        return []
    if not done_once(link, once):
        return what_blocks_closing(link.conversation)
    record(MatterConfirmed(by=by, conversation_id=number, person_id=link.person_id))
    if not accept_solution(number, by=by):
        _solved_untold(link.conversation, by)
    _need_no_answer(number, by)
    owed = what_blocks_closing(link.conversation)
    if not owed:
        with suppress(ActionRefused):  # a room above may have something to do before, such as finding a cause
            close_conversation(number, by=by)
    return owed


@transaction.atomic
def refuse_from_page(
    link_id: int, *, by: Actor, once: str, text: str, files: Sequence[ArrivedFile] = ()
) -> Message | None:
    """The customer says that the matter is not solved, and why: the resolution's clock goes on, whatever the words are.
    None when it came before, and then what we said since stands. Raises NotFound, NotAllowed, and Invalid without a
    word."""
    link = locked_link(link_id)
    if was_done(link, once):
        return None
    refuse_solution(link.conversation_id, by=by)
    return write_from_page(link_id, by=by, once=once, text=text, files=files)


def _solved_untold(conversation: Conversation, by: Actor) -> None:
    """A solution that nobody said was told is kept now: the customer knows best."""
    for promise in in_turn(solutions_owed(conversation)):
        see_passed(promise)
        keep(promise, now(), by=by, accepted=Accepted.AGREED)


def _need_no_answer(number: int, by: Actor) -> None:
    conversation = Conversation.objects.locked(number)
    owed = Promise.objects.owed().to_customers().filter(conversation=conversation, target__in=REPLIES)
    for promise in in_turn(owed.filter(origin=Origin.POLICY, given_at=None).order_by("id")):
        promise.conversation = conversation
        see_passed(promise)
        release(promise, by=by, reason=Release.CUSTOMER)
