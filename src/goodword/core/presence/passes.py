"""A pass lets a page say where it is without a session: handed out over its stream, good for a few minutes.

The stream was opened by somebody signed in who may read the conversations that the pass names; both are looked at again
before the next one is handed out.
"""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core import signing

from goodword.core.presence.store import Present, State

AGE = 150  # seconds
_SALT = "goodword.presence"
# What may come of bytes that anybody can send: other kinds of values, brackets without end, a number without end.
_NO_WORD = (AttributeError, KeyError, OverflowError, RecursionError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Pass:
    """Who may say that they are in which conversations, as the page `key`."""

    key: str
    agent_id: int
    name: str
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, viewer: Any, topics: Iterable[str]) -> "Pass":
        numbers = [int(topic.partition(":")[2]) for topic in topics if topic.startswith("conversation:")]
        return cls(secrets.token_urlsafe(9), viewer.pk, str(viewer), tuple(numbers))

    def signed(self) -> str:
        return signing.dumps([self.key, self.agent_id, self.name, self.numbers], salt=_SALT)


def read_word(body: bytes) -> tuple[Pass, Present | None]:
    """What a page says, and by which pass; None when it is leaving. Raises ValueError for what is no word of ours."""
    try:
        said = json.loads(body)
        key, agent_id, name, numbers = signing.loads(said["pass"], salt=_SALT, max_age=AGE)
        admitted = Pass(key, agent_id, name, tuple(numbers))
        if said["state"] == "away":
            return admitted, None
        number, state, saved = int(said["at"]), State(said["state"]), int(said.get("saved", 0)) % 1_000_000
    except (signing.BadSignature, *_NO_WORD) as error:
        raise ValueError("no word of a page") from error
    if number not in admitted.numbers:
        raise ValueError("not admitted there")
    return admitted, Present(key, agent_id, name, number, state, saved)
