"""A lead watches what is open: a complaint comes and another is answered, and the keyboard stays where it was."""

from playwright.sync_api import expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House

FIRST, SECOND = "I waited in all Friday", "The gauze was torn"

_COMPLAINS = """
from datetime import timedelta
from goodword.accounts.models import Agent
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.arrivals import Arrival
from goodword.conversations.choices import Channel
from goodword.conversations.models import Mailbox
from goodword.core.actor import Actor
from goodword.core.clock import now, travelled_to
from goodword.people.actions.recognizing import recognize_customer
from goodword.recovery.actions.complaining import mark_complaint

mara = Actor.agent(Agent.objects.get(name="Mara Lindqvist").pk)
with travelled_to(now() - timedelta(hours={hours})):
    writer = recognize_customer(address="c{hours}@customers.test", name="Customer {hours}")
    message = receive_message(Arrival(
        channel=Channel.EMAIL, mailbox_id=Mailbox.objects.get().pk, customer_id=writer.pk, conversation_id=None,
        sender_name=writer.name, sender_address="c{hours}@customers.test", subject="{words}", text="{words}.", at=now(),
    ))
    mark_complaint(message.pk, by=mara)
"""
_ANSWERED = """
from goodword.accounts.models import Agent
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import Says
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor

number = Conversation.objects.get(subject="{words}").pk
mara = Actor.agent(Agent.objects.get(name="Mara Lindqvist").pk)
send_reply(number, by=mara, html="<p>New ones come today.</p>", says=Says.SOLVES)
"""


def test_what_is_open_renews_itself(house: House) -> None:
    house.desk.python(_COMPLAINS.format(hours=2, words=FIRST))
    page = house.sign_in("tess")
    page.goto("/insight/complaints")
    rows = page.get_by_role("grid", name="Open now").get_by_role("row")
    ours = rows.filter(has_text=FIRST).get_by_role("link")
    ours.focus()

    house.desk.python(_COMPLAINS.format(hours=9, words=SECOND))
    expect(rows.first).to_contain_text(SECOND)
    expect(rows).to_have_count(2)
    expect(ours).to_be_focused()
    check_accessible(page)

    house.desk.python(_ANSWERED.format(words=SECOND))
    expect(rows.last).to_contain_text("A solution was told", timeout=15_000)
    expect(ours).to_be_focused()
