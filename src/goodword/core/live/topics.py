"""What a browser may be told about: topics, who may ask for them, and which changes concern them.

A topic is `subject:number`, concerned by changes of that subject (`conversation:1042`, `person:7`; `agent:3` by events
whose `told` names that agent), or a bare name
(`inbox`), concerned by the change of any conversation that the viewer may see, and by changes that may have taken a
conversation out of their sight: of those they are told no number.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from goodword.core.errors import NotFound
from goodword.core.live.changes import Change

Allow = Callable[[Any, str], object]
Sees = Callable[[Any, Collection[int]], Collection[int]]


@dataclass(frozen=True)
class _Rule:
    allow: Allow
    sees: Sees | None
    hiding: frozenset[str]


_rules: dict[str, _Rule] = {}


def authorize(prefix: str, allow: Allow, *, sees: Sees | None = None, hiding: Collection[str] = ()) -> None:
    """Let browsers subscribe to topics `prefix` and `prefix:…`.

    `allow(agent, what)` gets the part after the colon and raises a DomainError to refuse. A bare topic needs
    `sees(agent, conversation_ids)`, which returns those the agent may see, and the kinds of events that may hide a
    conversation from somebody who saw it. Both functions run in a thread, with a database.
    """
    _rules[prefix] = _Rule(allow, sees, frozenset(hiding))


def check(viewer: Any, topic: str) -> None:
    """Raises DomainError when the viewer may not follow the topic, NotFound when there is no such topic."""
    prefix, _, what = topic.partition(":")
    rule = _rules.get(prefix)
    if rule is None or (what and not what.isascii()) or (what and not what.isdigit()) or (not what and not rule.sees):
        raise NotFound
    rule.allow(viewer, what)


def seen_by(viewer: Any, topic: str, conversations: Collection[int]) -> frozenset[int]:
    """Which of the conversations a viewer of a bare topic may be told about."""
    rule = _rules.get(topic)
    return frozenset(rule.sees(viewer, conversations)) if rule and rule.sees and conversations else frozenset()


def is_bare(topic: str) -> bool:
    return ":" not in topic


def is_concerned(topic: str, change: Change, seen: Collection[int]) -> bool:
    """Whether the topic's viewer, who may see these conversations, is to be told of the change."""
    if is_bare(topic):
        rule = _rules.get(topic)
        return change.conversation_id in seen or (rule is not None and change.kind in rule.hiding)
    prefix, _, what = topic.partition(":")
    if prefix == "agent":
        return int(what) in (change.told or ())
    number = {"conversation": change.conversation_id, "person": change.person_id}.get(prefix)
    return number is not None and str(number) == what


def number_told(topic: str, change: Change, seen: Collection[int]) -> int | None:
    """The number of what changed in the topic, if the viewer may know it."""
    if is_bare(topic):
        return change.conversation_id if change.conversation_id in seen else None
    return int(topic.partition(":")[2])
