"""Administrators say who may give how much; the order counts, and what was given under a row names it for ever."""

import pytest

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed, NotFound
from goodword.recovery.actions.authorities import (
    Grant,
    change_authority,
    create_authority,
    order_authorities,
    remove_authority,
)
from goodword.recovery.actions.giving import give_remedy
from goodword.recovery.choices import RemedyKind
from goodword.recovery.errors import AboveAuthority
from goodword.recovery.queries.authority import active_authorities
from tests.cast import Cast
from tests.recovery.remedies import a_gift, let_give
from tests.timeline import last_event, recorded


def grant(**changes: object) -> Grant:
    values = {"name": " The  agents ", "currency": "USD", "limit_minor": 5_000, **changes}
    return Grant(**values)  # type: ignore[arg-type] # as a test wants it


@pytest.fixture
def adam(cast: Cast) -> Actor:
    return Actor.agent(cast.adam.pk)


def test_an_authority_is_made(cast: Cast, adam: Actor) -> None:
    made = create_authority(grant(kinds=(RemedyKind.CREDIT,), budget_minor=50_000, team=cast.pharmacy.pk), by=adam)
    second = let_give(cast)

    assert (made.name, made.kinds, made.position) == ("The agents", ["credit"], 0)
    assert active_authorities() == [made, second]
    assert recorded("authority.created")[0].data["budget_minor"] == 50_000


def test_only_administrators_say_so(cast: Cast, adam: Actor) -> None:
    made = create_authority(grant(), by=adam)
    tess = Actor.agent(cast.tess.pk)

    with pytest.raises(NotAllowed):
        create_authority(grant(), by=tess)
    with pytest.raises(NotAllowed):
        change_authority(made.pk, grant(), by=tess)
    with pytest.raises(NotAllowed):
        order_authorities([made.pk], by=tess)
    with pytest.raises(NotAllowed):
        remove_authority(made.pk, by=tess)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("currency", "XYZ"),
        ("limit_minor", -1),
        ("limit_minor", 10**12 + 1),
        ("budget_minor", -1),
        ("customer_cap_minor", -1),
        ("budget_days", 0),
        ("customer_days", 367),
        ("role", "queen"),
        ("team", 999_999),
        ("agent", 999_999),
    ],
)
def test_what_makes_no_sense(cast: Cast, adam: Actor, field: str, value: object) -> None:
    with pytest.raises(Invalid) as refused:
        create_authority(grant(**{field: value}), by=adam)

    assert field in refused.value.fields


def test_it_is_changed_once(cast: Cast, adam: Actor) -> None:
    made = create_authority(grant(), by=adam)

    change_authority(made.pk, grant(limit_minor=100), by=adam)
    assert change_authority(made.pk, grant(limit_minor=100), by=adam).limit_minor == 100

    assert len(recorded("authority.changed")) == 1
    assert last_event("authority.changed").data["limit_minor"] == 100


def test_another_order_is_another_authority(conversation: Conversation, cast: Cast, adam: Actor, mara: Actor) -> None:
    wide, narrow = let_give(cast, limit=9_000), let_give(cast, limit=100)
    assert give_remedy(conversation.pk, a_gift(), by=mara).authority == wide

    order_authorities([narrow.pk, wide.pk], by=adam)

    with pytest.raises(AboveAuthority):
        give_remedy(conversation.pk, a_gift(), by=mara)
    with pytest.raises(Invalid):
        order_authorities([narrow.pk], by=adam)


def test_removed_it_gives_nothing_more(conversation: Conversation, cast: Cast, adam: Actor, mara: Actor) -> None:
    made = let_give(cast)
    remedy = give_remedy(conversation.pk, a_gift(), by=mara)

    remove_authority(made.pk, by=adam)

    remedy.refresh_from_db()
    assert remedy.authority == made
    with pytest.raises(AboveAuthority):
        give_remedy(conversation.pk, a_gift(), by=mara)
    with pytest.raises(NotFound):
        remove_authority(made.pk, by=adam)
    with pytest.raises(NotFound):
        change_authority(made.pk, grant(), by=adam)


def test_what_gave_in_one_currency_gives_in_no_other(
    conversation: Conversation, cast: Cast, adam: Actor, mara: Actor
) -> None:
    made = create_authority(grant(budget_minor=3_000), by=adam)
    assert change_authority(made.pk, grant(budget_minor=3_000, currency="EUR"), by=adam).currency == "EUR"
    change_authority(made.pk, grant(budget_minor=3_000), by=adam)
    give_remedy(conversation.pk, a_gift(), by=mara)

    with pytest.raises(Invalid) as refused:
        change_authority(made.pk, grant(budget_minor=3_000, currency="JPY"), by=adam)
    assert "currency" in refused.value.fields
