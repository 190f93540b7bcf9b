"""What a person can do about a complaint: keys, buttons, undo."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from goodword.accounts.models import Agent
from goodword.conversations.access import To, conversation_for
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused
from goodword.core.models import RecordedEvent
from goodword.core.operations import Operation
from goodword.recovery.actions.acknowledging_complaints import say_acknowledged
from goodword.recovery.actions.assessing import assess_complaint, look_into_complaint
from goodword.recovery.actions.closing_complaints import close_complaint, reopen_complaint
from goodword.recovery.actions.complaining import confirm_complaint, mark_latest, withdraw_complaint
from goodword.recovery.actions.contributing import write_contribution
from goodword.recovery.actions.correcting import (
    fix_for_cause,
    fix_for_person,
    no_change,
    withdraw_corrective_action,
)
from goodword.recovery.actions.declining import answer_decline, ask_to_decline, decline_complaint
from goodword.recovery.actions.grievances import (
    document_grievance,
    extend_grievance,
    open_grievance,
    tell_by_when,
    tell_grievance,
    withdraw_grievance,
)
from goodword.recovery.actions.noticing import ask_again, confirm_noticed, dismiss_noticed
from goodword.recovery.actions.reasons import say_reason, say_reason_again
from goodword.recovery.actions.restating import restate_complaint
from goodword.recovery.complaint_events import (
    ComplaintClosed,
    ComplaintMarked,
    ComplaintReasonSaid,
    CorrectiveActionNamed,
    NoticedComplaintDismissed,
)
from goodword.recovery.grievance_events import GrievanceOpened

_BY_ITSELF = ["complaint.acknowledged", "complaint.not-acknowledged", "complaint.noticed"]
_CHANGED = _("Somebody changed this since. Look again before you change it back.")


def _may(agent: Agent, number: int, to: To) -> Conversation:
    return conversation_for(agent, number, to)


def _the_newest(event: RecordedEvent) -> int:
    """The conversation's number, if nothing else was done to the complaint since. Raises ActionRefused."""
    number = event.conversation_id or 0
    Conversation.objects.locked(number)
    later = RecordedEvent.objects.filter(conversation_id=number, pk__gt=event.pk, kind__startswith="complaint.")
    if later.exclude(kind__in=_BY_ITSELF).exists():
        raise ActionRefused(_CHANGED)
    return number


def _unmark(event: RecordedEvent, by: Actor) -> object:
    return withdraw_complaint(_the_newest(event), by=by, undoes=event.pk)


def _ungrieve(event: RecordedEvent, by: Actor) -> object:
    return withdraw_grievance(_the_newest(event), by=by, undoes=event.pk)


def _open_again(event: RecordedEvent, by: Actor) -> object:
    return reopen_complaint(_the_newest(event), by=by, undoes=event.pk)


def _unname(event: RecordedEvent, by: Actor) -> object:
    number = event.conversation_id or 0
    return withdraw_corrective_action(number, int(event.data["action_id"]), by=by, undoes=event.pk)


def _ask_again(event: RecordedEvent, by: Actor) -> object:
    return ask_again(int(event.data["message_id"]), by=by, undoes=event.pk)


def _say_as_before(event: RecordedEvent, by: Actor) -> object:
    return say_reason_again(_the_newest(event), event.data["before_id"], by=by, undoes=event.pk)


_conversation = partial(Operation, subject="conversation", allowed=partial(_may, to=To.ANSWER))

COMPLAINT_OPERATIONS = [
    _conversation(
        name="complaint",
        label=_("Complaint"),
        key="Shift+C",
        run=mark_latest,
        event=ComplaintMarked,
        inverse=_unmark,
    ),
    _conversation(name="complaint-confirm", label=_("Yes, it is a complaint"), run=confirm_complaint),
    _conversation(name="complaint-none", label=_("It is no complaint"), run=withdraw_complaint),
    _conversation(name="complaint-noticed", label=_("It reads like a complaint, and is one"), run=confirm_noticed),
    _conversation(
        name="complaint-noticed-none",
        label=_("It reads like a complaint, and is none"),
        run=dismiss_noticed,
        event=NoticedComplaintDismissed,
        inverse=_ask_again,
    ),
    _conversation(name="complaint-acknowledged", label=_("They know that we have it"), run=say_acknowledged),
    _conversation(name="complaint-assess", label=_("How bad is it?"), run=assess_complaint),
    _conversation(
        name="complaint-reason",
        label=_("Why they complain"),
        run=say_reason,
        event=ComplaintReasonSaid,
        inverse=_say_as_before,
    ),
    _conversation(name="complaint-owner", label=_("I look into it"), run=look_into_complaint),
    _conversation(name="complaint-restate", label=_("What we understood"), run=restate_complaint),
    _conversation(
        name="complaint-person",
        label=_("Fix for the person"),
        run=fix_for_person,
        event=CorrectiveActionNamed,
        inverse=_unname,
    ),
    _conversation(name="complaint-cause", label=_("Fix for the cause"), run=fix_for_cause),
    _conversation(name="complaint-no-change", label=_("No change, because"), run=no_change),
    _conversation(name="complaint-contribution", label=_("What did we contribute?"), run=write_contribution),
    _conversation(name="complaint-decline", label=_("Decline it: ask a colleague"), run=ask_to_decline),
    _conversation(name="complaint-decline-answer", label=_("Agree to decline, or not"), run=answer_decline),
    _conversation(name="complaint-no", label=_("Tell them no"), run=decline_complaint),
    _conversation(
        name="grievance",
        label=_("It is a grievance"),
        run=open_grievance,
        event=GrievanceOpened,
        inverse=_ungrieve,
    ),
    _conversation(name="grievance-none", label=_("It is no grievance"), run=withdraw_grievance),
    _conversation(name="grievance-record", label=_("What the notice has to say"), run=document_grievance),
    _conversation(name="grievance-told-time", label=_("They know by when"), run=tell_by_when),
    _conversation(name="grievance-extend", label=_("Extend the time of law"), run=extend_grievance),
    _conversation(name="grievance-notice", label=_("Send the written notice"), run=tell_grievance),
    _conversation(
        name="complaint-close",
        label=_("Close the complaint"),
        run=close_complaint,
        event=ComplaintClosed,
        inverse=_open_again,
    ),
]
