import pytest

from goodword.people.actions.standing import mark_complained, mark_reachable, mark_undeliverable
from goodword.people.queries import standing_of, troubled_addresses
from tests.frozen_time import Clock
from tests.timeline import last_event, recorded

pytestmark = pytest.mark.django_db
ODILE = "o.hartwell@example.org"


def test_an_address_that_mail_came_back_from_is_known(clock: Clock) -> None:
    standing = mark_undeliverable("O.Hartwell@Example.org ", hard=True, reason="no-mailbox")

    assert (standing.address, standing.is_hard, standing.reason) == (ODILE, True, "no-mailbox")
    event = last_event("address.undeliverable")
    assert event.data == {"standing_id": standing.pk, "hard": True, "reason": "no-mailbox"}
    assert standing_of("nobody@example.org") is None


def test_a_full_mailbox_does_not_excuse_one_that_does_not_exist() -> None:
    mark_undeliverable(ODILE, hard=True, reason="no-mailbox")
    assert mark_undeliverable(ODILE, hard=False, reason="full").reason == "no-mailbox"
    mark_undeliverable("ana@example.org", hard=False, reason="full")
    assert mark_undeliverable("ana@example.org", hard=True, reason="closed").is_hard


def test_who_writes_can_be_written_to_again_but_a_complaint_stays() -> None:
    mark_undeliverable(ODILE, hard=True, reason="no-mailbox")
    mark_complained(ODILE)

    assert mark_reachable(ODILE)
    assert not mark_reachable(ODILE)
    assert [row.address for row in troubled_addresses([ODILE, "ana@example.org"])] == [ODILE]
    standing = standing_of(ODILE)
    assert standing is not None
    assert (standing.bounced_at, bool(standing.complained_at)) == (None, True)


def test_a_complaint_is_told_once() -> None:
    mark_complained(ODILE)
    mark_complained(ODILE)
    assert len(recorded("address.complained")) == 1
