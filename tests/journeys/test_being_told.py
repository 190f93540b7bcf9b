"""Somebody chooses how they are told, is told as it happens, and is told when the desk cannot be reached."""

from playwright.sync_api import expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House

_GIVE = """
from goodword.accounts.models import Agent
from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.arrivals import Arrival
from goodword.conversations.choices import Channel
from goodword.conversations.models import Mailbox
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.people.actions.recognizing import recognize_customer
customer = recognize_customer(address="odile@customers.test", name="Odile Hartwell")
message = receive_message(Arrival(
    channel=Channel.EMAIL, mailbox_id=Mailbox.objects.get().pk, customer_id=customer.pk, conversation_id=None,
    sender_name="Odile", sender_address="odile@customers.test", subject="My dressings", text="Where are they?",
    at=now(),
))
olive, mara = (Agent.objects.get(email__startswith=name) for name in ("olive", "mara"))
assign_conversation(message.conversation_id, by=Actor.agent(olive.pk), to=mara.pk)
"""


def test_chosen_at_the_phone_and_told_as_it_happens(house: House) -> None:
    mara = house.sign_in("mara", viewport={"width": 390, "height": 844})
    mara.goto("/settings/notices")
    check_accessible(mara)
    mara.get_by_label("By mail: A conversation was given to me").check()
    mara.get_by_role("button", name="Save").first.click()
    expect(mara.get_by_text("Saved.")).to_be_visible()
    expect(mara.get_by_label("By mail: A conversation was given to me")).to_be_checked()

    house.desk.python(_GIVE)
    bell = mara.locator("#tabbar").get_by_role("link", name="Notices")
    expect(bell).to_contain_text("1")
    bell.click()
    expect(mara.locator(".told")).to_contain_text("Olive Wren gave you #")
    expect(mara.locator(".told")).to_contain_text("My dressings")
    check_accessible(mara)
    mara.get_by_role("button", name="Open the conversation").click()
    expect(mara.locator("#thread").get_by_text("Where are they?")).to_be_visible()
    expect(bell).not_to_contain_text("1")


def test_without_a_network_no_old_page_is_shown(house: House) -> None:
    mara = house.sign_in("mara", service_workers="allow")
    mara.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    mara.context.set_offline(True)
    mara.goto("/inbox")
    expect(mara.get_by_role("heading", name="The desk cannot be reached")).to_be_visible()
    mara.context.set_offline(False)
    mara.get_by_role("link", name="Try again").click()
    expect(mara.locator("#rail")).to_be_visible()
    house.problems.clear()  # the browser says that it was offline
