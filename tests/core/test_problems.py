"""What went wrong is kept as a code and said in the reader's language."""

from datetime import UTC, datetime

from django.utils import timezone, translation

from goodword.channels.email.errors import LimitReached, NoMailboxConnected
from goodword.channels.email.transports.errors import LoginRefused, RecipientRefused, Server
from goodword.core.errors import ActionRefused
from goodword.core.problems import LONGEST, code_of, problem_of, say_problem

RELAY = Server("relay.example.org", 587)


def test_a_problem_is_said_in_the_language_of_whoever_reads_it() -> None:
    with translation.override("es"):
        kept = problem_of(LoginRefused(RELAY, "535 no"))

    with translation.override("en"):
        assert say_problem(kept).startswith("relay.example.org does not accept the user name")
    with translation.override("es"):
        assert "does not accept" not in say_problem(kept)
        assert "535 no" in say_problem(kept)


def test_a_sentence_from_before_is_shown_as_it_stands() -> None:
    for sentence in ("The server is busy.", "", '{"code": "never heard of"}', '{"code": broken'):
        assert say_problem(sentence) == sentence


def test_a_refusal_without_values_keeps_its_code_and_one_of_its_own_its_words() -> None:
    assert code_of(problem_of(NoMailboxConnected())) == "no-mailbox-connected"
    assert "cannot send mail yet" in say_problem(problem_of(NoMailboxConnected()))
    assert problem_of(ActionRefused("This one only.")) == "This one only."


def test_what_a_server_says_never_breaks_the_row() -> None:
    for words in ('"' * 400, "\\" * 400, "ü" * 400, "{host} {0} {nobody}"):
        kept = problem_of(RecipientRefused(Server("relay." + "x" * 200, 25), words))
        assert len(kept) <= LONGEST
        assert "refused the recipient's address" in say_problem(kept)


def test_a_moment_is_said_in_the_readers_time_zone() -> None:
    kept = problem_of(
        LimitReached(address="a@b.example", leaves_at=datetime(2026, 11, 23, 23, 30, tzinfo=UTC).isoformat())
    )

    with timezone.override("Europe/Madrid"), translation.override("en"):
        assert "Nov. 24, 2026, 12:30 a.m." in say_problem(kept)
