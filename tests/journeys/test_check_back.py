"""A complaint is put right; Odile is asked how it was, says so without scripts, and Mara owes her a word."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, open_conversation, row

SUBJECT = "The dressings did not come"
WORDS = "It came, but nobody said sorry."
PUT_RIGHT = """
from goodword.accounts.models import Agent
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.conversations.choices import Says
from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.actions.replying import send_reply
from goodword.listening.actions import asking
from goodword.listening.actions.settings import change_check_back
from goodword.recovery.actions.assessing import Assessment, assess_complaint
from goodword.recovery.actions.closing_complaints import close_complaint
from goodword.recovery.actions.complaining import mark_complaint
from goodword.recovery.actions.correcting import fix_for_person, no_change
from goodword.recovery.check_back_subscribers import check_back
from goodword.recovery.complaint_choices import Result, Severity

olive, mara = (Actor.agent(Agent.objects.get(email=f"{name}@wrenfield.test").pk) for name in ("olive", "mara"))
change_check_back(by=olive, is_on=True, delay_hours=24, cooldown_days=30, limit_days=90)
matter = Conversation.objects.get()
complaint = mark_complaint(matter.messages.get().pk, by=mara)
assign_conversation(matter.pk, to=mara.id, by=mara)
send_reply(matter.pk, by=mara, html="<p>New ones come today.</p>", says=Says.SOLVES)
assess_complaint(matter.pk, Assessment(severity=Severity.LOW), by=mara)
fix_for_person(matter.pk, "Brought new dressings.", by=mara)
no_change(matter.pk, "It was one driver, once.", by=mara)
close_complaint(matter.pk, by=mara, result=Result.REMEDIED)
asking.is_reached_from_outside = lambda: True
check_back.call(complaint_id=complaint.pk)
"""


def test_asked_answered_and_owed_a_word(house: House) -> None:
    customer = house.customer("Odile")
    customer.write(house.mailbox, SUBJECT, "I waited in all Friday. Nobody called.")
    mara = house.sign_in("mara")
    expect(row(mara, SUBJECT)).to_be_visible()
    house.desk.python(PUT_RIGHT)
    letters = [customer.received(count) for count in (1, 2)]
    text = "".join(str(one.get_content()) for letter in letters for one in letter.walk() if not one.is_multipart())
    (path, *_others) = re.findall(r"/check-back/[\w~-]+", text)

    it_fits_a_small_screen(house, path)
    she_says_how_it_was(house, path)

    open_conversation(mara, SUBJECT)
    expect(mara.get_by_role("region", name="How it was for them")).to_contain_text(WORDS)
    expect(mara.locator("#subject").get_by_text("Get in touch about their answer")).to_be_visible()
    check_accessible(mara)


def it_fits_a_small_screen(house: House, path: str) -> None:
    page = house.open_page(viewport={"width": 320, "height": 700}, bypass_csp=True)
    page.goto(path)
    check_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()


def she_says_how_it_was(house: House, path: str) -> Page:
    odile = house.open_page(java_script_enabled=False, viewport={"width": 320, "height": 700})
    odile.goto(path)
    odile.get_by_role("group", name="I felt heard.").get_by_label("Rather not").check()
    odile.get_by_label("In your own words").fill(WORDS)
    odile.get_by_role("button", name="Send my answer").click()
    expect(odile.get_by_text("One of us gets in touch with you by")).to_be_visible()
    return odile
