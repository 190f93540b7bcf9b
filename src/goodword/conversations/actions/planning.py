"""Replies that leave later. Until then they are drafts: nobody's turn changes, and nothing is kept by them."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.drafting import draft_again, envelope_of, reply_draft
from goodword.conversations.actions.replying import UNDO_WINDOW, say
from goodword.conversations.choices import DraftKind, HeldFor, Says
from goodword.conversations.envelopes import Envelope, each_once, proposed_recipients
from goodword.conversations.events import ReplyHeldBack, ReplyPlanned, ReplyUnplanned
from goodword.conversations.models import Conversation, Draft, Message
from goodword.conversations.writing import Written
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record

SOONEST, LATEST = timedelta(minutes=1), timedelta(days=366)


@transaction.atomic
def plan_reply(
    number: int,
    *,
    by: Actor,
    html: str,
    at: datetime,
    envelope: Envelope | None = None,
    regardless: bool = False,
    close: bool = False,
    says: Says = Says.NOTHING,
) -> Draft:
    """Have the agent's reply draft leave at that time, unless the customer writes before (`regardless`: also then).
    What it `says` is read from its words if nobody chose.

    Raises NotFound, Invalid for a time that has passed, for no word and no file, and for no recipient.
    """
    conversation = Conversation.objects.locked(number)
    _check_time(at)
    chosen = envelope or Envelope()
    recipients = proposed_recipients(conversation) if chosen.recipients is None else each_once(chosen.recipients)
    draft = reply_draft(conversation, by=by, html=html, envelope=chosen, says=says)
    Written.of(html).check(has_files=draft.attachments.exists())
    draft.kind, draft.leaves_at = DraftKind.PLANNED, at
    draft.is_regardless, draft.closes, draft.was_held = regardless, close, False
    draft.recipients = [one.as_json() for one in recipients]
    draft.save()
    _record(ReplyPlanned, draft, by)
    return draft


@transaction.atomic
def move_plan(draft_id: int, *, by: Actor, at: datetime) -> Draft:
    """Have a planned reply leave at another time. Raises NotFound, Invalid."""
    draft = _locked(draft_id)
    _check_time(at)
    draft.leaves_at = at
    draft.save(update_fields=["leaves_at"])
    _record(ReplyPlanned, draft, by)
    return draft


@transaction.atomic
def cancel_plan(draft_id: int, *, by: Actor) -> Draft:
    """Make a draft of a planned reply again, its writer's. Raises NotFound when it has left."""
    planned = _locked(draft_id)
    _record(ReplyUnplanned, planned, by)
    return _back(planned, was_held=False)


@transaction.atomic
def leave_now(draft_id: int, *, by: Actor) -> Message:
    """Send a planned reply at once; as ever it can be taken back for ten seconds. Raises NotFound when it has left."""
    planned = _locked(draft_id)
    _record(ReplyUnplanned, planned, by)
    return _leave(planned, wait=UNDO_WINDOW)


@transaction.atomic
def leave_as_planned(draft_id: int) -> Message | None:
    """Send a planned reply whose time has come; None before that time. Raises NotFound when it is no plan any more."""
    planned = _locked(draft_id)
    if planned.leaves_at is None or now() < planned.leaves_at:
        return None
    return _leave(planned, wait=timedelta(0))


@transaction.atomic
def hold_planned_back(number: int) -> int:
    """Somebody wrote: replies that wait for their time are drafts again, but those that leave regardless."""
    return _hold(Draft.objects.filter(conversation_id=number, is_regardless=False), HeldFor.LETTER)


@transaction.atomic
def hold_plans_for_customer(customer_id: int, *, because: HeldFor) -> int:
    """What was known of the customer is so no more: replies that wait for their time, even regardless, are drafts
    again, and whoever wrote them looks at them first."""
    return _hold(Draft.objects.filter(conversation__customer_id=customer_id), because)


@transaction.atomic
def hold_plans_of_agent(agent_id: int) -> int:
    """The agent works here no more: nothing leaves in their name later. Colleagues find the drafts."""
    return _hold(Draft.objects.filter(agent_id=agent_id), HeldFor.SUSPENDED)


def _hold(drafts: QuerySet[Draft], because: HeldFor) -> int:
    waiting = drafts.filter(kind=DraftKind.PLANNED)
    numbers = sorted(set(waiting.values_list("conversation_id", flat=True)))
    for number in numbers:
        Conversation.objects.locked(number)
    held = list(waiting.filter(conversation_id__in=numbers).select_related("conversation").order_by("pk"))
    for planned in held:
        draft = _back(planned, was_held=True)
        about = {"conversation_id": planned.conversation_id, "person_id": planned.conversation.customer_id}
        record(ReplyHeldBack(by=SYSTEM, draft_id=draft.pk, agent_id=draft.agent_id, reason=because.value, **about))
    return len(held)


def _check_time(at: datetime) -> None:
    if not now() + SOONEST <= at <= now() + LATEST:
        raise Invalid(_("Choose a time to come, within a year."), at=_("Choose a time to come, within a year."))


def _locked(draft_id: int) -> Draft:
    number = Draft.objects.filter(pk=draft_id, kind=DraftKind.PLANNED).values_list("conversation_id", flat=True).first()
    if number is None:
        raise NotFound
    Conversation.objects.locked(number)
    draft = Draft.objects.select_related("conversation").filter(pk=draft_id, kind=DraftKind.PLANNED).first()
    if draft is None:
        raise NotFound
    return draft


def _leave(planned: Draft, *, wait: timedelta) -> Message:
    conversation, by = planned.conversation, Actor.agent(planned.agent_id)
    message = say(
        conversation,
        Written.of(planned.html),
        by,
        envelope=envelope_of(planned),
        close=planned.closes,
        draft=planned,
        wait=wait,
        says=Says(planned.says),
    )
    if planned.closes:
        close_conversation(conversation.pk, by=by)
    return message


def _back(planned: Draft, *, was_held: bool) -> Draft:
    by = Actor.agent(planned.agent_id)
    draft = draft_again(
        planned.conversation,
        by=by,
        html=planned.html,
        envelope=envelope_of(planned),
        was_held=was_held,
        says=Says(planned.says),
    )
    planned.attachments.update(draft=draft)
    planned.delete()
    return draft


def _record(event: type[ReplyPlanned] | type[ReplyUnplanned], draft: Draft, by: Actor) -> None:
    about = {"conversation_id": draft.conversation_id, "person_id": draft.conversation.customer_id}
    record(event(by=by, draft_id=draft.pk, **about))
