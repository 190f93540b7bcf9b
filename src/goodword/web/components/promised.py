"""Promises as the templates of a conversation show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise as Words
from django.utils.functional import cached_property

from goodword.conversations.types import Conversation
from goodword.promises.choices import REPLIES, Origin, Outcome, Settled, Target
from goodword.promises.queries.owed import promises_in
from goodword.promises.types import Promise
from goodword.web.components.due import Due, due_of


@dataclass(frozen=True, slots=True)
class Shown:
    """One promise. `due` is None for what stands still; `is_next`: the keys are about it."""

    promise: Promise
    due: Due | None
    is_next: bool = False

    @property
    def what(self) -> str | Words:
        """What somebody said, or what the house promises."""
        return self.promise.ours or Target(self.promise.target).label

    @property
    def is_said(self) -> bool:
        return self.promise.origin != Origin.POLICY and bool(self.promise.ours)

    @property
    def owner(self) -> str:
        """Who owes it; empty while nobody has it."""
        by = self.promise.owner or self.promise.owner_team
        return by.name if by else ""

    @property
    def is_solution(self) -> bool:
        """A solution can be told for it."""
        return self.promise.target == Target.RESOLUTION

    @property
    def is_reply(self) -> bool:
        return self.promise.target in REPLIES

    @property
    def came_to(self) -> str | Words:
        """What came of it, once nothing is owed."""
        if self.promise.settled == Settled.MADE_GOOD:
            return Settled.MADE_GOOD.label
        return Outcome(self.promise.outcome).label

    @property
    def tone(self) -> str:
        return "kept" if self.promise.outcome == Outcome.KEPT else "broken" if self.promise.is_broken else "plain"

    @property
    def at(self) -> datetime | None:
        return self.promise.settled_at


class PromisesShown:
    """All promises of a conversation, read when a template first asks."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    @cached_property
    def _rows(self) -> list[Promise]:
        return promises_in(self._conversation)

    @property
    def owed(self) -> list[Shown]:
        """What is owed, as it is due."""
        return owed_shown(row for row in self._rows if row.is_owed)

    @property
    def settled(self) -> list[Shown]:
        """What is owed no more, the latest first."""
        return owed_shown(row for row in self._rows if not row.is_owed)


def owed_shown(promises: Iterable[Promise]) -> list[Shown]:
    """The promises with their clocks. The keys are about the first that no answer is on its way for."""
    rows = list(promises)
    following = next((row for row in rows if not row.is_given), None)
    return [Shown(one, due_of(one.due_at, one.began_at), one is following) for one in rows]
