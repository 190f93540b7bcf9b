"""An agent lifts by hand what a bounce or a complaint marked."""

import pytest

from goodword.core.actor import Actor
from goodword.core.errors import NotFound
from goodword.people.actions.clearing import clear_standing
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.actions.standing import mark_complained, mark_undeliverable
from goodword.people.queries import troubled_addresses
from tests.cast import found_cast
from tests.timeline import last_event, recorded

pytestmark = pytest.mark.django_db
ODILE = "o.hartwell@example.org"


def test_bounce_and_complaint_are_lifted_together() -> None:
    mara, odile = Actor.agent(found_cast().mara.pk), recognize_customer(address=ODILE)
    mark_undeliverable(ODILE, hard=True, reason="no-mailbox")
    mark_complained(ODILE)

    standing = clear_standing(odile.identities.get().pk, by=mara)

    assert standing is not None
    assert troubled_addresses([ODILE]) == []
    event = last_event("address.standing-cleared")
    assert event.data == {"standing_id": standing.pk, "bounced": True, "complained": True}
    assert (event.actor_id, event.person_id) == (mara.id, odile.pk)


def test_what_is_not_marked_is_not_lifted() -> None:
    mara, odile = Actor.agent(found_cast().mara.pk), recognize_customer(address=ODILE)
    assert clear_standing(odile.identities.get().pk, by=mara) is None
    assert recorded("address.standing-cleared") == []
    with pytest.raises(NotFound):
        clear_standing(0, by=mara)
