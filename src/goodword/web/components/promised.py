"""Promises as the templates of a conversation show them."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.functional import Promise as Words
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.conversations.types import Conversation
from goodword.promises.actions.resolving import SILENCE
from goodword.promises.choices import REPLIES, SOLUTIONS, Origin, Outcome, Settled, Target, Why
from goodword.promises.queries.owed import promises_in, stands_of
from goodword.promises.queries.why import why_broken
from goodword.promises.types import Promise, StandStill
from goodword.web.components.due import Due, due_of
from goodword.web.components.moments import short_of
from goodword.web.components.whys import why_in_words

_COUNTED: dict[str, Callable[[int], str]] = {
    "kept": lambda n: ngettext("%(n)s kept", "%(n)s kept", n),
    "made-good": lambda n: ngettext("%(n)s made good", "%(n)s made good", n),
    "renegotiated": lambda n: ngettext("%(n)s renegotiated", "%(n)s renegotiated", n),
    "released": lambda n: ngettext("%(n)s released", "%(n)s released", n),
    "broken": lambda n: ngettext("%(n)s broken", "%(n)s broken", n),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One promise. `due` is None for what stands still; `is_next`: the keys are about it; `why` it was broken, or
    `stands` still."""

    promise: Promise
    due: Due | None
    is_next: bool = False
    why: str = ""
    stands: str = ""

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
    def asker(self) -> str:
        """Who of the house asked for it; empty where a customer is owed it."""
        by = self.promise.to_agent or self.promise.to_team
        return by.name if by else ""

    @property
    def is_solution(self) -> bool:
        """A solution can be told for it."""
        return self.promise.target in SOLUTIONS

    @property
    def is_by_law(self) -> bool:
        """Only the written notice keeps it, and only its panel moves it."""
        return self.promise.origin == Origin.LAW

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
        return self._owed

    @property
    def first(self) -> list[Shown]:
        """What is due first, if anything is owed."""
        return self._owed[:1]

    @property
    def further(self) -> list[Shown]:
        """What is owed besides: folded where there is little room."""
        return self._owed[1:]

    @cached_property
    def _owed(self) -> list[Shown]:
        rows = [row for row in self._rows if row.is_owed]
        whys = {number: why_in_words(why) for number, why in why_broken(rows).items()}
        stands = {number: _stands_in_words(stand) for number, stand in stands_of(rows).items()}
        return [
            replace(one, why=whys.get(one.promise.pk, ""), stands=stands.get(one.promise.pk, ""))
            for one in owed_shown(rows)
        ]

    @cached_property
    def by_number(self) -> dict[int, Promise]:
        """All of them, to be found by what an event says."""
        return {row.pk: row for row in self._rows}

    @property
    def has_complaint(self) -> bool:
        return any(row.target == Target.COMPLAINT for row in self._rows)

    @property
    def counted(self) -> str:
        """What came of those that are settled: "3 kept, 1 renegotiated"."""
        rows = [row for row in self._rows if not row.is_owed]
        counts = Counter(row.settled if row.settled == Settled.MADE_GOOD else row.outcome for row in rows)
        said = [str(_COUNTED[came](counts[came])) % {"n": counts[came]} for came in _COUNTED if counts[came]]
        return ", ".join(said)

    @property
    def settled(self) -> list[Shown]:
        """What is owed no more, the latest first."""
        return owed_shown(row for row in self._rows if not row.is_owed)


def _stands_in_words(stand: StandStill) -> str:
    """ "It is their turn since 10:15 AM." """
    if stand.why == Why.TURN:
        return _("Their turn since %(time)s.") % {"time": short_of(stand.since)}
    told = {"time": short_of(stand.since), "end": short_of(stand.since + SILENCE)}
    return _("They were told a solution %(time)s. Silence until %(end)s counts as agreement.") % told


def owed_shown(promises: Iterable[Promise]) -> list[Shown]:
    """The promises with their clocks. The keys are about the first that no answer is on its way for."""
    rows = list(promises)
    following = next((row for row in rows if not row.is_given), None)
    return [Shown(one, due_of(one.due_at, one.began_at), one is following) for one in rows]
