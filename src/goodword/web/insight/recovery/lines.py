"""Lines of the board as people read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.conversations.choices import Channel
from goodword.core.money import Money, money_words
from goodword.insight.queries.behind_complaints import Came
from goodword.insight.queries.causes import Cause
from goodword.insight.queries.given import Given, Likes, Share, Sides
from goodword.insight.queries.open_complaints import OpenComplaint
from goodword.playbook.types import Reason
from goodword.recovery.types import Complaint
from goodword.web.components.due import Due, due_of
from goodword.web.components.languages import language_name
from goodword.web.components.moments import length_of
from goodword.web.insight.recovery.amounts import AmountTable, amount_tables
from goodword.web.insight.shares import percent_of, range_words

_WORDS = 140


@dataclass(frozen=True, slots=True)
class OpenLine:
    """An open complaint: what they said, in brief, and how long we have."""

    told: OpenComplaint

    @property
    def words(self) -> str:
        return in_brief(self.told.complaint)

    @property
    def due(self) -> Due | None:
        return due_of(self.told.due_at, self.told.complaint.said_at)


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A complaint behind a figure, open or not."""

    complaint: Complaint

    @property
    def words(self) -> str:
        return in_brief(self.complaint)

    @property
    def came_to(self) -> str:
        """Its result, or how far it is."""
        if self.complaint.result:
            return self.complaint.get_result_display()
        return _("A solution was told") if self.complaint.responded_at else _("Without a solution yet")


def in_brief(complaint: Complaint) -> str:
    """What they said, on one line; that it was erased where it was."""
    said = " ".join(complaint.words.split()) or _("Their words were erased.")
    return said if len(said) <= _WORDS else f"{said[:_WORDS].rstrip()}…"


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A share in words; empty where there is nothing to count."""

    share: Share

    @property
    def percent(self) -> str:
        return percent_of(self.share.share) if self.share.share is not None else ""

    @property
    def range(self) -> str:
        return range_words(self.share.interval)


@dataclass(frozen=True, slots=True)
class SaidLine:
    """How many agree with one item."""

    name: str
    told: ShareLine
    bounds: str


@dataclass(frozen=True, slots=True)
class GivenLine:
    """What was given of one kind or for one reason."""

    name: str
    given: Given

    @property
    def cost(self) -> str:
        return costs(self.given.cost)


@dataclass(frozen=True, slots=True)
class SidesLine:
    """Two groups side by side, and whether they can be told apart."""

    what: str
    one: str
    first: ShareLine
    other: str
    second: ShareLine
    verdict: str


@dataclass(frozen=True, slots=True)
class LikesLine:
    """Complaints for one reason."""

    name: str
    n: int
    kinds: str
    amounts: list[AmountTable]
    sides: list[SidesLine]


@dataclass(frozen=True, slots=True)
class CauseLine:
    """One reason, and what came of it."""

    name: str
    cause: Cause
    every: str  # where the list of them stands
    grave: str

    @property
    def cost(self) -> str:
        return costs(self.cause.cost)

    @property
    def half_within(self) -> str:
        hours = self.cause.half_within
        return length_of(timedelta(hours=hours)) if hours is not None else ""


@dataclass(frozen=True, slots=True)
class Counted:
    """So many, in words, and where the list of them stands."""

    words: str
    address: str
    is_kept: bool


def words_of(came: Came, number: int) -> str:
    """How many of them there are."""
    match came:
        case Came.AGREED:
            words = ngettext("%(number)s agreed", "%(number)s agreed", number)
        case Came.SILENT:
            words = ngettext("%(number)s said nothing against it", "%(number)s said nothing against it", number)
        case Came.OPEN:
            words = ngettext("%(number)s without a solution yet", "%(number)s without a solution yet", number)
        case Came.LET_GO:
            words = ngettext("%(number)s let go by the customer", "%(number)s let go by the customer", number)
        case _:
            words = ngettext("%(number)s complaint", "%(number)s complaints", number)
    return words % {"number": number}


def costs(monies: Iterable[Money]) -> str:
    """Each currency for itself: they are never added up."""
    return ", ".join(money_words(money) for money in monies)


def reason_words(reason: Reason | None) -> str:
    """Its name, or that nobody chose one."""
    return str(reason) if reason is not None else _("No reason chosen")


def likes_line(likes: Likes, scales: Mapping[str, int]) -> LikesLine:
    """What like matters were given, in words and amounts."""
    sides = [
        _sides_line(_("Language"), likes.languages, language_name),
        _sides_line(_("Channel"), likes.channels, lambda code: str(Channel(code).label)),
    ]
    return LikesLine(
        name=reason_words(likes.reason),
        n=likes.n,
        kinds=", ".join(f"{kind.label} {number}" for kind, number in likes.kinds),
        amounts=amount_tables(likes, scales),
        sides=[line for line in sides if line is not None],
    )


def _sides_line(what: str, sides: Sides | None, name: object) -> SidesLine | None:
    if sides is None or not callable(name):
        return None
    verdict = _("No difference can be told.")
    if sides.is_told_apart:
        low, high = (round(abs(end) * 100) for end in sorted(sides.difference, key=abs))
        verdict = _("They differ by %(low)s to %(high)s points: look why.") % {"low": low, "high": high}
    return SidesLine(
        what, name(sides.one) or _("Not known"), ShareLine(sides.first), name(sides.other) or _("Not known"),
        ShareLine(sides.second), verdict,
    )  # fmt: skip
