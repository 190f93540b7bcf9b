"""Money on its way, by keyboard: paid by hand, and by a Stripe whose key had expired; the customer's page says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.config.running_desk import Desk, eventually, own_database
from tests.journeys.axe import check_accessible
from tests.journeys.house import House
from tests.recovery.fake_stripe import EXPIRED, KEY, FakeStripe
from tests.servers.dovecot import DovecotServer
from tests.servers.exim import EximServer

_BEGIN = """
from goodword.accounts.models import Agent
from goodword.conversations.actions.matters import open_matter
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.arrivals import Arrival
from goodword.conversations.choices import Channel
from goodword.conversations.matter_links import matter_token
from goodword.conversations.models import Mailbox
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.money import Money
from goodword.people.actions.recognizing import recognize_customer
from goodword.recovery.actions.authorities import Grant, create_authority
from goodword.recovery.actions.purchases import PurchaseFacts, record_purchase

odile = recognize_customer(address="odile@customers.test", name="Odile Hartwell")
matter = receive_message(Arrival(
    channel=Channel.EMAIL, mailbox_id=Mailbox.objects.get().pk, customer_id=odile.pk, conversation_id=None,
    sender_name=odile.name, sender_address="odile@customers.test", subject="The dressings did not come",
    text="I waited in all Friday.", at=now())).conversation
olive = Actor.agent(Agent.objects.get(name__startswith="Olive").pk)
create_authority(Grant(name="Everybody", currency="USD", limit_minor=10_000), by=olive)
facts = PurchaseFacts(reference="A-1", amount=Money(10_000, "USD"), payment_reference="pi_1")
record_purchase(odile.pk, facts, by=olive)
print("token:" + matter_token(open_matter(matter.pk, person_id=odile.pk, by=SYSTEM)))
"""
_GIVE = """
from goodword.accounts.models import Agent
from goodword.core.actor import Actor
from goodword.core.money import Money
from goodword.recovery.actions.giving import Gift, give_remedy
from goodword.recovery.choices import RemedyKind
from goodword.recovery.models import Purchase
from goodword.conversations.models import Conversation

purchase = Purchase.objects.get().pk
gift = Gift(kind=RemedyKind.PARTIAL_REFUND, key="{key}", amount=Money({minor}, "USD"), purchase=purchase)
give_remedy(Conversation.objects.get().pk, gift, by=Actor.agent(Agent.objects.get(name__startswith="Mara").pk))
"""


@pytest.fixture
def desk(tmp_path: Path, dovecot: DovecotServer, exim: EximServer) -> Iterator[Desk]:
    """A desk that may reach Stripe on this machine, by name."""
    trusted = tmp_path / "trusted.pem"
    trusted.write_text(dovecot.certificate.read_text() + exim.certificate.read_text())
    with own_database(tmp_path, migrated=True) as database:
        settings = {"SSL_CERT_FILE": str(trusted), "GOODWORD_ALLOWED_PRIVATE_HOSTS": "localhost"}
        desk = Desk(tmp_path, database, **settings)
        yield desk
        desk.end()


def test_paid_by_hand_and_by_stripe_after_its_key_was_changed(house: House) -> None:
    token = house.desk.python(_BEGIN).split("token:")[1].split()[0]
    house.desk.python(_GIVE.format(key="first", minor=2500))
    odile = house.open_page(java_script_enabled=False)
    odile.goto(f"/matter/{token}")
    expect(odile.get_by_text("On its way")).to_be_visible()

    olive = house.sign_in("olive")
    paid_by_hand(olive)
    odile.reload()
    expect(odile.get_by_text("Paid on")).to_be_visible()

    with FakeStripe() as stripe:
        stripe.takes("pi_1", 10_000)
        stripe_is_connected(olive, stripe)
        house.desk.python(_GIVE.format(key="second", minor=1000))
        it_failed_and_is_seen(olive, odile)
        the_key_is_changed(olive)
        it_is_tried_again(olive, stripe)
    assert stripe.refunded("pi_1") == 1000
    odile.reload()
    expect(odile.get_by_text("Paid on")).to_have_count(2)
    expect(odile.get_by_text("On its way")).to_have_count(0)


def paid_by_hand(olive: Page) -> None:
    olive.goto("/payouts")
    check_accessible(olive)
    box = olive.get_by_role("checkbox", name="A-1")
    box.focus()
    olive.keyboard.press("Space")
    expect(box).to_be_checked()
    field = olive.get_by_label("Reference")
    field.focus()
    olive.keyboard.type("Bank 4711")
    olive.keyboard.press("Enter")
    expect(olive.get_by_text("Nothing waits to be paid")).to_be_visible()


def stripe_is_connected(olive: Page, stripe: FakeStripe) -> None:
    olive.goto("/settings/payouts/new/stripe")
    check_accessible(olive)
    olive.get_by_label("Address of Stripe").fill(stripe.address)
    olive.get_by_label("Secret key").fill(EXPIRED)
    olive.get_by_label("Secret key").press("Enter")
    expect(olive.get_by_role("button", name="Test it")).to_be_visible()
    check_accessible(olive)
    olive.goto("/settings/payouts")
    check_accessible(olive)
    olive.get_by_label("Partial refund").select_option("Stripe")
    olive.get_by_role("button", name="Save").press("Enter")
    expect(olive.get_by_text("What was given before goes as it went.")).to_be_visible()


def it_failed_and_is_seen(olive: Page, odile: Page) -> None:
    olive.goto("/payouts")
    assert eventually(lambda: olive.reload() and olive.get_by_text("The key has expired").count())
    odile.reload()
    expect(odile.get_by_text("On its way")).to_be_visible()
    olive.get_by_role("link", name="A-1").press("Enter")
    expect(olive.get_by_role("button", name="Try again")).to_be_visible()
    check_accessible(olive)


def the_key_is_changed(olive: Page) -> None:
    olive.goto("/settings/payouts")
    olive.get_by_role("link", name="Stripe", exact=True).press("Enter")
    olive.get_by_label("Secret key").fill(KEY)
    olive.get_by_label("Secret key").press("Enter")
    expect(olive.get_by_text("Test it before")).to_be_visible()


def it_is_tried_again(olive: Page, stripe: FakeStripe) -> None:
    olive.goto("/payouts?state=failed")
    olive.get_by_role("link", name="A-1").press("Enter")
    olive.get_by_role("button", name="Try again").press("Enter")
    expect(olive.get_by_text("It is tried again.")).to_be_visible()
    assert eventually(lambda: olive.reload() and olive.get_by_text("Done", exact=True).count())
    assert len(stripe.refunds) == 1
