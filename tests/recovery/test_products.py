"""The catalogue: administrators say what can be given, and what it is worth."""

import pytest

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed, NotFound
from goodword.core.money import Money
from goodword.recovery.actions.giving import give_remedy
from goodword.recovery.actions.products import ProductFacts, change_product, create_product, order_products
from goodword.recovery.choices import RemedyKind
from goodword.recovery.queries.suggestions import offered_products
from tests.cast import Cast
from tests.recovery.remedies import a_gift, let_give, offered
from tests.timeline import recorded


def facts(minor: int = 1_200, currency: str = "USD", **changes: object) -> ProductFacts:
    values = {"name": " Soft  tape ", "value": Money(minor, currency), **changes}
    return ProductFacts(**values)  # type: ignore[arg-type] # as a test wants it


@pytest.fixture
def adam(cast: Cast) -> Actor:
    return Actor.agent(cast.adam.pk)


def test_a_product_is_offered(cast: Cast, adam: Actor) -> None:
    made, second = create_product(facts(), by=adam), offered(cast, name="Gauze")

    assert (made.name, made.value) == ("Soft tape", Money(1_200, "USD"))
    assert offered_products() == [made, second]


def test_only_administrators_say_so(cast: Cast) -> None:
    made, tess = offered(cast), Actor.agent(cast.tess.pk)

    with pytest.raises(NotAllowed):
        create_product(facts(), by=tess)
    with pytest.raises(NotAllowed):
        change_product(made.pk, facts(), by=tess)
    with pytest.raises(NotAllowed):
        order_products([made.pk], by=tess)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", facts(name=" ")),
        ("name", facts(name="x" * 121)),
        ("amount", facts(-1)),
        ("amount", facts(10**12 + 1)),
        ("currency", facts(currency="XYZ")),
    ],
)
def test_what_makes_no_sense(cast: Cast, adam: Actor, field: str, wrong: ProductFacts) -> None:
    with pytest.raises(Invalid) as refused:
        create_product(wrong, by=adam)

    assert field in refused.value.fields


def test_what_was_given_keeps_its_value_of_then(
    conversation: Conversation, cast: Cast, adam: Actor, mara: Actor
) -> None:
    let_give(cast)
    made = offered(cast, 1_200)
    remedy = give_remedy(conversation.pk, a_gift(RemedyKind.COMP_PRODUCT, None, product=made.pk), by=mara)

    change_product(made.pk, facts(9_900), by=adam)
    change_product(made.pk, facts(9_900), by=adam)

    remedy.refresh_from_db()
    assert remedy.amount_minor == 1_200
    assert len(recorded("product.changed")) == 1


def test_no_longer_offered_and_in_another_order(cast: Cast, adam: Actor) -> None:
    first, second, third = (offered(cast, name=name) for name in ("Gauze", "Soft tape", "Gloves"))
    change_product(second.pk, facts(is_active=False), by=adam)

    order_products([third.pk, second.pk, first.pk], by=adam)

    assert offered_products() == [third, first]
    with pytest.raises(Invalid):
        order_products([third.pk], by=adam)
    with pytest.raises(NotFound):
        change_product(999_999, facts(), by=adam)
