"""The demo's post: it takes what the desk sends and what customers write, wherever it can listen."""

import smtplib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from goodword.channels.email.models import Connection, ReceivedMail
from goodword.core.demo import Demo, is_demo, keep_demo, read_demo
from goodword.seeds.planting import _found
from goodword.seeds.post import USUAL_PORT, delivered, post_folder, run_post, settle_post, words_of
from goodword.seeds.stories import read_agency
from tests.config.running_desk import eventually
from tests.engines import free_port

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_time, pytest.mark.usefixtures("data")]
LETTER = b"From: %s\r\nTo: %s\r\nSubject: Refill\r\n\r\nCan it come early?\r\n"
OUTSIDE, DESK = "you@example.com", "pharmacy@wrenfield.example"


@contextmanager
def running(data: Path) -> Iterator[None]:
    """The post at work, beside the test."""
    stop = threading.Event()
    post = threading.Thread(target=run_post, args=(data, stop))
    post.start()
    try:
        yield
    finally:
        stop.set()
        post.join(10)
    assert not post.is_alive()


def marked(port: int) -> None:
    keep_demo(Demo(port=port, password="secret"))


def hand_over(sender: str, *recipients: str) -> None:
    demo = read_demo()
    assert demo is not None
    with smtplib.SMTP("127.0.0.1", demo.port, timeout=10) as post:
        post.sendmail(sender, recipients, LETTER % (sender.encode(), recipients[0].encode()))


def is_listening() -> bool:
    demo = read_demo()
    assert demo is not None
    try:
        with smtplib.SMTP("127.0.0.1", demo.port, timeout=10):
            return True
    except ConnectionRefusedError:
        return False


def test_what_the_desk_sends_stays_here(data: Path) -> None:
    marked(free_port())
    with running(data):
        assert eventually(is_listening)
        hand_over(DESK, OUTSIDE)
    (mail,) = delivered(post_folder(data))
    assert (mail["To"], words_of(mail)) == (OUTSIDE, "Can it come early?")
    assert not ReceivedMail.objects.exists()


def test_what_customers_write_reaches_the_desk(data: Path) -> None:
    _found(read_agency(), "as-good-as-our-word", USUAL_PORT)
    marked(free_port())
    with running(data):
        assert eventually(is_listening)
        hand_over(OUTSIDE, DESK, "nobody@example.org")
    assert ReceivedMail.objects.get().envelope_to == DESK
    assert len(delivered(post_folder(data))) == 1


def test_it_waits_until_a_demo_is_planted(data: Path) -> None:
    with running(data):
        assert not is_demo()
        marked(free_port())
        assert eventually(is_listening, seconds=60)


def test_it_ends_though_no_demo_was_ever_planted(data: Path) -> None:
    with running(data):
        pass
    assert list(data.glob("customers-post")) == []


def test_it_moves_when_its_port_is_taken(data: Path) -> None:
    _found(read_agency(), "as-good-as-our-word", USUAL_PORT)
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        marked(taken)
        demo = read_demo()
        assert demo is not None
        address = settle_post(demo, data)
    moved = read_demo()
    assert moved is not None
    assert moved.port != taken
    assert (address, moved.password) == (f"127.0.0.1:{moved.port}", "secret")
    assert set(Connection.objects.values_list("smtp_port", flat=True)) == {moved.port}


def test_a_relay_that_somebody_connected_is_left_alone(data: Path) -> None:
    _found(read_agency(), "as-good-as-our-word", USUAL_PORT)
    own = Connection.objects.latest("pk")
    Connection.objects.filter(pk=own.pk).update(smtp_host="relay.example.org", smtp_port=587)
    settle_post(Demo(port=free_port(), password="secret"), data)
    own.refresh_from_db()
    assert (own.smtp_host, own.smtp_port) == ("relay.example.org", 587)
