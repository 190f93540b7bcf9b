"""A binder: what stands in it, who may have it, and that it is gone after its day."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from goodword.conversations.actions.noting import write_note
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.blobs import read_blob
from goodword.core.errors import ActionRefused, Invalid, NotAllowed, NotFound
from goodword.core.jobs.worker import run_due_jobs
from goodword.core.models import RecordedEvent
from goodword.recovery.actions.grievance_binders import ask_for_binder, ask_for_period, forget_binders, read_binder
from goodword.recovery.actions.grievance_packs import choose_pack
from goodword.recovery.actions.grievances import open_grievance
from goodword.recovery.actions.restating import restate_complaint
from goodword.recovery.binder.drawing import draw, drawable
from goodword.recovery.binder.page_parts import Part
from goodword.recovery.grievance_access import binder_for
from goodword.recovery.types import Binder, Complaint
from tests.cast import Cast
from tests.frozen_time import Clock
from tests.recovery.complaining import complaint_of, put_right

DAY = date(2026, 11, 2)


@pytest.fixture
def complaint(cast: Cast, conversation: Conversation, mara: Actor) -> Complaint:
    choose_pack("hospital", is_on=True, counsel_reviewed_on=date(2026, 1, 5), by=Actor.agent(cast.adam.pk))
    complaint = complaint_of(conversation, mara)
    open_grievance(conversation.pk, pack="hospital", clock="reply", by=mara)
    return complaint


def made(binder: Binder) -> zipfile.ZipFile:
    run_due_jobs()
    binder.refresh_from_db()
    return zipfile.ZipFile(io.BytesIO(read_blob(str(binder.blob_id))))


def text_of(whole: zipfile.ZipFile) -> str:
    reader = PdfReader(io.BytesIO(whole.read("binder.pdf")))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_everything_stands_in_it(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    restate_complaint(conversation.pk, "You waited in vain.", by=mara)
    put_right(conversation, mara)
    write_note(conversation.pk, by=mara, html="<p>Between us: Łukasz drives again.</p>")

    whole = made(ask_for_binder(complaint.pk, has_notes=False, by=mara))

    said = text_of(whole)
    for words in (
        "Nobody called.", complaint.words_hash, "42 CFR 482.13(a)(2)", "You waited in vain.", "Brought new dressings",
        "complaint.grievance-opened", "Events (America/New_York)", "10:00:00 EST", "Letters, sent and received",
    ):  # fmt: skip
        assert words in said
    assert "Between us" not in said
    assert "Nobody called." in whole.read("binder.txt").decode()


def test_notes_are_marked(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    write_note(conversation.pk, by=mara, html="<p>Between us: Łukasz drives again.</p>")
    said = text_of(made(ask_for_binder(complaint.pk, has_notes=True, by=mara)))
    assert "Internal: never sent to the customer" in said
    assert "Łukasz drives again." in said


def test_no_letter_is_lost() -> None:
    part = Part("<b>Łukasz</b> & ñ")
    part.words("中 \x07 \x00 {x} **bold** 🙂\nnext\u202e")
    reader = PdfReader(io.BytesIO(draw("A & B", "made", [part])))
    said = " ".join(page.extract_text() for page in reader.pages)
    assert "<b>Łukasz</b> & ñ" in said
    assert "[U+4E2D] [U+0007] [U+0000] {x} **bold** [U+1F642]" in said
    assert "[U+202E]" in said
    assert drawable("plain") == "plain"


def test_the_index_names_pages() -> None:
    parts = [Part(f"Part {number}") for number in range(120)]
    for part in parts:
        part.words("Words. " * 40)
    reader = PdfReader(io.BytesIO(draw("Title", "made", parts)))
    assert "Part 119" in "".join(page.extract_text() for page in reader.pages[:5])
    assert len(reader.outline) == 120


def test_a_period_is_for_administrators(cast: Cast, complaint: Complaint, mara: Actor) -> None:
    adam = Actor.agent(cast.adam.pk)
    with pytest.raises(NotAllowed):
        ask_for_period(DAY, DAY, has_notes=False, by=mara)
    with pytest.raises(Invalid):
        ask_for_period(DAY, DAY - timedelta(days=1), has_notes=False, by=adam)

    assert "Nobody called." in text_of(made(ask_for_period(DAY, DAY, has_notes=False, by=adam)))
    before = DAY - timedelta(days=1)
    assert "Nobody called." not in text_of(made(ask_for_period(before, before, has_notes=False, by=adam)))
    assert complaint.is_open


def test_taking_it_is_recorded_and_it_is_gone_after_a_day(complaint: Complaint, mara: Actor, clock: Clock) -> None:
    binder = ask_for_binder(complaint.pk, has_notes=False, by=mara)
    with pytest.raises(ActionRefused):
        read_binder(binder.pk, by=mara)
    made(binder)
    read_binder(binder.pk, by=mara)
    assert RecordedEvent.objects.filter(kind="binder.read", actor_id=mara.id).count() == 1

    clock.forward(hours=24)
    with pytest.raises(ActionRefused):
        read_binder(binder.pk, by=mara)
    assert forget_binders() == 1
    binder.refresh_from_db()
    assert binder.blob_id is None


def test_the_stranger_has_none(cast: Cast, complaint: Complaint, mara: Actor) -> None:
    binder = ask_for_binder(complaint.pk, has_notes=False, by=mara)
    assert binder_for(cast.mara, binder.pk) == binder
    with pytest.raises(NotFound):
        binder_for(cast.caleb, binder.pk)
