"""Somebody is warned that a promise is due, and tells her of another time by keyboard; the customer sees it."""

from playwright.sync_api import Page, expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House

SUBJECT, REASON = "The gauze did not come", "the nurse is ill"

_PROMISED = """
from datetime import timedelta
from goodword.accounts.models import Agent
from goodword.conversations.actions.matters import open_matter
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.arrivals import Arrival
from goodword.conversations.choices import Channel
from goodword.conversations.matter_links import matter_token
from goodword.conversations.models import Mailbox
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now, travelled_to
from goodword.people.actions.recognizing import recognize_customer
from goodword.promises.actions.giving import Word, give_promise

present = now()
odile = recognize_customer(address="{address}", name="Odile Hartwell").pk
with travelled_to(present - timedelta(hours=5)):
    number = receive_message(Arrival(
        channel=Channel.EMAIL, mailbox_id=Mailbox.objects.get().pk, customer_id=odile, conversation_id=None,
        sender_name="Odile Hartwell", sender_address="{address}", subject="{subject}",
        text="I waited in all Friday.", at=now(),
    )).conversation.pk
    word = Word(ours="Call about the gauze", due=present + timedelta(minutes=20))
    give_promise(number, word, by=Actor.agent(Agent.objects.get(name="Mara Lindqvist").pk))
print("/matter/" + matter_token(open_matter(number, person_id=odile, by=SYSTEM)))
"""


def test_warned_then_told_of_another_time_then_seen(house: House) -> None:
    mara, mailbox = house.sign_in("mara"), house.customer("Odile")
    link = house.desk.python(_PROMISED.format(address=mailbox.address, subject=SUBJECT)).strip().splitlines()[-1]

    she_is_warned(mara)
    she_reads_what_happened_to_it(mara)
    she_tells_of_another_time(mara)

    assert REASON in str(mailbox.received().get_body(("plain",)))
    expect(mara.locator("#subject").get_by_text("You wrote")).to_have_count(0)
    odile = house.open_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    odile.goto(link)
    promised = odile.get_by_role("region", name="What we promised you")
    expect(promised.get_by_text("Moved to another time.")).to_be_visible()
    expect(promised.get_by_text(REASON)).to_be_visible()
    expect(promised.get_by_text("Call about the gauze")).to_have_count(2)


def she_is_warned(mara: Page) -> None:
    expect(mara.get_by_role("link", name="Notices")).to_contain_text("1")
    mara.keyboard.press("g")
    mara.keyboard.press("t")
    owed = mara.get_by_role("row").filter(has_text="Call about the gauze")
    expect(owed).to_be_visible()
    check_accessible(mara)
    owed.get_by_role("link").first.focus()
    mara.keyboard.press("Enter")
    expect(mara.locator("#subject").get_by_text("“Call about the gauze”")).to_be_visible()


def she_reads_what_happened_to_it(mara: Page) -> None:
    mara.locator("#subject").get_by_role("link", name="“Call about the gauze”").focus()
    mara.keyboard.press("Enter")
    happened = mara.get_by_role("region", name="What happened to it")
    expect(happened).to_contain_text("Warned: “Call about the gauze”")
    check_accessible(mara)
    mara.keyboard.press("Escape")
    expect(happened).to_have_count(0)


def she_tells_of_another_time(mara: Page) -> None:
    keys = mara.keyboard
    keys.press("d")
    expect(mara.get_by_label("By when")).to_be_focused()
    keys.type("in 3 weeks")
    keys.press("Tab")
    expect(mara.get_by_label("Because")).to_be_focused()
    keys.type(REASON)
    keys.press("Enter")
    expect(mara.get_by_label("The customer reads this")).to_contain_text(REASON)
    expect(mara.get_by_label("The customer reads this")).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    expect(mara.locator("#subject").get_by_text("1 renegotiated")).to_be_visible()
