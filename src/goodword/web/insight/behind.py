"""The list of promises behind a figure."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.functional import Promise as Words
from django.utils.translation import gettext as _

from goodword.accounts.queries import all_teams
from goodword.accounts.types import Agent
from goodword.conversations.choices import Channel
from goodword.insight.queries.behind import Came, Sieve, counted_at, number_behind, promises_behind
from goodword.promises.choices import Outcome, Settled, Target
from goodword.promises.types import Promise
from goodword.web.insight.asking import Asked
from goodword.web.insight.lines import column_labels, days_of

MOST = 50


@dataclass(frozen=True, slots=True)
class Told:
    """One promise as a line: what, to whom, and what came of it."""

    promise: Promise

    @property
    def what(self) -> str | Words:
        return self.promise.ours or Target(self.promise.target).label

    @property
    def whom(self) -> str:
        inside = self.promise.to_agent or self.promise.to_team
        return inside.name if inside else self.promise.conversation.customer.name

    @property
    def address(self) -> str:
        return reverse("conversation", args=[self.promise.conversation_id])

    @property
    def came_to(self) -> str | Words:
        """Past due is broken, before the watcher says so."""
        if self.promise.outcome not in {Outcome.BROKEN, Outcome.NONE}:
            return Outcome(self.promise.outcome).label
        if self.promise.settled == Settled.NOT:
            return _("Broken, owed still")
        return _("Broken, made good") if self.promise.settled == Settled.MADE_GOOD else _("Broken, then released")

    @property
    def tone(self) -> str:
        return {Outcome.KEPT: "kept", Outcome.BROKEN: "broken", Outcome.NONE: "broken"}.get(
            Outcome(self.promise.outcome), "plain"
        )

    @property
    def icon(self) -> str:
        return {"kept": "check", "broken": "circle-alert"}.get(self.tone, "move-right")

    @property
    def at(self) -> object:
        return counted_at(self.promise)


@dataclass(frozen=True)
class Behind:
    """The list, under a heading that says of which figure."""

    agent: Agent
    asked: Asked
    sieve: Sieve
    most: int

    @cached_property
    def _found(self) -> tuple[list[Promise], bool]:
        return promises_behind(self.agent, self.asked.period, self.sieve, self.most)

    @property
    def rows(self) -> list[Told]:
        return [Told(promise) for promise in self._found[0]]

    @property
    def has_more(self) -> bool:
        return self._found[1]

    @property
    def hidden(self) -> int:
        """How many of them stand in conversations that the reader may not open, once all others are shown."""
        if self.has_more:
            return 0
        return number_behind(self.agent, self.asked.period, self.sieve) - len(self.rows)

    @property
    def title(self) -> str:
        came = self.sieve.came
        return _("Kept or broken") if came is Came.DUE else column_labels()[came]

    @property
    def about(self) -> str:
        """The time, and which of the promises."""
        sieve = self.sieve
        parts = [days_of(self.asked.period), self._team]
        parts += [str(one.label) for one in (sieve.target, sieve.kind) if one is not None]
        parts.append(str(Channel(sieve.channel).label) if sieve.channel else "")
        parts.append(_("My own") if sieve.is_mine else "")
        parts.append(_("Inside the house") if sieve.is_inside else "")
        return " · ".join(part for part in parts if part)

    @property
    def _team(self) -> str:
        if self.sieve.team is None:
            return ""
        return next((team.name for team in all_teams() if team.pk == self.sieve.team), _("No team"))
