"""What the board has counted by the database is what comes of every complaint and remedy looked at one by one."""

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from math import ceil
from statistics import quantiles

import pytest

from goodword.conversations.actions.receiving import receive_message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.money import Money
from goodword.insight.periods import Period
from goodword.insight.queries.given import side_by_side
from goodword.insight.queries.put_right import put_right
from goodword.measures.survival import Case, kaplan_meier
from goodword.people.actions.recognizing import recognize_customer
from goodword.playbook.actions.reasons import chosen_reason
from goodword.promises.choices import Accepted, Target
from goodword.promises.models import Promise
from goodword.recovery.choices import GIVEN, RemedyKind, RemedyState
from goodword.recovery.complaint_choices import Result, Stage
from goodword.recovery.models import Complaint, Remedy
from tests.cast import Cast, letter
from tests.recovery.complaining import complaint_of

COMPLAINTS = 24
CHANCE = random.Random(20261123)


@pytest.fixture
def complaints(cast: Cast) -> list[Complaint]:
    """By chance: open, answered, closed with or without a solution, let go, of two reasons or none."""
    return [_complaint(cast, number) for number in range(COMPLAINTS)]


def _complaint(cast: Cast, number: int) -> Complaint:
    person = recognize_customer(address=f"c{number}@example.org", name=f"Customer {number}")
    by = Actor.agent(cast.mara.pk)
    conversation = receive_message(letter(cast, person, sender_address="", subject=f"Matter {number}")).conversation
    complaint = complaint_of(conversation, by)
    said = now() - timedelta(days=3, microseconds=CHANCE.randrange(10**6))
    end = said + timedelta(minutes=CHANCE.choice([0, 60, 61, 1440, 1441]), microseconds=CHANCE.choice([-1, 0, 1]))
    complaint.change(said_at=said, reason=chosen_reason(CHANCE.choice(["", "late"])), **_ended(number, end))
    owed = Promise.objects.filter(conversation=conversation, target=Target.COMPLAINT)
    owed.update(began_at=said, accepted=CHANCE.choice(Accepted.values))
    return complaint


def _ended(number: int, end: object) -> dict[str, object]:
    closed = {"stage": Stage.CLOSED, "closed_at": end}
    ways: list[dict[str, object]] = [
        {}, {"responded_at": end}, {**closed, "responded_at": end, "result": Result.REMEDIED},
        {**closed, "result": Result.EXPLAINED}, {**closed, "result": Result.WITHDRAWN},
        {**closed, "responded_at": end, "result": Result.WITHDRAWN},
    ]  # fmt: skip
    return ways[number % len(ways)]


def _case(complaint: Complaint) -> Case:
    end = complaint.responded_at or complaint.closed_at
    is_over = end is not None and complaint.result != Result.WITHDRAWN
    last = end if is_over and end else complaint.closed_at or now()
    return Case(max(0, ceil((last - complaint.said_at).total_seconds() / 60)) / 60, is_over)


def test_how_soon(cast: Cast, complaints: list[Complaint], period: Period) -> None:
    found = put_right(cast.olive, period)

    assert found.curve == kaplan_meier(_case(one) for one in complaints)
    for reason in {one.reason_id for one in complaints}:
        ours = (_case(one) for one in complaints if one.reason_id == reason)
        assert found.by_reason[reason] == kaplan_meier(ours)
    assert found.let_go == sum(one.result == Result.WITHDRAWN for one in complaints)
    accepted = Promise.objects.filter(target=Target.COMPLAINT).values_list("accepted", flat=True)
    assert (found.agreed, found.silent) == (
        list(accepted).count(Accepted.AGREED), list(accepted).count(Accepted.SILENT)
    )  # fmt: skip


def _given(complaints: Iterable[Complaint], cast: Cast) -> list[Remedy]:
    return [
        Remedy.objects.create(
            conversation=one.conversation, home=one.conversation, customer=one.customer, complaint=one,
            reason=one.reason, kind=CHANCE.choice(RemedyKind.values), amount_minor=CHANCE.choice([0, 900, 1300, 4001]),
            currency=CHANCE.choice(["USD", "EUR"]), given_by=cast.mara, state=CHANCE.choice(RemedyState.values),
            key=f"key {one.pk} {number}", given_at=now(),
        )
        for one in complaints for number in range(2)
    ]  # fmt: skip


def test_amounts_and_kinds(cast: Cast, complaints: list[Complaint], period: Period) -> None:
    given = [one for one in _given(complaints, cast) if one.state in GIVEN]

    for likes in side_by_side(cast.olive, period):
        ours = [one for one in given if one.reason == likes.reason]
        assert dict(likes.kinds) == {
            kind: n for kind in RemedyKind if (n := sum(one.kind == kind for one in ours))
        }  # fmt: skip
        amounts = defaultdict(list)
        for one in ours:
            if one.amount_minor:
                amounts[one.currency].append(one.amount_minor)
        assert [(spread.n, spread.middle) for spread in likes.spreads] == [
            (len(some), Money(round(quantiles(some, n=4, method="inclusive")[1]), currency))
            for currency, some in sorted(amounts.items())
        ]
        assert all(sum(n for _minor, n in spread.amounts) == spread.n for spread in likes.spreads)
