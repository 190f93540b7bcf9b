"""What a browser may be told about: topics, who may ask for them, and which changes concern them.

A topic is `subject:number`, concerned by changes of that subject (`conversation:1042`, `person:7`; `agent:3` by events
whose `told` names that agent), or a bare name (`inbox`), concerned by the change of any conversation that the viewer
may see, and by changes that took a conversation out of their sight: of those they are told no number.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goodword.core.errors import NotFound
from goodword.core.live.changes import Change

LONGEST_NUMBER = 18  # digits; none of ours is longer

Allow = Callable[[Any, str], object]


@dataclass(frozen=True, slots=True)
class Hearers:
    """Which viewers of a bare topic hear of a change, by primary key: those who may know of what, and the others."""

    seeing: Collection[Any] = frozenset()
    losing: Collection[Any] = frozenset()


Narrow = Callable[[Collection[Any], Sequence[Change]], Mapping[int, Hearers]]


@dataclass(frozen=True)
class _Rule:
    allow: Allow
    narrow: Narrow | None


_rules: dict[str, _Rule] = {}


def authorize(prefix: str, allow: Allow, *, narrow: Narrow | None = None) -> None:
    """Let browsers subscribe to topics `prefix` and `prefix:…`.

    `allow(agent, what)` gets the part after the colon and raises a DomainError to refuse. A bare topic needs
    `narrow(agents, changes)`, which returns who hears of each change, by the number of its event; it is asked once for
    all who follow. Both functions run in a thread, with a database.
    """
    _rules[prefix] = _Rule(allow, narrow)


def check(viewer: Any, topic: str) -> None:
    """Raises DomainError when the viewer may not follow the topic, NotFound when there is no such topic."""
    prefix, _, what = topic.partition(":")
    rule = _rules.get(prefix)
    if rule is None or (what and not _is_number(what)) or (not what and not rule.narrow):
        raise NotFound
    rule.allow(viewer, what)


def _is_number(what: str) -> bool:
    return what.isascii() and what.isdigit() and len(what) <= LONGEST_NUMBER


def is_bare(topic: str) -> bool:
    return ":" not in topic


def hearers_of(topic: str, viewers: Collection[Any], changes: Sequence[Change]) -> Mapping[int, Hearers]:
    """Which of these viewers of a bare topic hear of the changes, by the number of the event."""
    rule = _rules.get(topic)
    return rule.narrow(viewers, changes) if rule and rule.narrow and viewers and changes else {}


def subjects(change: Change) -> Iterable[str]:
    """The topics with a number that the change concerns."""
    if change.conversation_id is not None:
        yield f"conversation:{change.conversation_id}"
    if change.person_id is not None:
        yield f"person:{change.person_id}"
    for agent in change.told or ():
        yield f"agent:{agent}"
