"""The worklist: what its template needs, and its filters."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.core.actor import Actor
from goodword.core.money import money_words
from goodword.recovery.choices import DONE_AT_ONCE, RemedyKind
from goodword.recovery.payout_access import check_pays_out
from goodword.recovery.payout_choices import PayoutProblem, PayoutState
from goodword.recovery.queries.payouts import AT_ONCE, ON_WORKLIST, worklist
from goodword.recovery.types import Payout
from goodword.web.shell import AgentRequest

TONES = {PayoutState.PAID: "kept", PayoutState.FAILED: "broken", PayoutState.UNKNOWN: "soon"}
ICONS = {
    PayoutState.PAID: "circle-check",
    PayoutState.FAILED: "circle-alert",
    PayoutState.UNKNOWN: "hourglass",
    PayoutState.CANCELLED: "ban",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One payout as the list and its own page show it."""

    payout: Payout

    @property
    def amount(self) -> str:
        remedy = self.payout.remedy
        return money_words(remedy.amount) if remedy.amount_minor else ""

    @property
    def what(self) -> str:
        """What is to be paid or sent, and of what."""
        remedy = self.payout.remedy
        about = remedy.product.name if remedy.product else _purchase(remedy.purchase)
        return f"{remedy.get_kind_display()} · {about}" if about else remedy.get_kind_display()

    @property
    def tone(self) -> str:
        return TONES.get(PayoutState(self.payout.state), "")

    @property
    def icon(self) -> str:
        return ICONS.get(PayoutState(self.payout.state), "clock")

    @property
    def problem(self) -> str:
        code = self.payout.last_problem
        return str(PayoutProblem(code).label) if code in PayoutProblem.values else code

    @property
    def way(self) -> str:
        return self.payout.connection.name if self.payout.connection else _("By hand")

    @property
    def can_be_done(self) -> bool:
        """A person may say that it is paid or sent."""
        by_hand = self.payout.is_by_hand and self.payout.state == PayoutState.WAITING
        return by_hand or self.payout.state in (PayoutState.FAILED, PayoutState.UNKNOWN)

    @property
    def is_by_connection(self) -> bool:
        """A connection says that it is paid, and nobody of the house."""
        return not self.payout.is_by_hand and self.payout.done_by_id is None

    @property
    def came_back(self) -> bool:
        return self.payout.state == PayoutState.FAILED and self.payout.last_problem == PayoutProblem.RETURNED

    @property
    def can_be_checked(self) -> bool:
        """Several at once: only what was to be done by hand anyway."""
        return self.payout.is_by_hand and self.payout.state == PayoutState.WAITING

    @property
    def can_be_given_up(self) -> bool:
        is_free = self.payout.state in (PayoutState.FAILED, PayoutState.WAITING)
        return is_free and not self.payout.remedy.is_done


def _purchase(purchase: object) -> str:
    reference, what = getattr(purchase, "reference", ""), getattr(purchase, "what", "")
    return f"{reference} ({what})" if what else reference


@dataclass(frozen=True)
class Worklist:
    """The list as it is filtered, from the payout `after` on."""

    state: str = ON_WORKLIST
    kind: str = ""
    after: int = 0

    @cached_property
    def rows(self) -> list[Payout]:
        return list(worklist(state=self.state, kind=self.kind, after=self.after)[: AT_ONCE + 1])

    @property
    def lines(self) -> list[Line]:
        return [Line(payout) for payout in self.rows[:AT_ONCE]]

    @property
    def has_choice(self) -> bool:
        """Something of it can be checked and said to be done."""
        return any(line.can_be_checked for line in self.lines)

    @property
    def states(self) -> list[tuple[str, str]]:
        return [(ON_WORKLIST, _("What waits for somebody")), *((one.value, str(one.label)) for one in PayoutState)]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        every = [(one.value, str(one.label)) for one in RemedyKind if one not in DONE_AT_ONCE]
        return [("", _("Everything")), *every]

    @property
    def more(self) -> str:
        """The address of the next page; empty on the last."""
        return self._address("payouts", after=self.rows[AT_ONCE - 1].pk) if len(self.rows) > AT_ONCE else ""

    @property
    def sheet(self) -> str:
        return self._address("payouts-sheet")

    @property
    def is_worklist(self) -> bool:
        return self.state == ON_WORKLIST and not self.kind

    def _address(self, name: str, **more: int) -> str:
        return f"{reverse(name)}?{urlencode({'state': self.state, 'kind': self.kind, **more})}"


def asked_for(request: AgentRequest) -> Worklist:
    """The list that the address asks for; what makes no sense there is left out. Raises NotAllowed."""
    check_pays_out(Actor.agent(request.user.pk))
    state, kind, after = (request.GET.get(name, "") for name in ("state", "kind", "after"))
    return Worklist(
        state=state if state in PayoutState.values else ON_WORKLIST,
        kind=kind if kind in RemedyKind.values else "",
        after=int(after) if after.isascii() and after.isdecimal() and len(after) < 19 else 0,  # noqa: PLR2004 (64 bits)
    )
