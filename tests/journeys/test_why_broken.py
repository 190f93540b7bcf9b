"""A promise breaks and its lead reads why; a letter that only thanks is answered after all, by keyboard."""

from playwright.sync_api import expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, open_conversation

BROKEN, THANKED = "The gauze did not come", "The dressings came"

_HAPPENED = """
from datetime import timedelta
from django.db import transaction
from goodword.accounts.models import Agent, Team
from goodword.conversations.actions.delivery import mark_reply_sending, mark_reply_sent
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.arrivals import Arrival
from goodword.conversations.choices import Channel
from goodword.conversations.models import Mailbox
from goodword.core.actor import Actor
from goodword.core.clock import now, travelled_to
from goodword.people.actions.recognizing import recognize_customer
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.choices import Target
from goodword.promises.watcher import look_once

present = now()
mara = Actor.agent(Agent.objects.get(name="Mara Lindqvist").pk)
olive = Actor.agent(Agent.objects.get(name="Olive Wren").pk)
odile = recognize_customer(address="odile@customers.test", name="Odile Hartwell").pk

def letter(subject, text, number=None):
    return receive_message(Arrival(
        channel=Channel.EMAIL, mailbox_id=Mailbox.objects.get().pk, customer_id=odile, conversation_id=number,
        sender_name="Odile Hartwell", sender_address="odile@customers.test", subject=subject, text=text, at=now(),
    )).conversation.pk

def happens():
    with travelled_to(present - timedelta(hours=9)):
        number = letter("{broken}", "I waited in all Friday.")
        word = Word(ours="Call about the gauze", due=present - timedelta(hours=1), target=Target.CALLBACK)
        promise = give_promise(number, word, by=mara)
    for minutes in (-120, -90, -59.95):
        with travelled_to(present + timedelta(minutes=minutes)):
            look_once()
    with travelled_to(present - timedelta(minutes=40)):
        create_policy(Terms(name="All", targets={{Target.NEXT_REPLY: Term(allowed=timedelta(hours=9))}}), by=olive)
        number = letter("{thanked}", "Did they leave?")
        reply = send_reply(number, by=mara, html="<p>They are with you.</p>")
    with travelled_to(present - timedelta(minutes=30)):
        mark_reply_sending(reply.pk)
        mark_reply_sent(reply.pk)
    with travelled_to(present - timedelta(minutes=20)):
        letter("{thanked}", "Thank you very much!", number)

with transaction.atomic():  # the desk's own watcher sees it when all of it has happened
    happens()
"""


def test_broken_and_its_lead_sees_why_and_thanks_are_answered_after_all(house: House) -> None:
    house.desk.python(_HAPPENED.format(broken=BROKEN, thanked=THANKED))
    page = house.sign_in("tess")
    page.goto("/today")
    red = page.get_by_role("row").filter(has_text="Call about the gauze")
    expect(red).to_contain_text("Mara Lindqvist owes it")
    expect(red).to_contain_text("Nobody did anything here since.")
    check_accessible(page)
    red.get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#subject .promise-why")).to_contain_text("Warned")
    expect(page.locator("#thread")).to_contain_text("Broken: “Call about the gauze”")

    page.goto("/inbox")
    open_conversation(page, THANKED)
    button = page.locator("#thread").get_by_role("button", name="It wants an answer")
    expect(page.locator("#thread")).to_contain_text("Only thanks: no reply is owed.")
    check_accessible(page)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#thread")).to_contain_text("Tess Whitcombe said that it wants an answer")
    expect(page.locator("#subject").get_by_text("Next reply")).to_be_visible()
