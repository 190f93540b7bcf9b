"""What is put right for the person, and what is changed so that it happens to nobody else."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.queries.mentions import mentionable
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.promises.actions.giving import Word, give_promise, withdraw_promise
from goodword.promises.choices import Target
from goodword.promises.models import Promise
from goodword.recovery.actions.complaining import locked_complaint, tell
from goodword.recovery.complaint_choices import Fix
from goodword.recovery.complaint_events import CorrectiveActionNamed, CorrectiveActionWithdrawn
from goodword.recovery.models import Complaint, CorrectiveAction

MOST_WORDS = 1000
MOST_PROMISED = 400


@transaction.atomic
def fix_for_person(number: int, words: str, *, by: Actor) -> CorrectiveAction:
    """Say what was done for the person. Raises NotFound, NoComplaint, Invalid."""
    said = _said(words, _("Say what was put right for the person."))
    return _name(locked_complaint(number), Fix.PERSON, said, by=by, done_at=now())


@transaction.atomic
def fix_for_cause(number: int, words: str, *, who: str, due: datetime, by: Actor) -> CorrectiveAction:
    """Name what will be changed, by `who` ("agent:3" or "team:1") and by when: an inside promise, which never keeps a
    complaint open. Raises NotFound, NoComplaint, Invalid, PastDue."""
    said = _said(words, _("Say what will be changed so that it does not happen again."))
    if len(said) > MOST_PROMISED:
        raise Invalid(words=_("That is long for a promise. Put the details into a note."))
    complaint = locked_complaint(number)
    promise = _promise(complaint, said, who, due, by)
    return _name(complaint, Fix.CAUSE, said, by=by, promise=promise)


@transaction.atomic
def no_change(number: int, words: str, *, by: Actor) -> CorrectiveAction:
    """Say why nothing is changed. Raises NotFound, NoComplaint, Invalid."""
    said = _said(words, _("Say why nothing changes: somebody will ask."))
    return _name(locked_complaint(number), Fix.NO_CHANGE, said, by=by)


@transaction.atomic
def withdraw_corrective_action(
    number: int, action_id: int, *, by: Actor, undoes: int | None = None
) -> CorrectiveAction:
    """Take back what was named, while the complaint is open; a promise of it was never given. Raises NotFound,
    NoComplaint, AlreadySettled."""
    complaint = locked_complaint(number)
    action = complaint.corrective_actions.filter(pk=action_id).first()
    if action is None:
        raise NotFound
    if action.withdrawn_at is None:
        if action.promise_id is not None:
            withdraw_promise(action.promise_id, by=by)
        action.change(withdrawn_at=now())
        tell(CorrectiveActionWithdrawn, complaint, by=by, undoes=undoes, action_id=action.pk)
    return action


def _said(words: str, nothing: str) -> str:
    said = " ".join(words.split())
    if not said:
        raise Invalid(words=nothing)
    if len(said) > MOST_WORDS:
        raise Invalid(words=_("That is long. Put the details into a note."))
    return said


def _promise(complaint: Complaint, said: str, who: str, due: datetime, by: Actor) -> Promise:
    found = next((one for one in mentionable(complaint.conversation) if one.who == who), None)
    if found is None:
        raise Invalid(who=_("Choose who changes it: somebody who may read this conversation, or a team."))
    kind, key = found.key
    team = complaint.conversation.team_id
    word = Word(
        ours=said,
        due=due,
        target=Target.OTHER,
        owner=key if kind == "agent" else None,
        owner_team=key if kind == "team" else None,
        to_team=team,
        to_agent=None if team else by.agent_id,
    )
    return give_promise(complaint.conversation_id, word, by=by)


def _name(
    complaint: Complaint,
    fix: Fix,
    words: str,
    *,
    by: Actor,
    promise: Promise | None = None,
    done_at: datetime | None = None,
) -> CorrectiveAction:
    standing = complaint.corrective_actions.filter(withdrawn_at__isnull=True)
    again = standing.filter(fix=fix, words=words, promise=promise).first()
    if again is not None:
        return again
    action = CorrectiveAction.objects.create(
        complaint=complaint,
        fix=fix,
        words=words,
        agent_id=by.agent_id,
        at=now(),
        done_at=done_at,
        promise=promise,
    )
    tell(CorrectiveActionNamed, complaint, by=by, action_id=action.pk, fix=fix.value)
    return action
