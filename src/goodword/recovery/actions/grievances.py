"""A complaint that falls under a law: its clock runs since it came, and a written notice is owed."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import Says
from goodword.conversations.models import Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, Invalid
from goodword.core.markup import html_to_text
from goodword.promises.actions.by_law import Owed, extend_by_law, give_by_letter, latest_of, owe_by_law, tell_law_time
from goodword.promises.actions.giving import withdraw_promise
from goodword.promises.models import Promise
from goodword.recovery.actions.complaining import locked_complaint, tell
from goodword.recovery.grievance_events import (
    GrievanceDocumented,
    GrievanceExtended,
    GrievanceOpened,
    GrievanceTold,
    GrievanceWithdrawn,
)
from goodword.recovery.models import Complaint, Grievance
from goodword.recovery.packs.due import due_by_law, extended_by_law
from goodword.recovery.packs.letter import GAP, day_said
from goodword.recovery.packs.loading import pack_of
from goodword.recovery.packs.pack import LawClock, Pack, Part
from goodword.recovery.queries.grievances import grievance_of, house_zone, packs_on, unwritten

MOST_WORDS = 4000
LONGEST_CONTACT = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What the written notice has to say: whom to ask, what was done, what came of it, and when it was done."""

    contact: str = ""
    steps: str = ""
    result: str = ""
    finished: date | None = None

    def check(self) -> None:
        """Raises Invalid naming what needs another look."""
        if len(self.contact) > LONGEST_CONTACT:
            raise Invalid(contact=_("That is long. A name, and how to reach them."))
        for name in ("steps", "result"):
            if len(getattr(self, name)) > MOST_WORDS:
                raise Invalid(**{name: _("That is long. Put the details into a note.")})
        if self.finished is not None and self.finished > now().astimezone(house_zone()).date():
            raise Invalid(finished=_("This lies ahead. Give the day on which it was done."))


@transaction.atomic
def open_grievance(number: int, *, pack: str, clock: str = "", by: Actor) -> Grievance:
    """The complaint falls under that pack: the chosen clock runs since the complaint was received. Idempotent.

    Raises NotFound, NoComplaint, Invalid for a pack that is off or a clock that it does not have, ActionRefused where
    it falls under another.
    """
    complaint = locked_complaint(number)
    chosen = next((one for one in packs_on() if one.key == pack), None)
    runs = chosen.clock(clock) if chosen else None
    if chosen is None or (runs is None and (clock or chosen.clocks)):
        raise Invalid(pack=_("Choose one of the rules that are switched on."))
    known = grievance_of(complaint)
    if known is not None:
        if (known.pack, known.clock) == (pack, clock):
            return known
        raise ActionRefused(_("It falls under another rule already. Take that back first."))
    promise = _owe(complaint, chosen, runs, by) if runs else None
    grievance = Grievance.objects.create(
        complaint=complaint,
        pack=pack,
        clock=clock,
        citation=chosen.citation,
        reviewed_on=chosen.reviewed_on,
        promise=promise,
        opened_by_id=by.agent_id,
        opened_at=now(),
    )
    said = promise.pk if promise else None
    tell(GrievanceOpened, complaint, by=by, grievance_id=grievance.pk, pack=pack, clock=clock, promise_id=said)
    return grievance


@transaction.atomic
def withdraw_grievance(number: int, *, by: Actor, undoes: int | None = None) -> Grievance:
    """It falls under no law after all: nothing is owed by it. Raises NotFound, NoComplaint, ActionRefused once the
    customer was told of it."""
    complaint = locked_complaint(number)
    grievance = _standing(complaint)
    withdraw_unless_told(grievance, by=by)
    tell(GrievanceWithdrawn, complaint, by=by, undoes=undoes, grievance_id=grievance.pk)
    return grievance


def withdraw_unless_told(grievance: Grievance, *, by: Actor) -> None:
    """The same for one that the caller holds. Raises ActionRefused."""
    promise = grievance.promise
    if grievance.is_told or (promise is not None and (promise.told_at or promise.successor)):
        raise ActionRefused(_("The customer was told of this already. It stays a grievance."))
    if promise is not None and promise.is_owed:
        withdraw_promise(promise.pk, by=by)
    grievance.change(withdrawn_at=now())


@transaction.atomic
def document_grievance(number: int, said: Record, *, by: Actor) -> Grievance:
    """Write down what the notice has to say. Raises NotFound, NoComplaint, Invalid, ActionRefused where it is none."""
    said.check()
    complaint = locked_complaint(number)
    grievance = _standing(complaint)
    facts = {
        "contact": " ".join(said.contact.split()),
        "steps": said.steps.strip(),
        "result": said.result.strip(),
        "finished": said.finished,
    }
    changed = [name for name, value in facts.items() if getattr(grievance, name) != value]
    if changed:
        grievance.change(**{name: facts[name] for name in changed})
        tell(GrievanceDocumented, complaint, by=by, grievance_id=grievance.pk, parts=changed)
    return grievance


@transaction.atomic
def tell_by_when(number: int, *, by: Actor) -> Grievance:
    """The customer knows by when. Raises NotFound, NoComplaint, AlreadySettled, ActionRefused without a clock."""
    grievance = _standing(locked_complaint(number))
    tell_law_time(_clocked(grievance).pk, by=by)
    return grievance


@transaction.atomic
def tell_grievance(number: int, *, html: str, by: Actor) -> Message:
    """Send the written notice, in the words that somebody read over; it answers the complaint as a solution does, and
    keeps what the law owes once it has left.

    Raises NotFound, NoComplaint, ActionRefused where none is owed or it was sent, Invalid where a part is missing.
    """
    complaint = locked_complaint(number)
    grievance = _standing(complaint)
    pack = pack_of(grievance.pack)
    if pack is None or not pack.owes_notice or grievance.is_told:
        raise ActionRefused(_("No written notice is owed here, or it was sent already."))
    _check_letter(grievance, html)
    message = send_reply(number, by=by, html=html, says=Says.SOLVES, leaves_draft=True)
    grievance.change(notice=message)
    if grievance.promise is not None:
        give_by_letter(latest_of(grievance.promise).pk, message, by=by)
    tell(GrievanceTold, complaint, by=by, grievance_id=grievance.pk, message_id=message.pk)
    return message


@transaction.atomic
def extend_grievance(number: int, *, because: str, html: str, by: Actor) -> Promise:
    """Tell the customer, in a letter that says why, of the later time that the pack allows: once, and before the first
    has passed. Raises NotFound, NoComplaint, Invalid, AlreadySettled, ActionRefused where it is not allowed."""
    complaint = locked_complaint(number)
    grievance = _standing(complaint)
    promise, pack = _clocked(grievance), pack_of(grievance.pack)
    clock = pack.clock(grievance.clock) if pack else None
    due = extended_by_law(promise.began_at, clock, house_zone()) if clock else None
    if due is None or promise.pk != grievance.promise_id or promise.is_broken or promise.due_at < now():
        raise ActionRefused(_("This time cannot be extended: the rule does not allow it, or it was done already."))
    reason = " ".join(because.split())
    if not reason:
        raise Invalid(because=_("Say why it takes longer: the customer will read it."))
    if _plain(reason) not in _plain(html_to_text(html)):
        raise Invalid(letter=_("The letter has to say why it takes longer, in the same words."))
    new = extend_by_law(promise.pk, due=due, because=reason, html=html, by=by)
    tell(GrievanceExtended, complaint, by=by, grievance_id=grievance.pk, promise_id=new.pk)
    return new


def _standing(complaint: Complaint) -> Grievance:
    grievance = grievance_of(complaint)
    if grievance is None:
        raise ActionRefused(_("This complaint is no grievance."))
    return grievance


def _clocked(grievance: Grievance) -> Promise:
    if grievance.promise is None:
        raise ActionRefused(_("No clock runs for it."))
    return latest_of(grievance.promise)


def _owe(complaint: Complaint, pack: Pack, clock: LawClock, by: Actor) -> Promise:
    with override(language_of(complaint)):
        ours = _("A written answer: %(what)s") % {"what": pack.name}
    due = due_by_law(complaint.said_at, clock.length, zone=house_zone())
    owed = Owed(ours=ours, began=complaint.said_at, due=due, owner=complaint.owner_id)
    return owe_by_law(complaint.conversation_id, owed, by=by)


def _check_letter(grievance: Grievance, html: str) -> None:
    lacking = unwritten(grievance)
    if lacking:
        raise Invalid(letter=_("Write this down first: %(parts)s.") % {"parts": named(lacking)})
    words = _plain(html_to_text(html))
    if GAP in words:
        raise Invalid(letter=_("Write what belongs where the letter says “…”, then send it."))
    pack = pack_of(grievance.pack)
    required = pack.required if pack else ()
    away = [part for part in required if _plain(written(grievance, part)) not in words]
    if away:
        raise Invalid(letter=_("The letter does not say this any more: %(parts)s.") % {"parts": named(away)})


def named(parts: list[Part]) -> str:
    """The parts, as people call them."""
    names = {
        Part.CONTACT: _("whom they can ask"),
        Part.STEPS: _("the steps taken"),
        Part.RESULT: _("the result"),
        Part.FINISHED: _("the day it was done"),
    }
    return ", ".join(names[part] for part in parts)


def written(grievance: Grievance, part: Part) -> str:
    """What the letter says of a part; a day in the customer's language."""
    said = getattr(grievance, part.value)
    return day_said(said, language_of(grievance.complaint)) if isinstance(said, date) else said


def language_of(complaint: Complaint) -> str:
    """The customer's language if it is one of the desk's, else that of whoever works."""
    spoken = complaint.customer.language
    return spoken if spoken in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
