"""A judgement of one thing about a domain, as it is kept: codes and facts, put into words when it is shown."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    OK = "ok"
    IMPROVE = "improve"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Record:
    """A record to publish."""

    name: str
    kind: str
    value: str


@dataclass
class Finding:
    """`said`: pairs of a code and what it is about, the main thing first."""

    verdict: Verdict
    said: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    publish: Record | None = None

    def kept(self) -> dict[str, Any]:
        return asdict(self)


def finding_from(kept: dict[str, Any]) -> Finding:
    """The other way round."""
    publish = kept.get("publish")
    return Finding(
        Verdict(kept["verdict"]),
        [(code, facts) for code, facts in kept["said"]],
        list(kept["found"]),
        Record(**publish) if publish else None,
    )
