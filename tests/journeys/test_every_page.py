"""Every page, as the owner sees it: axe finds nothing, one heading leads, hands, eyes and screen readers can use it."""

import re

from playwright.sync_api import Page, expect

from tests.cast import PASSWORD
from tests.journeys.axe import check_accessible
from tests.journeys.house import House, open_conversation, row
from tests.journeys.pages import AFTER_THE_PASSWORD, DOORS, PAGES
from tests.journeys.usable import check_usable

SUBJECT = "The dressings did not come"
_SEED = """
from goodword.conversations.actions.tags import create_tag
from goodword.core.actor import SYSTEM
from goodword.people.actions.companies import create_company
from goodword.people.actions.recognizing import recognize_customer
create_company(by=SYSTEM, name="Wren Pharmacy")
create_tag(by=SYSTEM, name="Delivery")
recognize_customer(address="odile@customers.test", name="Odile")
"""
_SECOND_STEP = """
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from goodword.accounts.models import Agent
tess = Agent.objects.get(email="tess@wrenfield.test")
TOTP.activate(tess, generate_totp_secret())
print(*RecoveryCodes.activate(tess).get_unused_codes())
"""


def check_page(page: Page) -> None:
    check_accessible(page)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    check_usable(page)


def walk(page: Page, paths: tuple[str, ...]) -> None:
    for path in paths:
        answer = page.goto(path)
        assert answer, path
        assert answer.status == 200, path
        check_page(page)


def test_every_page_of_the_desk(house: House) -> None:
    house.desk.python(_SEED)
    walk(house.open_page(), DOORS)
    olive = house.sign_in("olive")
    walk(olive, PAGES)
    olive.goto(AFTER_THE_PASSWORD[0])
    check_page(olive)
    olive.get_by_label("Password").fill(PASSWORD)
    olive.keyboard.press("Enter")
    olive.wait_for_url(f"**{AFTER_THE_PASSWORD[0]}")
    walk(olive, AFTER_THE_PASSWORD)


def test_the_second_step_at_the_door(house: House) -> None:
    codes = house.desk.python(_SECOND_STEP).split()
    tess = house.open_page(viewport={"width": 390, "height": 844}, has_touch=True)
    tess.goto("/")
    tess.get_by_label("mail", exact=False).first.fill("tess@wrenfield.test")
    tess.get_by_label("Password").fill(PASSWORD)
    tess.keyboard.press("Enter")
    tess.wait_for_url("**/second-step*")
    check_page(tess)
    tess.get_by_label("Code").fill(codes[0])
    tess.keyboard.press("Enter")
    tess.wait_for_url("**/today*")
    tess.goto("/settings/sign-in")
    check_page(tess)


def test_a_conversation_and_what_opens_in_it(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "I waited in all Friday. " + "x" * 300)
    for width in (1440, 390):
        olive = house.sign_in("olive", viewport={"width": width, "height": 900})
        expect(row(olive, SUBJECT)).to_have_accessible_name(re.compile(r"waiting \d min"))
        open_conversation(olive, SUBJECT)
        check_page(olive)
        check_what_opens(olive)


def check_what_opens(page: Page) -> None:
    for key, opened in (
        ("a", "Who should have it?"),
        ("v", "Which team should have it?"),
        ("t", "Which tags fit?"),
        ("p", "How soon does it want to be looked at?"),
        ("z", "Until when?"),
        ("?", "Keys on this page"),
    ):
        page.keyboard.press(key)
        expect(page.get_by_text(opened).last).to_be_visible()
        check_accessible(page)
        page.keyboard.press("Escape")
        expect(page.get_by_text(opened).last).to_be_hidden()
    page.keyboard.press("n")
    expect(page.get_by_role("textbox", name="Your note")).to_be_focused()
    check_accessible(page)
