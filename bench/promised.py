"""A desk of `bench.bulk` that gave its word: `python -m bench.promised FOLDER PROMISES`, each in an open conversation.

One is given by the real action; the rows of the others are cast from its rows. Who owes them differs as it does in
life: in each team one person owes most, another some hundreds, and the last one a handful.
"""

import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.bulk import SEED, set_up

AT = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)  # when all were given
SOONEST, LATEST = timedelta(days=25), timedelta(days=60)
OURS = "We look into it and write to you"
SHARES = (0.7, 0.25, 0.0499, 0.0001)  # of a team's promises, among its people
AT_ONCE = 2_000
LEAD, HALF = timedelta(hours=1), timedelta(minutes=30)
_MOMENTS = {"due_at": timedelta(0), "warn_at": -LEAD, "lead_at": -HALF, "wakes_at": -LEAD}


@dataclass(frozen=True)
class Given:
    """Who promises what in which conversation, until when."""

    number: int
    person: int
    team: int
    agent: int
    due: datetime


def planned(promises: int, seed: int) -> list[Given]:
    """So many of the open conversations where it is our turn, spread over all of them; the same for the same seed."""
    from goodword.accounts.models import Agent
    from goodword.conversations.choices import State, Turn
    from goodword.conversations.models import Conversation
    from goodword.core.clock import NEVER

    chance = random.Random(seed)
    rows = Conversation.objects.filter(state=State.OPEN, turn=Turn.OURS, is_spam=False, next_due_at=NEVER)
    rows = rows.exclude(team=None).order_by("pk").values_list("pk", "customer_id", "team_id")
    found = list(rows.iterator())
    people: dict[int, list[int]] = {}
    for agent, team in Agent.objects.exclude(teams=None).order_by("pk").values_list("pk", "teams"):
        people.setdefault(team, []).append(agent)
    span = int((LATEST - SOONEST).total_seconds())
    return [
        Given(
            *one,
            agent=_one_of(people[one[2]], chance),
            due=AT + SOONEST + timedelta(seconds=chance.randrange(span)),
        )
        for one in sorted(chance.sample(found, min(promises, len(found))))
    ]


def _one_of(agents: Sequence[int], chance: random.Random) -> int:
    some = agents[: len(SHARES)]
    return chance.choices(some, SHARES[: len(some)])[0]


def give(one: Given) -> None:
    """By the real action."""
    from goodword.core.actor import Actor
    from goodword.core.clock import travelled_to
    from goodword.promises.actions.giving import Word, give_promise
    from goodword.promises.choices import Target

    with travelled_to(AT):
        word = Word(ours=OURS, due=one.due, target=Target.REPLY)
        give_promise(one.number, word, by=Actor.agent(one.agent))


def cast_promises(given: Sequence[Given]) -> None:
    """The rows of all of them: the first is told, the others are cast from it."""
    from django.db import transaction

    from goodword.conversations.models import Conversation
    from goodword.core.models import RecordedEvent
    from goodword.promises.models import Promise

    give(given[0])
    promise = Promise.objects.latest("pk")
    event = RecordedEvent.objects.filter(kind="promise.made").latest("pk")
    for some in _some(given[1:]):
        with transaction.atomic():
            made = Promise.objects.bulk_create(_promise(promise, one) for one in some)
            RecordedEvent.objects.bulk_create(_event(event, one, row.pk) for one, row in zip(some, made, strict=True))
            owed = Conversation.objects.in_bulk([one.number for one in some])
            for one in some:
                row = owed[one.number]
                row.next_due_at, row.next_due_from, row.is_owed = one.due, AT, True
            Conversation.objects.bulk_update(owed.values(), ["next_due_at", "next_due_from", "is_owed"], batch_size=200)


def _some(given: Sequence[Given]) -> Iterator[Sequence[Given]]:
    for begin in range(0, len(given), AT_ONCE):
        yield given[begin : begin + AT_ONCE]


def _promise(mould: Any, one: Given) -> Any:
    values = {column.attname: getattr(mould, column.attname) for column in mould._meta.concrete_fields}
    values |= {"id": None, "conversation_id": one.number, "home_id": one.number, "customer_id": one.person}
    values |= {"made_by_id": one.agent, "owner_id": one.agent, "owner_team_id": one.team}
    return type(mould)(**values | {name: one.due + after for name, after in _MOMENTS.items()})


def _event(mould: Any, one: Given, promise: int) -> Any:
    values = {column.attname: getattr(mould, column.attname) for column in mould._meta.concrete_fields}
    values |= {"id": None, "conversation_id": one.number, "person_id": one.person, "actor_id": one.agent}
    values["data"] = {**mould.data, "promise_id": promise, "due": one.due.isoformat()}
    return type(mould)(**values)


def main(folder: str, promises: int) -> None:
    began = time.monotonic()
    set_up(Path(folder))
    from django.db import connection

    from goodword.conversations.models import Conversation
    from goodword.promises.models import Promise

    given = planned(promises, SEED)
    cast_promises(given)
    with connection.cursor() as cursor:
        for model in (Promise, Conversation):
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')
    took = time.monotonic() - began
    print(f"{len(given):,} promises in {took:.0f} s; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
