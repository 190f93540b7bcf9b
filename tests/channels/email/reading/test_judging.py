"""Programs are told from people, both ways: each file of `tests/mails/automatic` and `people` is one case."""

from pathlib import Path

import pytest

from goodword.channels.email.choices import MailKind
from goodword.channels.email.reading import read_message
from tests.channels.email.mails import SAMPLES, mail

PEOPLE, PROGRAMS = sorted((SAMPLES / "people").glob("*.eml")), sorted((SAMPLES / "automatic").glob("*.eml"))
NOT_ANSWERED = {"auto-forwarded", "google-group", "list-reply", "spam-flag", "subject-only-auto", "suppress-only"}


@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: path.stem)
def test_a_person_is_a_person(path: Path) -> None:
    judged = read_message(path.read_bytes()).judgement
    assert (judged.kind, judged.report) == (MailKind.PERSON, None)
    assert judged.may_be_answered is (path.stem not in NOT_ANSWERED)


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_a_program_is_a_program(path: Path) -> None:
    judged = read_message(path.read_bytes()).judgement
    expected = MailKind.LIST if path.stem.startswith("newsletter") else MailKind.AUTOMATIC
    assert (judged.kind, judged.report, judged.may_be_answered) == (expected, None, False)


def test_a_desk_recognizes_what_desks_mark() -> None:
    judged = read_message(mail(X_Goodword_Desk="abc123", X_Loop="help@desk.example")).judgement
    assert judged.marks == ("abc123", "help@desk.example")


@pytest.mark.parametrize(("hops", "kind"), [(50, MailKind.PERSON), (51, MailKind.AUTOMATIC)])
def test_a_mail_that_passed_too_many_servers_goes_in_circles(hops: int, kind: MailKind) -> None:
    judged = read_message(b"Received: from a.example by b.example\n" * hops + mail()).judgement
    assert (judged.hops, judged.kind) == (hops, kind)
