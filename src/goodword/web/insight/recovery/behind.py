"""The list of complaints behind a figure of the board."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext as _

from goodword.accounts.queries import all_teams
from goodword.accounts.types import Agent
from goodword.core.errors import Invalid
from goodword.insight.queries.behind_complaints import Came, ComplaintSieve, complaints_behind
from goodword.playbook.queries import all_reasons
from goodword.recovery.types import Complaint
from goodword.web.inbox.addresses import number_in
from goodword.web.insight.asking import Asked
from goodword.web.insight.lines import days_of
from goodword.web.insight.recovery.lines import ToldLine, reason_words


@dataclass(frozen=True)
class BehindComplaints:
    """The list, under a heading that says of which figure."""

    agent: Agent
    asked: Asked
    sieve: ComplaintSieve
    most: int

    @cached_property
    def _found(self) -> tuple[list[Complaint], bool]:
        return complaints_behind(self.agent, self.asked.period, self.sieve, self.most)

    @property
    def rows(self) -> list[ToldLine]:
        return [ToldLine(complaint) for complaint in self._found[0]]

    @property
    def has_more(self) -> bool:
        return self._found[1]

    @property
    def title(self) -> str:
        return {
            Came.SAID: _("Complaints"),
            Came.AGREED: _("Agreed"),
            Came.SILENT: _("Nothing said against it"),
            Came.OPEN: _("Without a solution yet"),
            Came.LET_GO: _("Let go by the customer"),
            Came.GRAVE: _("Severe or safety"),
        }[self.sieve.came]

    @property
    def about(self) -> str:
        """The time, and which of the complaints."""
        parts = [days_of(self.asked.period), self._team, self._reason]
        return " · ".join(part for part in parts if part)

    @property
    def _team(self) -> str:
        return next((team.name for team in all_teams() if team.pk == self.sieve.team), "")

    @property
    def _reason(self) -> str:
        if self.sieve.reason is None:
            return ""
        return reason_words(next((one for one in all_reasons() if one.pk == self.sieve.reason), None))


def sieve_of(request: HttpRequest, asked: Asked) -> ComplaintSieve:
    """Which complaints the address asks for. Raises Invalid for words it does not know."""
    try:
        came = Came(request.GET.get("came") or Came.SAID)
    except ValueError as error:
        raise Invalid(_("There is no such list. Choose a figure.")) from error
    return ComplaintSieve(came, number_in(request.GET.get("reason", "")), asked.team)
