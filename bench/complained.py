"""A desk of `bench.bulk` where people complained: `python -m bench.complained FOLDER COMPLAINTS`, over the last year.

One is told by the real actions; the rows of the others, of what was owed for them and of fixes, are cast from its rows.
What was given, and what people said when they were asked back, are rows of their own, without a ledger.
"""

import os
import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench.bulk import SEED, set_up

YEAR = timedelta(days=363)
MEAN = 16  # hours until a solution
AT_ONCE = 2_000
KINDS = ("credit", "apology", "partial-refund", "replacement")
MINORS = (1_000, 1_500, 2_500, 4_000, 12_000)
OVER, LET_GO, AGREED, SAFETY, GIVEN, FIXED, ASKED, ANSWERED = 0.9, 0.03, 0.4, 0.05, 0.6, 0.2, 0.3, 0.5  # shares


@dataclass(frozen=True)
class Told:
    """Who complained in which letter, and since when; `end` is when it was put right, if it was."""

    number: int
    message: int
    person: int
    team: int | None
    said: datetime
    end: datetime | None


@dataclass(frozen=True)
class Moulds:
    """The rows of the complaint that was really told."""

    complaint: Any
    owed: Any
    fix: Any
    fix_owed: Any


def planned(complaints: int, chance: random.Random) -> list[Told]:
    """So many of the conversations that began with a letter, spread over all of them."""
    from django.db.models import Min

    from goodword.conversations.models import Message
    from goodword.core.clock import now

    letters = Message.objects.filter(direction="in", is_automatic=False, conversation__is_spam=False).order_by()
    rows = letters.values("conversation").annotate(first=Min("pk"))
    found = list(rows.values_list("conversation", "first", "conversation__customer", "conversation__team").iterator())
    present = now()
    return [Told(*one, *_lasted(present, chance)) for one in sorted(chance.sample(found, min(complaints, len(found))))]


def _lasted(present: datetime, chance: random.Random) -> tuple[datetime, datetime | None]:
    said = present - chance.random() * YEAR
    end = said + timedelta(hours=chance.expovariate(1 / MEAN))
    return said, end if chance.random() < OVER and end < present else None


def told(one: Told) -> Moulds:
    """By the real actions."""
    from goodword.accounts.models import Agent
    from goodword.core.actor import Actor
    from goodword.core.clock import now
    from goodword.promises.choices import Target
    from goodword.promises.models import Promise
    from goodword.recovery.actions.complaining import mark_complaint
    from goodword.recovery.actions.correcting import fix_for_cause

    agent = Agent.objects.order_by("pk").first()
    by = Actor.agent(agent.pk if agent else 0)
    complaint = mark_complaint(one.message, by=by)
    due = now() + timedelta(days=14)
    fix = fix_for_cause(one.number, "Call before each delivery.", who=f"agent:{by.id}", due=due, by=by)
    owed = Promise.objects.get(conversation=one.number, target=Target.COMPLAINT)
    return Moulds(complaint, owed, fix, fix.promise)


def cast_complaints(plan: Sequence[Told], chance: random.Random) -> None:
    """The rows of all of them but the first, which is told."""
    from django.db import transaction

    with transaction.atomic():
        moulds, reasons = told(plan[0]), _reasons()
    for some in _some(plan[1:]):
        with transaction.atomic():
            made = _many(_complaint(moulds.complaint, one, reasons, chance) for one in some)
            _many(_owed(moulds.owed, one, chance) for one in some)
            pairs = list(zip(some, made, strict=True))
            _many(row for one, of in pairs if chance.random() < GIVEN for row in [_remedy(one, of, chance)])
            _cast_fixes(moulds, [pair for pair in pairs if chance.random() < FIXED])
            _cast_askings([pair for pair in pairs if pair[0].end and chance.random() < ASKED], chance)


def _reasons() -> list[int | None]:
    from goodword.playbook.actions.reasons import reason_rows

    return [*(reason.pk for reason in reason_rows()[:8]), None]


def _some(plan: Sequence[Told]) -> Iterator[Sequence[Told]]:
    for begin in range(0, len(plan), AT_ONCE):
        yield plan[begin : begin + AT_ONCE]


def _many(rows: Iterable[Any]) -> list[Any]:
    found = list(rows)
    return list(type(found[0])._default_manager.bulk_create(found)) if found else []


def _cast(mould: Any, one: Told, **differs: object) -> Any:
    values = {column.attname: getattr(mould, column.attname) for column in mould._meta.concrete_fields}
    ours: dict[str, object] = {
        "id": None,
        "conversation_id": one.number,
        "home_id": one.number,
        "customer_id": one.person,
    }
    return type(mould)(**values | {name: ours[name] for name in ours if name in values} | differs)


def _complaint(mould: Any, one: Told, reasons: Sequence[int | None], chance: random.Random) -> Any:
    result = ("withdrawn" if chance.random() < LET_GO else "remedied") if one.end else ""
    return _cast(
        mould, one, message_id=one.message, said_at=one.said, marked_at=one.said, confirmed_at=one.said,
        reason_id=reasons[int(len(reasons) * chance.random() ** 2)], is_safety=chance.random() < SAFETY,
        severity=chance.choice(("low", "low", "serious", "severe", "")), stage="closed" if one.end else "acknowledged",
        responded_at=one.end if result == "remedied" else None, closed_at=one.end, result=result,
    )  # fmt: skip


def _owed(mould: Any, one: Told, chance: random.Random) -> Any:
    due = one.said + timedelta(hours=24)
    came: dict[str, object] = {"began_at": one.said, "created_at": one.said, "due_at": due, "owner_team_id": one.team}
    if one.end:
        how = "agreed" if chance.random() < AGREED else "silent"
        kept = ("kept", "kept") if one.end <= due else ("broken", "made-good")
        came |= {"outcome": kept[0], "outcome_at": min(one.end, due), "settled": kept[1], "settled_at": one.end}
        came |= {"accepted": how, "wakes_at": mould._meta.get_field("wakes_at").default}
    return _cast(mould, one, made_in_id=one.message, **came)


def _remedy(one: Told, complaint: Any, chance: random.Random) -> Any:
    from goodword.recovery.models import Remedy

    kind = chance.choice(KINDS)
    return Remedy(
        conversation_id=one.number, home_id=one.number, customer_id=one.person, complaint_id=complaint.pk,
        reason_id=complaint.reason_id, kind=kind, given_by_id=complaint.marked_by_id, state="settled",
        amount_minor=chance.choice(MINORS) if kind in KINDS[::2] else 0, currency="USD", key=f"bench {complaint.pk}",
        created_at=one.said, given_at=one.said, settled_at=one.said,
    )  # fmt: skip


def _cast_fixes(moulds: Moulds, pairs: Sequence[tuple[Told, Any]]) -> None:
    due = [timedelta(days=14) + one.said for one, _complaint in pairs]
    owed = _many(
        _cast(moulds.fix_owed, one, due_at=at, customer_id=None) for (one, _of), at in zip(pairs, due, strict=True)
    )
    both = zip(pairs, owed, strict=True)
    _many(_cast(moulds.fix, one, complaint_id=of.pk, promise_id=row.pk, at=one.said) for (one, of), row in both)


def _cast_askings(pairs: Sequence[tuple[Told, Any]], chance: random.Random) -> None:
    from goodword.listening.choices import Item
    from goodword.listening.models import Asking, Response

    asked = _many(
        Asking(
            survey="check-back", subject_kind="complaint", subject_id=of.pk, conversation_id=one.number,
            home_id=one.number, customer_id=one.person, at=one.end or one.said, closes_at=one.said + timedelta(days=90),
        )
        for one, of in pairs
    )  # fmt: skip
    answered = [asking for asking in asked if chance.random() < ANSWERED]
    _many(Response(asking=one, **{item.value: chance.choice((2, 3, 4, 5, 5)) for item in Item}) for one in answered)


def main(folder: str, complaints: int) -> None:
    began = time.monotonic()
    set_up(Path(folder))
    from django.db import connection

    chance = random.Random(SEED)
    plan = planned(complaints, chance)
    cast_complaints(plan, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{len(plan):,} complaints in {time.monotonic() - began:.0f} s; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
