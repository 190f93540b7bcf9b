"""What a person was given before, beside them."""

from django.test import Client

from goodword.core.actor import Actor
from goodword.core.money import Money
from goodword.recovery.actions.authorities import Grant, create_authority
from goodword.recovery.actions.giving import Gift, give_remedy
from goodword.recovery.choices import RemedyKind
from tests.cast import Cast, conversation_with_odile


def test_the_sum_and_the_latest(desk: Client, cast: Cast) -> None:
    conversation, mara = conversation_with_odile(cast), Actor.agent(cast.mara.pk)
    create_authority(Grant(name="All", currency="USD", limit_minor=5000), by=Actor.agent(cast.olive.pk))
    for key, minor in (("a", 2500), ("b", 1000)):
        give_remedy(conversation.pk, Gift(kind=RemedyKind.CREDIT, key=key, amount=Money(minor, "USD")), by=mara)
    address = f"/people/{conversation.customer_id}/remedies"
    page = desk.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<b>$35.00</b>" in page
    assert page.count("<b>Credit</b>") == 2
    assert "<html" in desk.get(address).content.decode()


def test_nothing_yet(desk: Client, cast: Cast) -> None:
    conversation = conversation_with_odile(cast)
    assert "Nothing was given yet" in desk.get(f"/people/{conversation.customer_id}/remedies").content.decode()
