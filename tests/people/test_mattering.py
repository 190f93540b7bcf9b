"""Notes on what matters to a person."""

from datetime import timedelta

import pytest

from goodword.core.actor import SYSTEM, Actor
from goodword.core.errors import Invalid, NotAllowed, NotFound
from goodword.people.actions.mattering import (
    edit_person_note,
    remove_person_note,
    restore_person_note,
    write_person_note,
)
from goodword.people.models import Customer, PersonNote
from goodword.people.queries import person_note_of, person_notes, todays_date
from tests.frozen_time import Clock
from tests.timeline import last_event, recorded


@pytest.fixture
def note(mara: Actor, hartwell: Customer) -> PersonNote:
    return write_person_note(hartwell.pk, by=mara, text=" Knock twice. ", consent="agreed")


def test_writing(mara: Actor, hartwell: Customer, note: PersonNote, clock: Clock) -> None:
    assert (note.text, note.agent_id, note.consent, note.is_pinned) == ("Knock twice.", mara.id, "agreed", False)
    event = last_event("person-note.written")
    assert (event.person_id, event.data) == (hartwell.pk, {"note_id": note.pk})


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"text": "  "}, "text"), ({"text": "x" * 2001}, "text"), ({"consent": ""}, "consent"),
     ({"expires_on": -1}, "expires_on")],
)  # fmt: skip
def test_what_does_not_fit(mara: Actor, hartwell: Customer, changes: dict[str, object], field: str) -> None:
    told: dict[str, object] = {"text": "Knock.", "consent": "told", **changes}
    if "expires_on" in told:
        told["expires_on"] = todays_date() - timedelta(days=1)
    with pytest.raises(Invalid) as refusal:
        write_person_note(hartwell.pk, by=mara, **told)  # type: ignore[arg-type]
    assert set(refusal.value.fields) == {field}
    assert not PersonNote.objects.exists()


def test_no_program_writes_one(hartwell: Customer) -> None:
    with pytest.raises(NotAllowed):
        write_person_note(hartwell.pk, by=SYSTEM, text="Knock.", consent="agreed")


def test_pinned_ones_come_first_then_the_newest(
    mara: Actor, hartwell: Customer, note: PersonNote, clock: Clock
) -> None:
    clock.forward(hours=1)
    newer = write_person_note(hartwell.pk, by=mara, text="Bees.", consent="told")
    assert person_notes(hartwell) == [newer, note]

    edit_person_note(note.pk, by=mara, text=note.text, consent="agreed", expires_on=None, is_pinned=True)
    assert person_notes(hartwell) == [note, newer]


def test_editing_keeps_who_wrote_it_first(note: PersonNote, cast: object) -> None:
    tess = Actor.agent(cast.tess.pk)  # type: ignore[attr-defined]
    told = {"text": "Knock thrice.", "consent": "agreed", "expires_on": None, "is_pinned": False}
    edited = edit_person_note(note.pk, by=tess, **told)  # type: ignore[arg-type]
    edit_person_note(note.pk, by=tess, **told)  # type: ignore[arg-type]

    assert (edited.text, edited.agent_id, edited.edited_by_id) == ("Knock thrice.", note.agent_id, tess.id)
    assert [event.data for event in recorded("person-note.edited")] == [{"note_id": note.pk}]


def test_a_note_is_over_after_its_last_day(mara: Actor, hartwell: Customer) -> None:
    today = todays_date()
    note = write_person_note(hartwell.pk, by=mara, text="Away.", consent="told", expires_on=today)
    assert not note.is_over_on(today)
    assert note.is_over_on(today + timedelta(days=1))


def test_removing_and_restoring(mara: Actor, hartwell: Customer, note: PersonNote) -> None:
    remove_person_note(note.pk, by=mara)
    remove_person_note(note.pk, by=mara)
    assert (person_notes(hartwell), len(recorded("person-note.removed"))) == ([], 1)
    with pytest.raises(NotFound):
        person_note_of(hartwell, note.pk)
    with pytest.raises(NotFound):
        edit_person_note(note.pk, by=mara, text="X", consent="told", expires_on=None, is_pinned=False)

    restore_person_note(note.pk, by=mara)
    assert person_notes(hartwell) == [note]
