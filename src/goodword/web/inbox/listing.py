"""The list pane: what its templates need, whichever screen shows it."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import groupby

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from goodword.accounts.types import Agent
from goodword.channels.email.queries import is_any_connected
from goodword.conversations.choices import State, Turn
from goodword.conversations.queries.inbox import (
    PAGE,
    UNREAD,
    InboxPage,
    InboxRow,
    InboxView,
    Sort,
    inbox_page,
    listed_teams,
)
from goodword.conversations.queries.tags import tag_name
from goodword.core.clock import now
from goodword.core.query import QueryError
from goodword.web.components.due import Due, Pace, due_of
from goodword.web.components.moments import HOUR
from goodword.web.inbox.addresses import (
    MOST_ROWS,
    asked_rows,
    asked_view,
    conversation_address,
    inbox_address,
    list_address,
    opened_number,
)
from goodword.web.inbox.faults import Told, told
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest

# Of many: Spanish says "Abierta" of one conversation and "Abiertas" of the list.
STATES: dict[str, str | Promise] = {
    State.OPEN: pgettext_lazy("conversations", "Open"),
    State.SNOOZED: pgettext_lazy("conversations", "Snoozed"),
    State.CLOSED: pgettext_lazy("conversations", "Closed"),
}
SORTS: dict[str, str | Promise] = {
    Sort.DUE: _("Next to be let down"),
    Sort.WAITING: _("Waiting longest"),
    Sort.PRIORITY: _("Priority"),
    Sort.NEWEST: _("Newest"),
}
PARTS: dict[str, str | Promise] = {
    "broken": pgettext_lazy("promise", "Broken"),
    "hour": _("Within the hour"),
    "today": _("Later today"),
    "later": _("Later"),
    Turn.OURS: Turn.OURS.label,
    Turn.THEIRS: Turn.THEIRS.label,
}
BOXES = {"all": _("Everything"), "mine": _("Mine"), "unassigned": _("Unassigned")}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list; `counts_wait` where the order is by waiting; `due`: when somebody is let down next."""

    row: InboxRow
    address: str
    is_current: bool
    counts_wait: bool
    due: Due | None = None

    @property
    def is_waiting(self) -> bool:
        """Somebody waits for us."""
        return self.row.conversation.is_ours

    @property
    def is_unseen(self) -> bool:
        """There is something in it that the reader has not seen."""
        return self.row.is_unseen


@dataclass(frozen=True, slots=True)
class Part:
    """Rows under one heading, which stands in `PARTS`; `name` is empty where there are none."""

    name: str
    rows: list[Row]

    @property
    def label(self) -> str | Promise:
        return PARTS.get(self.name, "")

    @property
    def turns_at(self) -> datetime | None:
        """When the first of its rows will stand under another heading, if nothing happens until then."""
        due = self.rows[0].due
        if due is None or self.name not in {"hour", "today", "later"}:
            return None
        return due.at if self.name == "hour" else due.at - HOUR


@dataclass(frozen=True, slots=True)
class Choice:
    """A link to another view of the list."""

    name: str
    label: str | Promise
    address: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Listing:
    """Everything the list pane shows. `more_rows` fetches further rows into the list, `more_page` is the plain link."""

    agent: Agent
    view: InboxView
    parts: list[Part]
    fault: Told | None
    rows_address: str
    page_address: str
    more_rows: str
    more_page: str

    @property
    def is_empty(self) -> bool:
        return not self.parts

    @property
    def waits_for_mailbox(self) -> bool:
        """Nothing can come yet, and the reader is one who can change that."""
        return self.agent.administers and not is_any_connected()

    @cached_property
    def boxes(self) -> list[Choice]:
        """The lists that the reader may open, for screens without the rail."""
        teams = {f"team:{team.pk}": team.name for team in listed_teams(self.agent)}
        tag = {self.view.box: tag_name(self.view.tag_id)} if self.view.tag_id else {}
        return _choices(replace(self.view, query=""), "box", {**BOXES, **teams, **tag, "spam": _("Spam")})

    @property
    def title(self) -> str | Promise:
        return next((box.label for box in self.boxes if box.is_chosen), "") or _("Another list")

    @property
    def states(self) -> list[Choice]:
        return _choices(self.view, "state", STATES)

    @property
    def unread(self) -> Choice:
        """What the reader has not read of this list, and the way back to all of it."""
        words = self.view.query.split()
        is_chosen = UNREAD in words
        query = " ".join(word for word in words if word != UNREAD) if is_chosen else " ".join([*words, UNREAD])
        return Choice("unread", _("Unread"), inbox_address(replace(self.view, query=query)), is_chosen)

    @property
    def is_filtered(self) -> bool:
        return bool(self.view.query.strip())

    @property
    def whole(self) -> str:
        """The list without its filter."""
        return inbox_address(replace(self.view, query=""))

    @property
    def mended(self) -> str:
        """The list as it was perhaps meant, where its filter means nothing."""
        return inbox_address(replace(self.view, query=self.fault.mended)) if self.fault and self.fault.mended else ""

    @property
    def size(self) -> int:
        return sum(len(part.rows) for part in self.parts)

    @property
    def search_sorts(self) -> list[Choice]:
        best = self.view.sort is Sort.BEST
        return [
            Choice("newest", _("Newest"), inbox_address(replace(self.view, sort=Sort.DUE)), not best),
            Choice("best", _("Best match"), inbox_address(replace(self.view, sort=Sort.BEST)), best),
        ]

    @property
    def sorts(self) -> list[Choice]:
        return _choices(self.view, "sort", SORTS)


def listing_for(request: AgentRequest, current: int | None = None, view: InboxView | None = None) -> Listing:
    """The list that the request's address names, unless it is given. Raises Invalid for one that is not."""
    view, rows, after = view or asked_view(request), asked_rows(request), request.GET.get("after", "")
    opened = current if current is not None else opened_number(request)
    page, fault = InboxPage(), None
    try:
        page = inbox_page(reader(request), view, after=after, size=rows)
    except QueryError as error:
        fault = error
    grows = page.next_key and not after and rows < MOST_ROWS
    return Listing(
        agent=request.user,
        view=view,
        parts=_parts(view, page.rows, opened),
        fault=told(fault, view.query) if fault else None,
        rows_address=list_address(view, after=after, rows=rows if rows > PAGE else 0),
        page_address=inbox_address(view, after=after),
        more_rows=list_address(view, rows=rows + PAGE) if grows else "",
        more_page=inbox_address(view, after=page.next_key) if page.next_key else "",
    )


def _parts(view: InboxView, rows: list[InboxRow], current: int | None) -> list[Part]:
    shown = [_row(view, row, current) for row in rows]
    return [Part(name, list(group)) for name, group in groupby(shown, key=lambda row: _part_of(view, row))]


def _part_of(view: InboxView, row: Row) -> str:
    """What is promised stands first, as it is due; then it goes by turn."""
    if not view.is_by_turn:
        return ""
    return _when_due(row.due) if view.is_by_due and row.due else Turn(row.row.conversation.turn).value


def _when_due(due: Due) -> str:
    if due.pace is Pace.BROKEN:
        return "broken"
    if due.at <= now() + HOUR:
        return "hour"
    is_today = timezone.localtime(due.at).date() == timezone.localtime(now()).date()
    return "today" if is_today else "later"


def _row(view: InboxView, row: InboxRow, current: int | None) -> Row:
    conversation = row.conversation
    due = due_of(conversation.next_due_at, conversation.next_due_from)
    address = conversation_address(conversation.pk, view)
    return Row(row, address, conversation.pk == current, view.is_by_turn, due)


def _choices(view: InboxView, part: str, labels: dict[str, str | Promise]) -> list[Choice]:
    asked = {name: getattr(view, name) for name in ("box", "state", "sort", "query")}
    return [
        Choice(word, label, inbox_address(InboxView.of(**{**asked, part: word})), asked[part] == word)
        for word, label in labels.items()
    ]
