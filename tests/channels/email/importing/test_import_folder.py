"""Old mail is taken in once, as history."""

from pathlib import Path

import pytest

from bench.mailing_list import mailing_list, write_mbox
from goodword.channels.email.actions.importing import Imported
from goodword.channels.email.choices import Reading
from goodword.channels.email.importing import NoMailThere, import_folder, maildir, mbox
from goodword.channels.email.importing.surveying import survey_folder
from goodword.channels.email.models import MailReference, ReceivedMail
from goodword.conversations.choices import State
from goodword.conversations.models import Conversation, Message
from goodword.core.blobs import read_blob
from goodword.core.jobs.models import QueuedJob
from goodword.core.models import Blob, RecordedEvent
from goodword.core.problems import say_problem
from tests.cast import Cast
from tests.channels.email.mails import SAMPLES, mail

pytestmark = pytest.mark.django_db


def _silent(_so_far: Imported, _done: int) -> None:
    """Nobody watches."""


@pytest.fixture
def old_mail(tmp_path: Path) -> Path:
    write_mbox(tmp_path / "list.mbox", mailing_list(mails=40, seed=7))
    return tmp_path / "list.mbox"


def test_history_arrives_closed_and_silently(cast: Cast, old_mail: Path) -> None:
    tally = import_folder(mbox(old_mail), mailbox_id=cast.mailbox.pk, on_progress=_silent)

    assert (tally.new, tally.known, tally.total) == (40, 0, 40)
    assert Message.objects.count() == ReceivedMail.objects.filter(reading=Reading.READ).count() == 40
    assert not Conversation.objects.exclude(state=State.CLOSED).exists()
    assert not RecordedEvent.objects.filter(kind__startswith="message.").exists()
    assert not QueuedJob.objects.filter(name__contains="email").exists()


def test_a_survey_tells_and_writes_nothing(cast: Cast, old_mail: Path) -> None:
    found = survey_folder(mbox(old_mail), mailbox_id=cast.mailbox.pk)
    assert (found["mails"], found["here"], ReceivedMail.objects.count()) == (40, 0, 0)

    import_folder(mbox(old_mail), mailbox_id=cast.mailbox.pk, on_progress=_silent)

    again = survey_folder(mbox(old_mail), mailbox_id=cast.mailbox.pk)
    assert (again["mails"], again["here"], again["new_people"], again["conversations"]) == (40, 40, 0, 0)
    assert found["people"] == again["people"]
    assert found["conversations"] == Conversation.objects.count()


def test_importing_again_changes_nothing(cast: Cast, old_mail: Path) -> None:
    import_folder(mbox(old_mail), mailbox_id=cast.mailbox.pk, on_progress=_silent)
    before = (Message.objects.count(), MailReference.objects.count(), ReceivedMail.objects.count())

    tally = import_folder(mbox(old_mail), mailbox_id=cast.mailbox.pk, on_progress=_silent)

    assert (tally.new, tally.known) == (0, 40)
    assert (Message.objects.count(), MailReference.objects.count(), ReceivedMail.objects.count()) == before


def test_every_mail_is_kept_to_the_byte(cast: Cast, old_mail: Path) -> None:
    import_folder(mbox(old_mail), mailbox_id=cast.mailbox.pk, on_progress=_silent)

    kept = {read_blob(key).rstrip() for key in ReceivedMail.objects.values_list("raw_id", flat=True)}
    assert kept == {raw.rstrip() for raw in mailing_list(mails=40, seed=7)}
    assert not Blob.objects.filter(references=0).exists()


def test_answers_join_their_thread_even_within_a_batch(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "two.mbox"
    first, second = mail("one", Message_ID="<a@x>"), mail("two", References="<a@x>")
    file.write_bytes(b"".join(b"From x Mon Jan  5 10:11:12 2026\n" + raw + b"\n" for raw in (first, second)))

    import_folder(mbox(file), mailbox_id=cast.mailbox.pk, on_progress=_silent)

    assert Conversation.objects.count() == 1


def test_a_maildir_with_mail_that_cannot_be_read(cast: Cast, tmp_path: Path) -> None:
    for name in ("cur", "new"):
        (tmp_path / name).mkdir()
    (tmp_path / "cur" / "1:2,S").write_bytes((SAMPLES / "gmail-reply-es.eml").read_bytes())
    (tmp_path / "new" / "2").write_bytes((SAMPLES / "bare.eml").read_bytes())
    seen: list[tuple[int, int]] = []

    folder = maildir(tmp_path)
    tally = import_folder(
        folder, mailbox_id=cast.mailbox.pk, on_progress=lambda so_far, done: seen.append((so_far.total, done))
    )

    assert tally == Imported(new=1, unreadable=1)
    assert seen == [(2, folder.size)]
    unreadable = ReceivedMail.objects.get(reading=Reading.UNREADABLE)
    assert say_problem(unreadable.problem) == "The mail does not say who wrote it."


def test_lines_that_begin_with_from_belong_to_their_mail(tmp_path: Path) -> None:
    file = tmp_path / "old.mbox"
    file.write_bytes(b"From x Mon Jan  5 10:11:12 2026\nSubject: a\n\nHi\n\nFrom here on\n\n>From there\n\n")

    assert [raw for raw, _ in mbox(file)] == [b"Subject: a\n\nHi\n\nFrom here on\n\nFrom there\n\n"]


def test_what_is_no_mail_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")

    for wrong in (lambda: mbox(tmp_path / "letter.txt"), lambda: mbox(tmp_path / "gone"), lambda: maildir(tmp_path)):
        with pytest.raises(NoMailThere):
            wrong()


def test_what_a_program_wrote_long_ago_was_no_person(cast: Cast, tmp_path: Path) -> None:
    write_mbox(tmp_path / "old.mbox", [(SAMPLES / "bounces" / "exim-plain.eml").read_bytes(), mail("Hello")])

    import_folder(mbox(tmp_path / "old.mbox"), mailbox_id=cast.mailbox.pk, on_progress=_silent)

    kinds = ReceivedMail.objects.order_by("pk").values_list("kind", "message__is_automatic", "may_be_answered")
    assert list(kinds) == [("bounce", True, False), ("person", False, False)]


@pytest.mark.parametrize("line", [b"x" * 70 + b"\n", b"From " + b"x" * 100_000 + b"\n"], ids=["lines", "long lines"])
def test_a_large_mail_comes_as_a_file_to_the_byte(tmp_path: Path, line: bytes) -> None:
    mails = [b"Subject: large\n\n" + line * (900_000 // len(line)) + b"\n", b"Subject: small\n\nHi\n\n"]
    file = tmp_path / "old.mbox"
    file.write_bytes(b"".join(b"From a@b.example Mon Nov  2 10:00:00 2026\n" + one for one in mails))

    found = []
    for raw, _done in mbox(file):
        found.append(raw if isinstance(raw, bytes) else raw.read())
        if not isinstance(raw, bytes):
            raw.close()

    assert found == mails


def test_large_mails_are_imported_and_nothing_is_left_open(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "cur").mkdir()
    large = mail("word " * 100_000, Message_ID="<large@example.org>")
    (tmp_path / "cur" / "1").write_bytes(large)
    (tmp_path / "cur" / "2").write_bytes(b"no headers " * 50_000)

    survey = survey_folder(maildir(tmp_path), mailbox_id=cast.mailbox.pk)
    tally = import_folder(maildir(tmp_path), mailbox_id=cast.mailbox.pk, on_progress=_silent)

    assert (survey["mails"], survey["size"]) == (2, len(large) + 550_000)
    assert (tally.new, tally.unreadable) == (1, 1)
    assert read_blob(ReceivedMail.objects.get(reading=Reading.READ).raw_id) == large
