"""Guards: a higher room may object to an action of a lower one before anything changes."""

from collections.abc import Callable
from typing import Any

from goodword.core.actor import Actor

Action = Callable[..., Any]
Guard = Callable[..., None]

_guards: dict[str, list[Guard]] = {}


def _name(action: Action) -> str:
    return f"{action.__module__}.{action.__qualname__}"


def before(action: Action) -> Callable[[Guard], Guard]:
    """Register a read-only guard `(subject, *, by)`; it raises a DomainError to stop the action."""

    def register(guard: Guard) -> Guard:
        guards = _guards.setdefault(_name(action), [])
        if guard not in guards:
            guards.append(guard)
        return guard

    return register


def check_guards(action: Action, subject: object, *, by: Actor) -> None:
    """Run the action's guards, under the action's row lock. Raises what a guard raises."""
    for guard in _guards.get(_name(action), ()):
        guard(subject, by=by)
