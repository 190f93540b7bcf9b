"""Jobs for the tests of the engine. What they did is told by `seen`."""

import threading
from typing import Any

from django.db import connection

from goodword.core.errors import ActionRefused
from goodword.core.jobs import Discard, job

seen: list[Any] = []
gate = threading.Event()  # `wait_at_the_gate` runs until it is opened
arrived = threading.Event()


@job()
def greet(name: str) -> None:
    seen.append(name)


@job(priority=50)
def greet_first(name: str) -> None:
    seen.append(name)


@job(queue="slow")
def greet_slowly(name: str) -> None:
    seen.append(name)


@job(attempts=3)
def stumble() -> None:
    raise ValueError("a letter's words")


@job(attempts=1)
def refuse() -> None:
    raise ActionRefused("The mailbox is closed.")


@job()
def drop() -> None:
    raise Discard("nobody waits for it any more")


@job(unique="mailbox-{mailbox_id}", attempts=2)
def look_into(mailbox_id: int) -> None:
    seen.append(mailbox_id)


@job()
def tell_transaction() -> None:
    seen.append(connection.in_atomic_block)


@job()
def wait_at_the_gate() -> None:
    arrived.set()
    gate.wait(20)
    seen.append("passed")


@job()
def tick() -> None:
    seen.append("tick")


@job(takes_context=True)
def count_attempts(context: Any) -> None:
    seen.append(context.attempt)
