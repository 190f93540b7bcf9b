"""What we learned: complaints with our own part, or a change in how we work, for those who lead."""

from datetime import timedelta

import pytest

from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.insight.periods import Period
from goodword.insight.queries.learned import learned
from goodword.playbook.actions.reasons import chosen_reason
from goodword.promises.actions.keeping import keep_promise
from goodword.recovery.actions.contributing import Contributed, write_contribution
from goodword.recovery.actions.correcting import fix_for_cause, fix_for_person, no_change, withdraw_corrective_action
from goodword.recovery.models import Complaint
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock
from tests.recovery.complaining import complaint_of

_number = iter(range(10**9))


@pytest.fixture
def mara(cast: Cast) -> Actor:
    return Actor.agent(cast.mara.pk)


@pytest.fixture
def complaint(cast: Cast, mara: Actor) -> Complaint:
    return complain(cast, mara)


def complain(cast: Cast, mara: Actor, reason: str = "late") -> Complaint:
    number = next(_number)
    at = now() + timedelta(seconds=number % 50)
    complaint = complaint_of(conversation_with_odile(cast, text=f"Nothing came, {number}.", at=at), mara)
    complaint.change(reason=chosen_reason(reason) if reason else None)
    return complaint


def shown(cast: Cast, period: Period, **asked: int) -> list[int]:
    return [one.complaint.pk for one in learned(cast.olive, period, 25, **asked)[0]]


def fix(complaint: Complaint, mara: Actor) -> int:
    due = now() + timedelta(days=14)
    named = fix_for_cause(complaint.conversation_id, "Call before.", who=f"agent:{mara.id}", due=due, by=mara)
    return named.promise_id or 0


def test_what_nobody_learned_from_is_not_there(complaint: Complaint, cast: Cast, mara: Actor, period: Period) -> None:
    fix_for_person(complaint.conversation_id, "Brought them by hand.", by=mara)
    write_contribution(complaint.conversation_id, Contributed(ours="We planned it."), by=mara)

    assert shown(cast, period) == []


def test_our_own_part_is_there_once_it_is_whole(complaint: Complaint, cast: Cast, mara: Actor, period: Period) -> None:
    write_contribution(complaint.conversation_id, Contributed(ours="We planned it.", mine="I knew."), by=mara)

    found, has_more = learned(cast.olive, period, 25)

    assert [one.contribution.mine for one in found if one.contribution] == ["I knew."]
    assert not has_more
    assert found[0].changes == ()


def test_a_fix_for_the_cause_and_no_change_are_there(
    complaint: Complaint, cast: Cast, mara: Actor, period: Period
) -> None:
    other = complain(cast, mara, "")
    fix(complaint, mara)
    action = no_change(other.conversation_id, "It was the storm.", by=mara)

    assert set(shown(cast, period)) == {complaint.pk, other.pk}
    assert shown(cast, period, reason=complaint.reason_id or 0) == [complaint.pk]
    assert shown(cast, period, reason=0) == [other.pk]

    withdraw_corrective_action(other.conversation_id, action.pk, by=mara)
    assert shown(cast, period) == [complaint.pk]


def test_a_complaint_taken_back_teaches_nothing(complaint: Complaint, cast: Cast, mara: Actor, period: Period) -> None:
    write_contribution(complaint.conversation_id, Contributed(ours="We planned it.", mine="I knew."), by=mara)
    Complaint.objects.filter(pk=complaint.pk).update(withdrawn_at=now())

    assert shown(cast, period) == []


def test_each_fix_says_whether_its_cause_came_up_again(
    complaint: Complaint, cast: Cast, mara: Actor, clock: Clock, period: Period
) -> None:
    clock.forward(days=2)
    other = complain(cast, mara, "billing")
    kept, owed = fix(complaint, mara), fix(other, mara)
    clock.forward(days=1)
    keep_promise(kept, by=mara)
    clock.forward(days=1)
    complain(cast, mara, "late")
    complain(cast, mara, "billing")
    clock.forward(hours=1)

    changes = [one.changes[0] for one in learned(cast.olive, period, 25)[0]]
    told = {one.action.promise_id: (one.recurrence.before, one.recurrence.after) for one in changes if one.recurrence}

    assert {one.action.promise_id for one in changes} == {kept, owed}
    assert told == {kept: (1, 1)}


def test_a_lead_learns_of_their_teams_alone(complaint: Complaint, cast: Cast, mara: Actor, period: Period) -> None:
    fix(complaint, mara)

    assert [one.complaint.pk for one in learned(cast.tess, period, 25)[0]] == [complaint.pk]
    cast.tess.teams.clear()
    for stranger in (cast.tess, cast.mara, cast.caleb, cast.cole):
        assert learned(stranger, period, 25) == ([], False)


def test_one_page_follows_the_other(cast: Cast, mara: Actor, period: Period) -> None:
    complaints = [complain(cast, mara) for _ in range(5)]
    for one in complaints:
        no_change(one.conversation_id, "It was the storm.", by=mara)

    pages, after = [], 0
    for _ in range(3):
        found, has_more = learned(cast.olive, period, 2, after=after)
        after = found[-1].complaint.pk
        pages.append(([one.complaint.pk for one in found], has_more))

    newest = shown(cast, period)
    assert pages == [(newest[:2], True), (newest[2:4], True), (newest[4:], False)]
