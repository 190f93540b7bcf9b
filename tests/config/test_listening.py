"""A browser that is gone without a word does not keep its connection for a quarter of an hour."""

import errno
import socket

import pytest

from goodword.config.processes import listening
from goodword.config.processes.listening import address_of, listen


def test_a_connection_that_takes_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "DEAD_AFTER", 1)
    with listen("127.0.0.1", 0) as listener, socket.socket() as asleep:
        asleep.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        asleep.connect(listener.getsockname())
        ours, _ = listener.accept()
        ours.settimeout(60)
        with ours, pytest.raises(TimeoutError) as given_up:
            ours.sendall(b"still here" * 5_000_000)
    assert given_up.value.errno == errno.ETIMEDOUT  # the system's word, not the patience of this test


def test_a_connection_that_reads_late_is_kept() -> None:
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()) as browser:
        ours, _ = listener.accept()
        with ours:
            assert ours.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == listening.DEAD_AFTER * 1000
            ours.sendall(b"hello")
            assert browser.recv(5) == b"hello"
        assert address_of(listener, None).startswith("http://127.0.0.1:")
