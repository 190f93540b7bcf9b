"""How complaints are put right: what is open, how soon, what was given, and what causes them."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from goodword.accounts.models import Agent
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.money import Money
from goodword.insight.periods import Period
from goodword.insight.queries.afterwards import afterwards
from goodword.insight.queries.behind_complaints import Came, ComplaintSieve, complaints_behind
from goodword.insight.queries.causes import causes
from goodword.insight.queries.given import by_kind, by_reason, side_by_side, without_asking
from goodword.insight.queries.open_complaints import open_complaints
from goodword.insight.queries.put_right import put_right
from goodword.insight.queries.said_after import said_after
from goodword.listening.choices import Item
from goodword.listening.models import Asking, Response
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.types import Customer
from goodword.playbook.actions.reasons import chosen_reason
from goodword.promises.actions.resolving import accept_solution, refuse_solution
from goodword.recovery.actions.closing_complaints import close_complaint
from goodword.recovery.actions.correcting import fix_for_cause, fix_for_person
from goodword.recovery.actions.letting_go import TheirWords
from goodword.recovery.choices import RemedyKind, RemedyState
from goodword.recovery.complaint_choices import Result, Severity
from goodword.recovery.models import Complaint, Remedy
from tests.cast import Cast, letter
from tests.frozen_time import Clock
from tests.recovery.complaining import assessed, complaint_of, solved

Complain = Callable[..., Complaint]
_number = iter(range(10**9))


@pytest.fixture
def complain(cast: Cast) -> Complain:
    """Somebody complains to the pharmacy line; Mara marks it."""

    def complaining(reason: str = "", customer: Customer | None = None, **changes: object) -> Complaint:
        number = next(_number)
        person = customer or recognize_customer(address=f"c{number}@example.org", name=f"Customer {number}")
        arrival = letter(cast, person, sender_address="", subject=f"Matter {number}")
        conversation = receive_message(arrival).conversation
        complaint = complaint_of(conversation, Actor.agent(cast.mara.pk))
        complaint.change(reason=chosen_reason(reason), **changes)
        return complaint

    return complaining


def answer(complaint: Complaint, cast: Cast) -> Conversation:
    solved(complaint.conversation, Actor.agent(cast.mara.pk))
    return complaint.conversation


def give(
    complaint: Complaint, cast: Cast, minor: int = 0, kind: RemedyKind = RemedyKind.APOLOGY, **changes: object
) -> Remedy:
    facts: dict[str, object] = {
        "conversation": complaint.conversation, "home": complaint.conversation, "customer": complaint.customer,
        "complaint": complaint, "reason": complaint.reason, "kind": kind, "amount_minor": minor, "currency": "USD",
        "given_by": cast.mara, "state": RemedyState.SETTLED, "key": f"key {next(_number)}", "given_at": now(),
    }  # fmt: skip
    return Remedy.objects.create(**{**facts, **changes})


def close(complaint: Complaint, cast: Cast) -> None:
    by = Actor.agent(cast.mara.pk)
    answer(complaint, cast)
    assessed(complaint.conversation, by)
    fix_for_person(complaint.conversation_id, "Brought new ones.", by=by)
    fix_for_cause(complaint.conversation_id, "Call before.", who=f"agent:{by.id}", due=now() + timedelta(days=2), by=by)
    close_complaint(complaint.conversation_id, by=by, result=Result.REMEDIED)


def test_open_ones_by_the_time_that_is_left(cast: Cast, complain: Complain, clock: Clock) -> None:
    first, told = complain(), complain()
    clock.forward(hours=3)
    second = complain()
    answer(told, cast)

    shown, number = open_complaints(cast.olive)

    assert [one.complaint.pk for one in shown] == [first.pk, second.pk, told.pk]
    assert [one.is_answered for one in shown] == [False, False, True]
    assert number == 3


def test_open_ones_count(cast: Cast, complain: Complain, clock: Clock, period: Period) -> None:
    """The example of the field: 2, 5, 5+, 8, 12, 20+, 24, 30, 48+, 60 hours."""
    hours, present = [(2, 1), (5, 1), (5, 0), (8, 1), (12, 1), (20, 0), (24, 1), (30, 1), (48, 0), (60, 1)], now()
    for lasted, is_over in hours:
        begun = present - timedelta(hours=lasted if not is_over else 200)
        complain(said_at=begun, responded_at=begun + timedelta(hours=lasted) if is_over else None)

    found = put_right(cast.olive, period)

    share, interval = found.curve.done_within(24)
    assert share == pytest.approx(4 / 7)
    assert interval == pytest.approx((0.282, 0.886), abs=5e-4)
    assert (found.curve.n, found.still_open) == (10, 3)


def test_what_was_agreed_and_what_only_went_unsaid(
    cast: Cast, complain: Complain, clock: Clock, period: Period
) -> None:
    agreed, refused = complain(), complain()
    complain()
    clock.forward(hours=5)
    for one in (agreed, refused):
        answer(one, cast)
    clock.forward(minutes=5)
    accept_solution(agreed.conversation_id, by=Actor.agent(cast.mara.pk))
    refuse_solution(refused.conversation_id, by=Actor.agent(cast.mara.pk))

    found = put_right(cast.olive, period)

    assert (found.agreed, found.silent, found.still_open) == (1, 0, 2)
    assert found.curve.done_within(24)[0] == pytest.approx(1 / 3)
    assert found.curve.done_within(4)[0] == 0


def test_what_they_let_go_is_put_right_by_nobody(cast: Cast, complain: Complain, period: Period) -> None:
    complaint = complain()
    fix_for_cause(
        complaint.conversation_id, "Call.", who=f"agent:{cast.mara.pk}", due=now() + timedelta(days=1),
        by=Actor.agent(cast.mara.pk),
    )  # fmt: skip
    close_complaint(
        complaint.conversation_id,
        by=Actor.agent(cast.mara.pk),
        result=Result.WITHDRAWN,
        said=TheirWords(words="Leave it."),
    )

    found = put_right(cast.olive, period)

    assert (found.let_go, found.still_open, found.curve.steps) == (1, 0, ())


def test_what_was_given_by_kind_and_reason(cast: Cast, complain: Complain, period: Period) -> None:
    late = complain("late")
    give(late, cast, 2500, RemedyKind.CREDIT)
    give(late, cast, 1000, RemedyKind.CREDIT, state=RemedyState.RESERVED, currency="EUR")
    give(complain(), cast, 900, RemedyKind.CREDIT, state=RemedyState.RELEASED)
    give(late, cast, given_at=period.begins - timedelta(seconds=1))

    [(kind, credit)] = by_kind(cast.olive, period)
    reasons = by_reason(cast.olive, period)

    assert (kind, credit.done, credit.on_its_way, credit.released) == (RemedyKind.CREDIT, 1, 1, 1)
    assert credit.cost == (Money(1000, "EUR"), Money(2500, "USD"))
    assert [(str(reason or ""), one.n) for reason, one in reasons] == [("Late or did not come", 2), ("", 0)]


def test_what_nobody_was_asked_for(cast: Cast, complain: Complain, period: Period) -> None:
    from goodword.recovery.models import RemedyRequest

    complaint = complain()
    give(complaint, cast, 2500, RemedyKind.CREDIT)
    give(complaint, cast)
    asked = give(complaint, cast, 90_000, RemedyKind.CREDIT, asked_by=cast.mara, given_by=cast.tess)
    RemedyRequest.objects.create(remedy=asked, asked_by=cast.mara, asked_minor=90_000)

    share = without_asking(cast.olive, period)

    assert (share.number, share.n) == (1, 2)


def test_likes_side_by_side(cast: Cast, complain: Complain, period: Period) -> None:
    for number in range(24):
        complaint = complain("late")
        complaint.customer.change(language="es" if number % 2 else "en")
        if number % 2 == 0:
            give(complaint, cast, 1000 + 100 * number, RemedyKind.CREDIT)

    [likes] = side_by_side(cast.olive, period)

    assert (str(likes.reason), likes.n, likes.kinds) == ("Late or did not come", 24, [(RemedyKind.CREDIT, 12)])
    [spread] = likes.spreads
    assert (spread.n, spread.least, spread.middle, spread.most) == (
        12, Money(1000, "USD"), Money(2100, "USD"), Money(3200, "USD")
    )  # fmt: skip
    sides = likes.languages
    assert sides is not None
    assert (sides.one, sides.first.share, sides.other, sides.second.share) == ("en", 1, "es", 0)
    assert sides.is_told_apart
    assert likes.channels is None
    assert [(code, [one.n for one in spreads]) for code, spreads in likes.by_language] == [("en", [12]), ("es", [])]
    assert likes.by_channel == []


def test_of_few_nothing_is_said(cast: Cast, complain: Complain, period: Period) -> None:
    for _ in range(9):
        complain("late")
    assert side_by_side(cast.olive, period) == []


def test_causes_are_ranked_by_harm_then_by_number(cast: Cast, complain: Complain, clock: Clock, period: Period) -> None:
    late = [complain("late"), complain("late")]
    complain("safety", severity=Severity.SEVERE)
    complain()
    give(late[0], cast, 2500, RemedyKind.CREDIT)
    fix_for_cause(
        late[0].conversation_id, "Call.", who=f"agent:{cast.mara.pk}", due=now() + timedelta(hours=1),
        by=Actor.agent(cast.mara.pk),
    )  # fmt: skip
    clock.forward(hours=2)
    answer(late[0], cast)

    found = causes(cast.olive, period, put_right(cast.olive, period))

    assert [(str(one.reason or ""), one.n, one.people, one.grave) for one in found] == [
        ("Safety", 1, 1, 1), ("Late or did not come", 2, 2, 0), ("", 1, 1, 0)
    ]  # fmt: skip
    assert found[1].cost == (Money(2500, "USD"),)
    assert found[1].half_within == pytest.approx(2)
    assert (found[1].fixes_open, found[1].fixes_late) == (1, 1)


def test_what_they_did_afterwards(cast: Cast, complain: Complain, clock: Clock, period: Period) -> None:
    began = period.begins
    clock.travel(began + timedelta(days=1))
    back, quiet = complain(), complain()
    for one in (back, quiet):
        close(one, cast)
    clock.forward(days=30)
    complain(customer=back.customer)
    clock.travel(began + timedelta(days=80))
    assert afterwards(cast.olive, period).too_early == 2

    clock.travel(began + timedelta(days=100))
    found = afterwards(cast.olive, period)
    assert (found.wrote.number, found.complained.number, found.wrote.n, found.too_early) == (1, 1, 2, 0)


@pytest.mark.parametrize(
    ("name", "sees"), [("olive", True), ("adam", True), ("tess", True), ("mara", False), ("cole", False)]
)
def test_who_may_know(cast: Cast, complain: Complain, period: Period, name: str, sees: bool) -> None:
    give(complain("late"), cast, 2500, RemedyKind.CREDIT)
    reader: Agent = getattr(cast, name)

    assert bool(open_complaints(reader)[1]) is sees
    assert bool(put_right(reader, period).curve.n) is sees
    assert bool(by_kind(reader, period)) is sees
    assert bool(causes(reader, period, put_right(reader, period))) is sees


def test_a_lead_knows_of_their_own_teams(cast: Cast, complain: Complain, period: Period) -> None:
    complaint = complain("late")
    give(complaint, cast, 2500, RemedyKind.CREDIT)
    complaint.conversation.change(team=cast.nursing)

    assert open_complaints(cast.tess) == ([], 0)
    assert by_kind(cast.tess, period) == []
    assert causes(cast.tess, period, put_right(cast.tess, period)) == []


def test_the_complaints_behind_a_figure(cast: Cast, complain: Complain, clock: Clock, period: Period) -> None:
    agreed, grave, waits = complain(), complain("late", is_safety=True), complain("late")
    clock.forward(hours=5)
    answer(agreed, cast)
    clock.forward(minutes=5)
    accept_solution(agreed.conversation_id, by=Actor.agent(cast.mara.pk))

    def behind(came: Came, **about: int) -> set[int]:
        return {one.pk for one in complaints_behind(cast.olive, period, ComplaintSieve(came, **about), 9)[0]}

    assert behind(Came.SAID) == {agreed.pk, grave.pk, waits.pk}
    assert behind(Came.AGREED) == {agreed.pk}
    assert behind(Came.SILENT) == behind(Came.LET_GO) == set()
    assert behind(Came.OPEN) == {grave.pk, waits.pk}
    assert behind(Came.GRAVE) == {grave.pk}
    assert behind(Came.SAID, reason=0) == {agreed.pk}
    assert behind(Came.SAID, reason=waits.reason_id or 0) == {grave.pk, waits.pk}
    assert behind(Came.SAID, team=cast.nursing.pk) == set()


def test_a_list_says_that_there_are_more(cast: Cast, complain: Complain, period: Period) -> None:
    complain()
    newer = complain(said_at=now() + timedelta(seconds=1))
    found, has_more = complaints_behind(cast.olive, period, ComplaintSieve(), 1)
    assert ([one.pk for one in found], has_more) == ([newer.pk], True)


def test_what_they_say_with_those_who_say_nothing(cast: Cast, complain: Complain, period: Period) -> None:
    for number, heard in enumerate([5, 4, 2, None, None]):
        one = complain().conversation
        asking = Asking.objects.create(
            survey="check-back", subject_kind="complaint", subject_id=number, conversation=one, home=one,
            customer=one.customer, closes_at=now() + timedelta(days=9),
        )  # fmt: skip
        if heard:
            Response.objects.create(asking=asking, heard=heard)

    said = said_after(cast.olive, period)

    assert (said.asked, said.answered) == (5, 3)
    share = dict(said.items)[Item.HEARD]
    assert (share.number, share.n) == (2, 3)
    assert said.bounds(share) == (0.4, 0.8)
    assert said_after(cast.tess, period, cast.nursing.pk).asked == 0
    assert said_after(cast.mara, period).asked == 0
