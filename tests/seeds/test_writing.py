"""Writing to the demo: to a post that a test plays."""

import mailbox
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from goodword.channels.email.transports.listener import Listener, Speaks
from goodword.core.demo import Demo, keep_demo
from goodword.core.errors import ActionRefused
from goodword.seeds.post import post_folder
from goodword.seeds.writing import write_as_customer
from tests.engines import free_port

pytestmark = pytest.mark.real_time
YOU = ("You", "you@example.com")


class Letterbox(list[EmailMessage]):
    """Takes everything and keeps it in a list."""

    def knows(self, address: str) -> bool:
        return bool(address)

    def take(self, raw: BinaryIO, **_envelope: Any) -> None:
        self.append(message_from_bytes(raw.read(), policy=policy.default))


@pytest.fixture
def letterbox(data: Path) -> Iterator[Letterbox]:
    letterbox = Letterbox()
    with ThreadPoolExecutor(1) as threads:
        listener = Listener("127.0.0.1:0", letterbox, threads, speaks=Speaks.SMTP)
        listener.start()
        keep_demo(Demo(port=listener.port, password="secret"))
        yield letterbox
        listener.stop()


def write(data: Path, words: str = "Can it come early?", *, is_reply: bool = False) -> EmailMessage:
    to = "pharmacy@wrenfield.example"
    return write_as_customer(words, data=data, sender=YOU, to=to, subject="Refill", is_reply=is_reply)


def came(data: Path, to: str, message_id: str, subject: str) -> None:
    """Let a mail of the desk lie in the customers' post."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Reply-To"] = "pharmacy@wrenfield.example", to, "pharmacy+7.x@wrenfield.example"
    mail["Message-ID"], mail["Subject"] = message_id, subject
    mailbox.Maildir(post_folder(data)).add(mail)


def test_a_letter(letterbox: Letterbox, data: Path) -> None:
    write(data)
    (mail,) = letterbox
    assert (mail["From"], mail["To"], mail["Subject"]) == (
        "You <you@example.com>", "pharmacy@wrenfield.example", "Refill",
    )  # fmt: skip
    assert mail.get_content().strip() == "Can it come early?"
    assert "In-Reply-To" not in mail


def test_a_reply_answers_what_came_to_the_sender(letterbox: Letterbox, data: Path) -> None:
    came(data, "You <YOU@example.com>", "<1@wrenfield.example>", "Refill")
    came(data, "other@example.com", "<2@wrenfield.example>", "Visit")
    write(data, is_reply=True)
    (mail,) = letterbox
    assert (mail["To"], mail["Subject"]) == ("pharmacy+7.x@wrenfield.example", "Re: Refill")
    assert mail["In-Reply-To"] == mail["References"] == "<1@wrenfield.example>"


def test_a_subject_is_answered_once(letterbox: Letterbox, data: Path) -> None:
    came(data, "you@example.com", "<1@wrenfield.example>", "RE: Refill")
    write(data, is_reply=True)
    assert letterbox[0]["Subject"] == "RE: Refill"


@pytest.mark.parametrize(
    ("words", "is_reply", "why"), [(" ", False, "Write something"), ("Thanks", True, "Nothing has come")]
)
def test_what_cannot_be_sent_is_told(letterbox: Letterbox, data: Path, words: str, is_reply: bool, why: str) -> None:
    with pytest.raises(ActionRefused, match=why):
        write(data, words, is_reply=is_reply)
    assert not letterbox


def test_a_folder_without_a_demo_is_told(data: Path) -> None:
    with pytest.raises(ActionRefused, match="Start `goodword demo` first"):
        write(data)


def test_a_demo_that_does_not_run_is_told(data: Path) -> None:
    keep_demo(Demo(port=free_port(), password="secret"))
    with pytest.raises(ActionRefused, match="Is `goodword demo` running"):
        write(data)
