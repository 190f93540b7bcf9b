"""The policies as their screen shows them, and what one would do that is not kept yet: in bounded time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from goodword.accounts.models import Agent
from goodword.calendars.open_time import OpenTime
from goodword.calendars.queries import open_time_of
from goodword.conversations.access import visible_conversations
from goodword.conversations.choices import Direction, MadeBy
from goodword.conversations.models import Conversation, Message
from goodword.core.clock import NEVER, now
from goodword.core.errors import NotFound
from goodword.core.query import QueryError
from goodword.promises.alarms import due_of
from goodword.promises.choices import Origin, Target
from goodword.promises.models import PolicyTarget, Promise, ServicePolicy
from goodword.promises.policies import active_policies, condition_of, open_under

MOST_COUNTED = 1000
MOST_RECKONED = 500
MOST_SHOWN = 5
SOON = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ListedPolicy:
    """A policy and what it promises; `fault` if its condition means nothing (any more): it fits nothing then."""

    policy: ServicePolicy
    targets: Sequence[PolicyTarget]
    fault: QueryError | None


def listed_policies() -> list[ListedPolicy]:
    """Every policy in order, also those that are switched off."""
    rows = ServicePolicy.objects.prefetch_related("targets__calendar").order_by("position", "id")
    return [ListedPolicy(row, _in_order(row), fault_of(row.condition)) for row in rows]


def _in_order(policy: ServicePolicy) -> list[PolicyTarget]:
    places = list(Target)
    return sorted(policy.targets.all(), key=lambda one: places.index(Target(one.target)))


def policy_with(policy_id: int) -> ServicePolicy:
    """Raises NotFound."""
    policy = ServicePolicy.objects.prefetch_related("targets").filter(pk=policy_id).first()
    if policy is None:
        raise NotFound
    return policy


def fault_of(condition: str) -> QueryError | None:
    """What is wrong with the condition; None if it can be read."""
    try:
        condition_of(ServicePolicy(condition=condition))
    except QueryError as error:
        return error
    return None


@dataclass(frozen=True, slots=True)
class WouldBeDue:
    """A conversation, and when the policy would let somebody down there next."""

    conversation: Conversation
    target: Target
    due: datetime

    @property
    def is_past(self) -> bool:
        return self.due < now()


@dataclass(frozen=True, slots=True)
class Preview:
    """What a policy would do: `matching` open conversations (of which at most MOST_COUNTED are counted), of which
    `taken` fall under an earlier one. Of the newest others, at most MOST_RECKONED, so many would be due `soon`, and are
    `past` due; `first` are those due first that the reader may see."""

    matching: int
    is_more: bool
    taken: Sequence[tuple[ServicePolicy, int]]
    reckoned: int
    soon: int
    past: int
    first: Sequence[WouldBeDue]

    @property
    def is_partly_reckoned(self) -> bool:
        return self.reckoned >= MOST_RECKONED

    @property
    def taken_in_all(self) -> int:
        return sum(number for _policy, number in self.taken)


def preview(
    reader: Agent, condition: str, targets: Mapping[Target, tuple[timedelta, int | None]], *, policy_id: int | None
) -> Preview:
    """What the policy would do if it were kept so: for each target the time allowed, and its calendar. `policy_id` is
    its own, unless it is new and comes last. Raises QueryError, NeverOpen."""
    rows = open_under(ServicePolicy(condition=condition)).order_by("-last_message_at", "-id")
    found = list(dict.fromkeys(rows.values_list("pk", flat=True)[: MOST_COUNTED + 1]))
    matching = found[:MOST_COUNTED]
    left, taken = _without_earlier(matching, policy_id)
    reckoned = left[:MOST_RECKONED]
    clocks = {target: (allowed, open_time_of(calendar)) for target, (allowed, calendar) in targets.items()}
    due = _would_be_due(reckoned, clocks)
    moment = now()
    return Preview(
        matching=len(matching),
        is_more=len(found) > MOST_COUNTED,
        taken=taken,
        reckoned=len(reckoned),
        soon=sum(moment <= one <= moment + SOON for _target, one in due.values()),
        past=sum(one < moment for _target, one in due.values()),
        first=_first(reader, due),
    )


def _without_earlier(matching: list[int], policy_id: int | None) -> tuple[list[int], list[tuple[ServicePolicy, int]]]:
    """Those of the conversations that no earlier policy takes, and how many each of these takes."""
    left, taken = matching, []
    for policy in active_policies():
        if policy.pk == policy_id or not left:
            break
        if fault_of(policy.condition):
            continue
        rows = Conversation.objects.filter(condition_of(policy), pk__in=left)
        theirs = set(rows.values_list("pk", flat=True))
        if theirs:
            taken.append((policy, len(theirs)))
            left = [number for number in left if number not in theirs]
    return left, taken


def _would_be_due(
    numbers: Sequence[int], clocks: Mapping[Target, tuple[timedelta, OpenTime]]
) -> dict[int, tuple[Target, datetime]]:
    """For each of the conversations what would be due first: what runs there by policy, from when it began, else a
    reply, since they have waited."""
    found: dict[int, list[tuple[datetime, Target]]] = {}
    owed = Promise.objects.pressing().to_customers().filter(conversation__in=numbers, outcome="", told_at=None)
    running: set[int] = set()
    for promise in owed.filter(origin=Origin.POLICY).prefetch_related("stands"):
        running.add(promise.conversation_id)
        target = Target(promise.target)
        if target in clocks:
            allowed, open_time = clocks[target]
            pauses = [(stand.since, stand.until) for stand in promise.stands.all()]
            due = due_of(open_time, promise.began_at, allowed, pauses)
            found.setdefault(promise.conversation_id, []).append((due, target))
    for number, since, was_answered in _waiting(numbers):
        target = Target.NEXT_REPLY if was_answered else Target.FIRST_REPLY
        if number not in running and target in clocks:
            allowed, open_time = clocks[target]
            found.setdefault(number, []).append((due_of(open_time, since, allowed, []), target))
    first = {number: min(dues) for number, dues in found.items()}
    return {number: (target, due) for number, (due, target) in first.items() if due < NEVER}


def _waiting(numbers: Sequence[int]) -> list[tuple[int, datetime, bool]]:
    ours = Message.objects.filter(conversation=OuterRef("pk"), direction=Direction.OUT).exclude(made_by=MadeBy.DESK)
    rows = Conversation.objects.ours().filter(pk__in=numbers).annotate(was_answered=Exists(ours))
    return list(rows.values_list("pk", "waiting_since", "was_answered"))


def _first(reader: Agent, due: Mapping[int, tuple[Target, datetime]]) -> list[WouldBeDue]:
    order = sorted(due, key=lambda number: (due[number][1], number))[: MOST_SHOWN * 4]
    rows = visible_conversations(reader).select_related("customer").in_bulk(order)
    return [WouldBeDue(rows[number], *due[number]) for number in order if number in rows][:MOST_SHOWN]
