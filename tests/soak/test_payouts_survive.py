"""Refunds by Stripe under random faults and deaths: none is made twice, and every one ends paid, failed or seen."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from goodword.core.actor import Actor
from goodword.core.clock import now, travelled_to
from goodword.core.errors import ActionRefused
from goodword.core.jobs.choices import JobState
from goodword.core.jobs.models import QueuedJob
from goodword.recovery import payout_jobs
from goodword.recovery.actions.payouts_by_hand import Done, cancel_payout, give_to_hand, mark_paid, try_again
from goodword.recovery.models import LedgerEntry, Payout, Remedy
from goodword.recovery.payout_choices import PayoutState
from tests.campaigns import Campaign
from tests.cast import found_cast
from tests.recovery.fake_stripe import FAULTS, FakeStripe
from tests.recovery.payouts.allowed import allow
from tests.recovery.payouts.given import Given

FULL = 800
START = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
_JOBS = {"pay_out", "look_up_payout", "resume_payouts"}


class Killed(BaseException):
    """The process is gone, at this very place."""


class Weather:
    """What goes wrong in a life, and when: faults at Stripe, deaths between our steps, keys forgotten there."""

    def __init__(self, random: Random) -> None:
        self.random, self.is_fair, self.deaths = random, False, 0

    def fault(self, _what: str) -> str:
        return self.random.choice(FAULTS) if not self.is_fair and self.random.random() < 0.35 else ""

    def may_kill(self) -> None:
        if not self.is_fair and self.random.random() < 0.15:
            self.deaths += 1
            raise Killed

    def around(self, step: object) -> object:
        def dying(*args: object, **kwargs: object) -> object:
            self.may_kill()
            outcome = step(*args, **kwargs)  # type: ignore[operator] # one of ours
            self.may_kill()
            return outcome

        return dying


def run(job: QueuedJob) -> None:
    """One attempt; a death leaves the lease, which is taken over at once."""
    declared = getattr(payout_jobs, job.name.rpartition(".")[2])
    QueuedJob.objects.filter(pk=job.pk).update(state=JobState.DONE)
    try:
        declared.func(**job.kwargs)
    except Killed:
        if not QueuedJob.objects.filter(unique_key=job.unique_key, state=JobState.READY).exists():
            QueuedJob.objects.filter(pk=job.pk).update(state=JobState.READY, run_at=now())
    except payout_jobs.Discard:
        pass


def an_hour(weather: Weather, stripe: FakeStripe) -> None:
    ready = QueuedJob.objects.filter(state=JobState.READY, run_at__lte=now(), name__startswith=payout_jobs.__name__)
    for job in ready.order_by("run_at", "pk")[:20]:
        if QueuedJob.objects.filter(pk=job.pk, state=JobState.READY).exists():
            run(job)
    payout_jobs.resume_payouts.func()
    stripe.moment = now()
    if weather.random.random() < 0.1:
        stripe.prune_keys()


def somebody_acts(payout: Payout, weather: Weather, by: Actor) -> None:
    """Finance sees what failed, and does something about it."""
    act = weather.random.choice((try_again, try_again, give_to_hand, cancel_payout))
    try:
        act(payout.pk, by=by)
        if act is give_to_hand:
            mark_paid(payout.pk, Done("by hand", now().date()), by=by)
    except ActionRefused:
        pass


def live(given: Given, stripe: FakeStripe, weather: Weather) -> list[Payout]:
    """A few refunds, two days of weather, then three fair ones."""
    by = Actor.agent(given.cast.tess.pk)
    payouts = [given.refund(weather.random.randrange(1, 400)) for _ in range(4)]
    moment = START
    for hour in range(120):
        weather.is_fair = hour > 48
        moment += timedelta(minutes=weather.random.choice((1, 7, 60, 180)))
        with travelled_to(moment):
            an_hour(weather, stripe)
            for payout in Payout.objects.filter(state=PayoutState.FAILED):
                if weather.random.random() < 0.3:
                    somebody_acts(payout, weather, by)
    return [Payout.objects.get(pk=payout.pk) for payout in payouts]


def refunded(stripe: FakeStripe, payout: Payout) -> list[int]:
    """What Stripe really refunded for it."""
    alive = [one for one in stripe.refunds if one["status"] == "succeeded"]
    return [one["amount"] for one in alive if one["metadata"].get("goodword_payout") == payout.key]


def check(stripe: FakeStripe, payout: Payout) -> None:
    remedy, paid = Remedy.objects.get(pk=payout.remedy_id), refunded(stripe, payout)
    assert len(paid) <= 1, f"{payout.key} was refunded {len(paid)} times"
    by_hand = payout.done_by_id is not None
    if payout.state == PayoutState.PAID:
        assert remedy.state == "settled"
        assert by_hand or paid == [remedy.amount_minor]
    else:
        assert payout.state in (PayoutState.FAILED, PayoutState.CANCELLED)
        assert remedy.state in ("reserved", "released")
    assert not (paid and payout.state == PayoutState.CANCELLED), f"{payout.key} was given up and refunded"
    assert not (paid and by_hand), f"{payout.key} was refunded and paid by hand"


@pytest.mark.django_db
def test_no_refund_is_made_twice_whatever_happens(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch, "localhost")
    weather = Weather(campaign.random)
    for name in ("begin_sending", "take_answer", "connector_of"):
        monkeypatch.setattr(payout_jobs, name, weather.around(getattr(payout_jobs, name)))
    lives, ends = campaign.size(FULL) // 4, {}
    with FakeStripe(faults=weather.fault, created=int(START.timestamp()) + 60) as stripe, travelled_to(START):
        given = Given.at(found_cast())
        given.by_stripe(stripe)
        for _ in range(max(1, lives)):
            stripe.takes("pi_1", 100_000_000)
            given.purchase.change(amount_minor=100_000_000)
            for payout in live(given, stripe, weather):
                check(stripe, payout)
                ends[payout.state] = ends.get(payout.state, 0) + 1
    assert sum(LedgerEntry.objects.values_list("minor", flat=True)) == 0
    again = next(one for one in stripe.refunds if one["status"] == "succeeded")
    stripe.refunds.append(again)
    with pytest.raises(AssertionError, match="was refunded 2 times"):
        check(stripe, Payout.objects.get(key=again["metadata"]["goodword_payout"]))
    campaign.report(lives=lives, deaths=weather.deaths, asked=len(stripe.asked), twice=0, **ends)
