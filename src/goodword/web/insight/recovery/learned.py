"""What we learned from complaints: a list to learn from, never one of people."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.accounts.queries import all_teams
from goodword.accounts.types import Agent, Team
from goodword.core.clock import now
from goodword.core.errors import NotAllowed
from goodword.insight.access import sees_figures
from goodword.insight.periods import CHOICES
from goodword.insight.queries.learned import Changed, Learned, learned
from goodword.playbook.queries import all_reasons
from goodword.playbook.types import Reason
from goodword.promises.choices import Settled
from goodword.web.components.recurring import recurring_words
from goodword.web.inbox.addresses import number_in
from goodword.web.inbox.parts import reader
from goodword.web.insight.asking import Asked, DaysForm, asked_of
from goodword.web.insight.lines import days_of
from goodword.web.insight.recovery.lines import in_brief, reason_words
from goodword.web.shell import AgentRequest, render_page

MOST = 25
_DONE = {Settled.KEPT, Settled.MADE_GOOD}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What changes, or why nothing does: who sees to it until when, and whether it helped."""

    changed: Changed

    @property
    def who(self) -> str:
        """Whose the fix is; empty where nothing changes."""
        promise = self.changed.action.promise
        owner = (promise.owner or promise.owner_team) if promise is not None else None
        return owner.name if owner is not None else ""

    @property
    def is_done(self) -> bool:
        promise = self.changed.action.promise
        return promise is not None and promise.settled in _DONE

    @property
    def is_late(self) -> bool:
        promise = self.changed.action.promise
        return promise is not None and promise.settled == Settled.NOT and promise.due_at < now()

    @property
    def stands(self) -> str:
        """Done, owed still, or let go; empty where nothing changes."""
        promise = self.changed.action.promise
        if promise is None:
            return ""
        if self.is_done:
            return _("Done")
        if promise.settled:
            return str(Settled(promise.settled).label)
        return _("Late, not done yet") if self.is_late else _("Not done yet")

    @property
    def recurring(self) -> str:
        """Whether the cause came up again since; empty until it is done."""
        found = self.changed.recurrence
        return recurring_words(found) if found is not None else ""


@dataclass(frozen=True, slots=True)
class LearnedLine:
    """What one complaint taught."""

    learned: Learned

    @property
    def reason(self) -> str:
        return reason_words(self.learned.complaint.reason)

    @property
    def words(self) -> str:
        return in_brief(self.learned.complaint)

    @property
    def changes(self) -> list[ChangeLine]:
        return [ChangeLine(one) for one in self.learned.changes]


@dataclass(frozen=True)
class LearnedPage:
    """The list, asked for when a template first does; `after` is the last that was shown before."""

    agent: Agent
    asked: Asked
    form: DaysForm
    after: int = 0

    here = "insight-learned"

    @property
    def choices(self) -> list[tuple[int, str, bool]]:
        """The times to choose from: weeks, address, and whether it is this one."""
        return [(number, self.asked.of_weeks(number, self.here), number == self.asked.weeks) for number in CHOICES]

    @cached_property
    def teams(self) -> list[Team]:
        """Those to choose from, where there is a choice."""
        teams = list(all_teams() if self.agent.administers else self.agent.teams.all())
        return teams if len(teams) > 1 else []

    @cached_property
    def reasons(self) -> list[Reason]:
        """Those that were ever chosen."""
        return [one for one in all_reasons() if one.pk]

    @property
    def board(self) -> str:
        return replace(self.asked, reason=None).address("insight-complaints")

    @property
    def days(self) -> str:
        return days_of(self.asked.period)

    @cached_property
    def _found(self) -> tuple[list[Learned], bool]:
        asked = self.asked
        return learned(self.agent, asked.period, MOST, team=asked.team, reason=asked.reason, after=self.after)

    @property
    def lines(self) -> list[LearnedLine]:
        return [LearnedLine(one) for one in self._found[0]]

    @property
    def first(self) -> str:
        """Where the list begins; empty there."""
        return self.asked.address(self.here) if self.after else ""

    @property
    def more(self) -> str:
        """Where it goes on; empty at its end."""
        found, has_more = self._found
        return self.asked.address(self.here, after=found[-1].complaint.pk) if has_more else ""


@require_safe
def show_learned(request: AgentRequest) -> HttpResponse:
    """What we contributed, and what changes, complaint by complaint. Raises NotAllowed for who sees but their own."""
    agent = reader(request)
    if not sees_figures(agent):
        raise NotAllowed
    asked, form = asked_of(request)
    team, reason = number_in(request.GET.get("team", "")), number_in(request.GET.get("reason", ""))
    asked = replace(asked, is_inside=False, team=team or None, reason=reason)
    page = LearnedPage(agent, asked, form, number_in(request.GET.get("after", "")) or 0)
    context = {"page": page, "title": _("What we learned")}
    return render_page(request, "insight/recovery/learned.html", context, status=422 if form.errors else 200)
