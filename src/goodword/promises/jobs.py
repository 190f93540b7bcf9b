"""What the promises room does later."""

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from goodword.conversations.choices import State, Turn
from goodword.conversations.models import Conversation
from goodword.core.clock import now
from goodword.core.errors import DomainError, NotFound
from goodword.core.jobs import job
from goodword.core.jobs.queries import unfinished
from goodword.promises.actions.applying import follow_policies, reckon_anew
from goodword.promises.actions.looking import look_at_promise
from goodword.promises.actions.resolving import SILENCE, settle_silence
from goodword.promises.choices import Origin, Release, Settled, Why
from goodword.promises.models import Promise, StandStill

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from django.db.models import QuerySet

_log = logging.getLogger(__name__)

AT_ONCE = 200
MOST_LEFT = 1000


@job(priority=-10, unique="silence-{promise_id}")
def hear_silence(*, promise_id: int) -> None:
    """Three days after a solution was told: count it as accepted, or come again."""
    again = settle_silence(promise_id)
    if again is not None:
        hear_silence.enqueue_later(again, promise_id=promise_id)


@job(priority=-10)
def resume_silences() -> None:
    """Settle what nobody spoke against for long though no job will say so: theirs was given up, or lost."""
    late = StandStill.objects.filter(why=Why.SOLUTION, until__isnull=True, promise__settled="")
    for number in (
        late.filter(since__lt=now() - SILENCE).order_by("since").values_list("promise_id", flat=True)[:AT_ONCE]
    ):
        settle_silence(number)


@job(priority=-10, unique="calendar-{calendar_id}-{after}")
def reckon_by_calendar(*, calendar_id: int, after: int = 0) -> None:
    """Reckon every open allowance of a calendar anew, some hundred at a time."""
    open_ones = Promise.objects.owed().filter(calendar_id=calendar_id, told_at=None, outcome="", pk__gt=after)
    numbers = list(open_ones.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    for number in numbers:
        try:
            reckon_anew(number)
        except NotFound:
            continue
    if len(numbers) == AT_ONCE:
        reckon_by_calendar.enqueue(calendar_id=calendar_id, after=numbers[-1])


@job(priority=-10, unique="policies-{after}")
def follow_all_policies(*, after: int = 0, done: int = 0) -> None:
    """Let every conversation in which something is owed by policy follow the policies as they are, some hundred at a
    time; `done` are those before, for whoever watches. One that cannot follow stops no other."""
    numbers = list(_owing_by_policy(after)[:AT_ONCE])
    _follow(numbers)
    if len(numbers) == AT_ONCE:
        follow_all_policies.enqueue(after=numbers[-1], done=done + len(numbers))


@job(priority=-10, unique="policies-of-{customer_id}-{company_id}-{after}")
def follow_policies_of(*, customer_id: int, company_id: int, after: int) -> None:
    """The same for what is open of a customer, or (0) of the people of a company."""
    whose = {"customer": customer_id} if customer_id else {"customer__company": company_id}
    rows = Conversation.objects.wanted().exclude(state=State.CLOSED).filter(pk__gt=after, **whose)
    numbers = list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    _follow(numbers)
    if len(numbers) == AT_ONCE:
        follow_policies_of.enqueue(customer_id=customer_id, company_id=company_id, after=numbers[-1])


def _follow(numbers: "Sequence[int]") -> None:
    for number in numbers:
        try:
            follow_policies(number)
        except DomainError as refusal:
            _log.warning("Conversation %s cannot follow the policies: %s", number, refusal.code)


def _owing_by_policy(after: int) -> "QuerySet[Promise, int]":
    """Also where something was released for want of a policy, and somebody waits still."""
    waits = Q(release=Release.POLICY, conversation__state=State.OPEN, conversation__turn=Turn.OURS)
    rows = Promise.objects.filter(Q(settled=Settled.NOT) | waits, origin=Origin.POLICY, conversation__gt=after)
    rows = rows.order_by("conversation_id")
    return rows.values_list("conversation_id", flat=True).distinct()


@dataclass(frozen=True, slots=True)
class Following:
    """How far the conversations follow the policies: so many have, and so many are left, of which at most MOST_LEFT
    are counted."""

    done: int
    left: int
    is_more: bool

    @property
    def total(self) -> int:
        return self.done + self.left


def following() -> Following | None:
    """How far they are; None once all follow."""
    asked = unfinished(follow_all_policies.module_path)
    if not asked:
        return None
    least = min(asked, key=lambda one: one.get("after", 0))
    left = len(_owing_by_policy(least.get("after", 0))[: MOST_LEFT + 1])
    return Following(least.get("done", 0), min(left, MOST_LEFT), is_more=left > MOST_LEFT)


@job(priority=20)
def look_at_late_promises() -> None:
    """Look at what the watcher should have looked at: nothing is forgotten though no watcher runs."""
    for number in due_promises():
        look_at_promise(number)


def due_promises(most: int = AT_ONCE, *, without: "Collection[int]" = ()) -> list[int]:
    """The promises that want a look, in the order of their time."""
    rows = Promise.objects.filter(wakes_at__lte=now()).exclude(pk__in=list(without)).order_by("wakes_at", "id")
    return list(rows.values_list("pk", flat=True)[:most])
