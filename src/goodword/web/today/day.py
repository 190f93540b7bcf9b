"""What the page of today shows, for an agent and for whoever leads."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from babel.dates import format_skeleton
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goodword.accounts.types import Agent
from goodword.conversations.types import Conversation
from goodword.core.clock import now
from goodword.promises.choices import SOLUTIONS, Origin, Target
from goodword.promises.queries.proposed import Proposal, proposals_for
from goodword.promises.queries.today import (
    MOST,
    Some,
    last_words,
    nobodys_for,
    pressing_for,
    red_for,
    resting_for,
    waiting_for,
)
from goodword.promises.queries.why import WhyBroken, why_broken
from goodword.promises.types import Promise
from goodword.recovery.queries.noticed import ReadsLike, noticed_for
from goodword.recovery.queries.requests import requests_put_to
from goodword.web.components.due import Due, Pace, due_of
from goodword.web.components.moments import short_of
from goodword.web.components.whys import why_in_words
from goodword.web.inbox.addresses import MOST_ROWS
from goodword.web.make_it_right.asked import asked_shown

MOST_WAITING = 10
MOST_ASKED = 10  # of words that may promise something, and of letters that may complain


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise as a line of the page, in plain values, so that a line that stays the same is drawn once.

    `due` is None for what stands still, and `when` then empty. `whom` is let down if it is not kept: the customer, or a
    colleague or team of the house. `is_said`: somebody of us said it in words; else the house promised it by policy. Of
    what others owe, `owner` and `why` it was broken are said. What is owed by law is kept by its written notice, a
    solution by being told.
    """

    id: int
    conversation_id: int
    customer_id: int
    what: str
    whom: str
    about: str
    theirs: str
    when: str
    due: Due | None
    is_said: bool
    is_given: bool
    is_by_law: bool = False
    is_solution: bool = False
    owner: str = ""
    why: str = ""

    @property
    def is_broken(self) -> bool:
        return self.due is not None and self.due.pace is Pace.BROKEN

    @property
    def address(self) -> str:
        return reverse("conversation", args=[self.conversation_id])


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading; whether there are more."""

    name: str
    label: str
    lines: list[Owed]
    has_more: bool


class Day:
    """What presses the reader today. Each list is read once, however much stands in it."""

    def __init__(self, agent: Agent, most: int = MOST) -> None:
        self.agent, self.most = agent, most
        self.asked = asked_shown(requests_put_to(agent), agent)
        lines, has_more = _lines(pressing_for(agent, most))
        answers = {asked.promise_id for asked in self.asked}  # those stand among what is asked
        self.mine = [line for line in lines if line.id not in answers], has_more
        self.proposed: Some[Proposal] = Some.of(proposals_for(agent, MOST_ASKED + 1), MOST_ASKED)
        self.noticed: Some[ReadsLike] = Some.of(noticed_for(agent, MOST_ASKED + 1), MOST_ASKED)
        self.waiting: Some[Conversation] = waiting_for(agent, MOST_WAITING)

    @property
    def date(self) -> str:
        """ "Monday, November 23", where the reader is."""
        return format_skeleton("MMMMEEEEd", _today(), locale=(get_language() or "en").replace("-", "_"))

    @property
    def next(self) -> Owed | None:
        """Whom the reader lets down next."""
        return self.mine[0][0] if self.mine[0] else None

    @cached_property
    def sections(self) -> list[Section]:
        """What else presses, under its headings; empty ones are left out."""
        lines, has_more = self.mine
        found = [Section("then", _("Then, in order"), lines[1:], has_more)]
        found.append(Section("nobodys", _("Nobody has these"), *_lines(nobodys_for(self.agent, self.most))))
        red = _lines(red_for(self.agent, self.most), named=True)
        found.append(Section("red", _("Red in your teams"), *red))
        return [section for section in found if section.lines]

    @cached_property
    def resting(self) -> Section:
        """What is promised and does not press."""
        lines, has_more = _lines(resting_for(self.agent))
        return Section("resting", _("On their way, or waiting for the customer"), lines, has_more)

    @cached_property
    def last_words(self) -> str:
        """How many of the reader's matters end with the customer's word, for the eye; empty for none."""
        number = last_words(self.agent)
        return f"{MOST}+" if number > MOST else str(number or "")

    @property
    def is_free(self) -> bool:
        """Nobody waits for the reader."""
        asks = self.asked or self.proposed.rows or self.noticed.rows
        return self.next is None and not asks and not self.sections and not self.waiting.rows

    @property
    def size(self) -> int:
        return len(self.mine[0])

    @property
    def again(self) -> str:
        """Where the page's inside is asked for."""
        return reverse("today") + (f"?rows={self.most}" if self.most != MOST else "")

    @property
    def more(self) -> str:
        """Where more of every list stands; empty at the end."""
        has_more = self.mine[1] or any(section.has_more for section in self.sections)
        return f"{reverse('today')}?rows={self.most + MOST}" if has_more and self.most < MOST_ROWS else ""


def _lines(found: Some[Promise], *, named: bool = False) -> tuple[list[Owed], bool]:
    whys = why_broken(found.rows) if named else {}
    return [_line(row, named=named, why=whys.get(row.pk)) for row in found.rows], found.has_more


def _line(promise: Promise, *, named: bool, why: WhyBroken | None) -> Owed:
    conversation, inside = promise.conversation, promise.to_agent or promise.to_team
    due = due_of(promise.due_at, promise.began_at)
    return Owed(
        id=promise.pk,
        conversation_id=promise.conversation_id,
        customer_id=conversation.customer_id,
        what=promise.ours or str(Target(promise.target).label),
        whom=inside.name if inside else conversation.customer.name,
        about=conversation.subject or _("(no subject)"),
        theirs=promise.theirs,
        when=short_of(promise.due_at) if due else "",
        due=due,
        is_said=promise.origin != Origin.POLICY and bool(promise.ours),
        is_given=promise.is_given,
        is_by_law=promise.origin == Origin.LAW,
        is_solution=promise.target in SOLUTIONS and not inside,
        owner=_owner(promise) if named else "",
        why=why_in_words(why) if why else "",
    )


def _owner(promise: Promise) -> str:
    return promise.owner.name if promise.owner else ""


def _today() -> datetime:
    return timezone.localtime(now())
