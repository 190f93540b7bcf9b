"""We say in our words what we understood; the customer says whether that is it."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.actions.matters import done_once, locked_link, write_from_page
from goodword.conversations.matters import MatterLink
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, Invalid, NotAllowed
from goodword.recovery.actions.complaining import locked_complaint, tell
from goodword.recovery.complaint_choices import Heard
from goodword.recovery.complaint_events import ComplaintRestated, RestatementHeard
from goodword.recovery.models import Complaint, ComplaintRestatement

MOST_WORDS = 4000


@transaction.atomic
def restate_complaint(number: int, words: str, *, by: Actor) -> ComplaintRestatement:
    """Say what we understood; the customer reads it on the page of their matter. The same words again are the same.

    Raises NotFound, NoComplaint, Invalid.
    """
    said = words.replace("\r\n", "\n").strip()
    if not said:
        raise Invalid(words=_("Say in your words what you understood."))
    if len(said) > MOST_WORDS:
        raise Invalid(words=_("That is long. Say it in fewer words."))
    complaint = locked_complaint(number)
    latest = complaint.restatements.order_by("-id").first()
    if latest is not None and latest.words == said:
        return latest
    restatement = ComplaintRestatement.objects.create(complaint=complaint, words=said, agent_id=by.agent_id, at=now())
    tell(ComplaintRestated, complaint, by=by, restatement_id=restatement.pk)
    return restatement


@transaction.atomic
def hear_restatement(number: int, *, by: Actor) -> ComplaintRestatement | None:
    """The customer said to one of us that we understood. None where nothing waits. Raises NotFound, NoComplaint."""
    complaint = locked_complaint(number)
    return _hear(complaint, Heard.CONFIRMED, by)


@transaction.atomic
def confirm_restatement(link_id: int, *, by: Actor, once: str, restatement_id: int) -> ComplaintRestatement | None:
    """The customer says on their page that we understood, by the words that they read there. None when they said so
    before. Raises NotFound, NotAllowed, NoComplaint, ActionRefused where we have said it in other words since."""
    link = _link(link_id, by)
    complaint = locked_complaint(link.conversation_id)
    latest = complaint.restatements.order_by("-id").first()
    if latest is not None and latest.pk != restatement_id:
        raise ActionRefused(
            _("We have said it in other words since. Please read those, and say whether they are right.")
        )
    return _hear(complaint, Heard.CONFIRMED, by) if done_once(link, once) else None


@transaction.atomic
def correct_restatement(link_id: int, *, by: Actor, once: str, text: str) -> ComplaintRestatement | None:
    """The customer says it again, in their words: a letter of theirs, which stays as it is. None when it came before.

    Raises NotFound, NotAllowed, NoComplaint, Invalid without a word.
    """
    link = _link(link_id, by)
    complaint = locked_complaint(link.conversation_id)
    if not text.strip():
        raise Invalid(text=_("Write what is different, in a few words."))
    message = write_from_page(link_id, by=by, once=once, text=text)
    return _hear(complaint, Heard.CORRECTED, by, correction_id=message.pk) if message else None


def _link(link_id: int, by: Actor) -> MatterLink:
    link = locked_link(link_id)
    if by != Actor.customer(link.person_id):
        raise NotAllowed
    return link


def _hear(complaint: Complaint, heard: Heard, by: Actor, **columns: object) -> ComplaintRestatement | None:
    latest = complaint.restatements.order_by("-id").first()
    if latest is None or latest.heard == heard == Heard.CONFIRMED:
        return None
    latest.change(heard=heard, heard_at=now(), **columns)
    tell(RestatementHeard, complaint, by=by, restatement_id=latest.pk, heard=heard.value)
    return latest
