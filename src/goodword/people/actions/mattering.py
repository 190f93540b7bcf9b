"""Notes on what matters to a person: dated, with what they know of it, expiring."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.core.models import RecordedEvent
from goodword.people.actions.before import check_unchanged, keep_before, kept_before
from goodword.people.actions.describing import locked_customer
from goodword.people.choices import Consent
from goodword.people.events import PersonNoteEdited, PersonNoteRemoved, PersonNoteRestored, PersonNoteWritten
from goodword.people.models import PersonNote
from goodword.people.queries import todays_date

LONGEST = 2000


@transaction.atomic
def write_person_note(
    customer_id: int,
    *,
    by: Actor,
    text: str,
    consent: Consent | str,
    expires_on: date | None = None,
    is_pinned: bool = False,
) -> PersonNote:
    """Note what matters to the customer; after the day `expires_on` it folds away. Raises NotFound, Invalid."""
    customer = locked_customer(customer_id)
    text = _checked(text, consent, expires_on)
    note = PersonNote.objects.create(
        customer=customer,
        agent_id=by.writer_id,
        text=text,
        consent=consent,
        expires_on=expires_on,
        is_pinned=is_pinned,
        at=now(),
    )
    record(PersonNoteWritten(by=by, person_id=customer.pk, note_id=note.pk))
    return note


@transaction.atomic
def edit_person_note(
    note_id: int, *, by: Actor, text: str, consent: Consent | str, expires_on: date | None, is_pinned: bool
) -> PersonNote:
    """Write the note anew; who wrote it first stays. Raises NotFound, Invalid."""
    note = _locked(note_id)
    if note.removed_at is not None:
        raise NotFound
    text = _checked(text, consent, expires_on, before=note.expires_on)
    after = {"text": text, "consent": str(consent), "expires_on": expires_on, "is_pinned": is_pinned}
    before = {name: getattr(note, name) for name in after}
    if before != after:
        note.change(**after, edited_at=now(), edited_by_id=by.agent_id)
        event = record(PersonNoteEdited(by=by, person_id=note.customer_id, note_id=note.pk))
        keep_before(event, before=_plain(before), after=_plain(after))
    return note


@transaction.atomic
def edit_person_note_back(event: RecordedEvent, *, by: Actor) -> PersonNote:
    """Take a change of a note back. Raises NotFound, ActionRefused when it was changed since."""
    note, kept = _locked(event.data["note_id"]), kept_before(event)
    now_there = {name: getattr(note, name) for name in kept["after"]}
    check_unchanged(note.removed_at is None and _plain(now_there) == kept["after"])
    day = kept["before"]["expires_on"]
    note.change(**{**kept["before"], "expires_on": date.fromisoformat(day) if day else None})
    record(PersonNoteEdited(by=by, person_id=note.customer_id, note_id=note.pk, undoes=event.pk))
    return note


@transaction.atomic
def remove_person_note(note_id: int, *, by: Actor, undoes: int | None = None) -> PersonNote:
    """The note is shown nowhere any more. Raises NotFound."""
    note = _locked(note_id)
    if note.removed_at is None:
        note.change(removed_at=now())
        record(PersonNoteRemoved(by=by, person_id=note.customer_id, note_id=note.pk, undoes=undoes))
    return note


@transaction.atomic
def restore_person_note(note_id: int, *, by: Actor, undoes: int | None = None) -> PersonNote:
    """A note that was removed is back. Raises NotFound."""
    note = _locked(note_id)
    if note.removed_at is not None:
        note.change(removed_at=None)
        record(PersonNoteRestored(by=by, person_id=note.customer_id, note_id=note.pk, undoes=undoes))
    return note


def _locked(note_id: int) -> PersonNote:
    note = PersonNote.objects.select_for_update(of=("self",)).filter(pk=note_id).first()
    if note is None:
        raise NotFound
    return note


def _checked(text: str, consent: str, expires_on: date | None, before: date | None = None) -> str:
    problems: dict[str, str] = {}
    text = text.strip()
    if not text:
        problems["text"] = _("Write what matters to them.")
    elif len(text) > LONGEST:
        problems["text"] = _("That is too long. Keep what helps the next one who answers.")
    if consent not in Consent.values:
        problems["consent"] = _("Say what they know of this.")
    if expires_on is not None and expires_on != before and expires_on < todays_date():
        problems["expires_on"] = _("This day is over. Choose a later one, or none.")
    if problems:
        raise Invalid(**problems)
    return text


def _plain(columns: Mapping[str, object]) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in columns.items()}
