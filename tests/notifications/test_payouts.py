"""What could not be paid is told to those who pay, and to nobody else."""

from goodword.core.actor import Actor
from goodword.notifications.choices import Matter
from goodword.notifications.models import Notification
from goodword.notifications.queries import Around
from goodword.notifications.wording import advice, sentence
from goodword.recovery.actions.paying_out import begin_sending, take_answer
from goodword.recovery.actions.payout_connections import Connecting, choose_route, make_connection
from goodword.recovery.actions.payouts_by_hand import say_not_paid
from goodword.recovery.choices import RemedyKind
from goodword.recovery.models import Payout
from goodword.recovery.payout_choices import UNDO, ConnectorKind
from goodword.recovery.payouts.connectors import Failed, Pending, Unknown
from tests.cast import Cast
from tests.frozen_time import START, Clock
from tests.recovery.payouts.given import Given


def sent(cast: Cast, clock: Clock) -> Payout:
    given, by = Given.at(cast), Actor.agent(cast.adam.pk)
    connection = make_connection(ConnectorKind.STRIPE, Connecting(name="Stripe", secret="sk_1"), by=by)
    choose_route(RemedyKind.PARTIAL_REFUND, connection.pk, by=by)
    payout = given.refund()
    clock.travel(START + UNDO)
    begin_sending(payout.pk)
    return payout


def told() -> set[str]:
    return {one.agent.name for one in Notification.objects.filter(matter=Matter.PAYOUT).select_related("agent")}


def test_what_failed_is_told_to_who_pays(cast: Cast, clock: Clock) -> None:
    take_answer(sent(cast, clock).pk, Failed("refused"), attempt=1)
    assert told() == {"Olive Wren", "Adam Mendes", "Tess Whitcombe"}
    row = Notification.objects.filter(matter=Matter.PAYOUT)[0]
    assert "could not be paid" in sentence(row, Around())
    assert "To be paid" in advice(row)


def test_what_nobody_knows_is_told_and_not_by_whom_it_is_settled(cast: Cast, clock: Clock) -> None:
    payout = sent(cast, clock)
    take_answer(payout.pk, Unknown(), attempt=1)
    assert "Nobody can say" in sentence(Notification.objects.filter(matter=Matter.PAYOUT)[0], Around())
    say_not_paid(payout.pk, by=Actor.agent(cast.tess.pk))
    assert Notification.objects.filter(agent=cast.tess, matter=Matter.PAYOUT).count() == 1


def test_what_is_on_its_way_is_told_to_nobody(cast: Cast, clock: Clock) -> None:
    take_answer(sent(cast, clock).pk, Pending("re_1"), attempt=1)
    assert told() == set()
