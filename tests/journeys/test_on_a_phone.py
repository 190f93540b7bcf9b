"""On a phone: the keyboard on the screen hides nothing one needs, and every key has a place for a finger."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, editor, open_conversation, row

SUBJECT = "Where does the needle go?"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SHOWN = 430
# Safari leaves the window as it is and lays the keyboard over it.
LAY_KEYBOARD = f"""() => {{
    Object.defineProperty(visualViewport, "height", {{ configurable: true, get: () => {SHOWN} }})
    visualViewport.dispatchEvent(new Event("resize"))
}}"""
TAKE_KEYBOARD = """() => {
    delete visualViewport.height
    visualViewport.dispatchEvent(new Event("resize"))
}"""


def expect_above(page: Page, bottom: int) -> None:
    page.wait_for_function(
        "bottom => document.querySelector('.composer').getBoundingClientRect().bottom <= bottom", arg=bottom
    )
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_in_viewport(ratio=1)


def test_what_one_writes_stays_above_the_keyboard(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "The leaflet does not say. " * 30)
    mara = house.sign_in("mara", **PHONE)
    open_conversation(mara, SUBJECT)
    editor(mara, "Your reply").tap()

    mara.set_viewport_size({"width": 390, "height": SHOWN})
    editor(mara, "Your reply").press_sequentially("In the thigh.")
    expect_above(mara, SHOWN)
    mara.set_viewport_size({"width": 390, "height": 844})

    mara.evaluate(LAY_KEYBOARD)
    expect_above(mara, SHOWN)
    expect(mara.get_by_role("navigation", name="Goodword, short")).to_be_hidden()
    mara.evaluate(TAKE_KEYBOARD)
    expect(mara.get_by_role("navigation", name="Goodword, short")).to_be_visible()


def test_what_is_done_seldom_is_behind_a_button(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "The leaflet does not say.")
    mara = house.sign_in("mara", **PHONE)
    expect(mara.locator(".list-views").get_by_label("Log a call or visit").locator("svg")).to_be_visible()
    open_conversation(mara, SUBJECT)
    mara.get_by_label("More to do").tap()
    check_accessible(mara)
    mara.get_by_role("button", name="Mark as unread").tap()
    expect(mara.get_by_text("is unread again")).to_be_visible()
    expect(row(mara, SUBJECT)).to_have_class(re.compile("is-unread"))


OWED = """
from datetime import timedelta

from goodword.accounts.models import Agent
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.promises.actions.giving import Word, give_promise

by = Actor.agent(Agent.objects.get(name__startswith="Mara").pk)
for hours in range(2, 8):
    word = Word(ours=f"Look after {hours} hours whether she has them", due=now() + timedelta(hours=hours))
    give_promise(Conversation.objects.get().pk, word, by=by)
"""


def test_a_form_that_opens_below_what_is_owed_comes_into_sight(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "The leaflet does not say.")
    mara = house.sign_in("mara", **PHONE)
    open_conversation(mara, SUBJECT)
    house.desk.python(OWED)
    mara.reload()
    mara.get_by_text("5 more are owed").tap()
    expect(mara.locator("#choices")).not_to_be_in_viewport()

    mara.get_by_label("More to do").tap()
    mara.locator(".menu-list").get_by_text("Make it right").tap()
    expect(mara.locator(".remedy-form")).to_be_in_viewport()
    expect(mara.get_by_role("radio", name="Apology")).to_be_in_viewport()
