"""Every main page, as the owner sees it: axe finds nothing, one heading leads, and nothing sticks out when narrow."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, open_conversation, row

SUBJECT = "The dressings did not come"
DOORS = ("/sign-in", "/sign-in/code", "/sign-in/password")
PAGES = (
    "/search", "/search?q=the",
    "/inbox", "/inbox?box=mine", "/inbox?state=closed", "/inbox?state=snoozed", "/inbox?box=spam", "/settings/tags",
    "/settings/tags/new", "/mailroom", "/notifications", "/settings/urgent-wording",
    "/settings/urgent-wording/line?language=en&line=heart+attack", "/settings/organization", "/settings/agents",
    "/settings/agents/invitations", "/settings/agents/2", "/settings/teams", "/settings/teams/1",
    "/settings/mailboxes", "/settings/mailboxes/new", "/settings/mailboxes/1", "/settings/mailboxes/1/connection",
    "/settings/mailboxes/1/reconciliation", "/settings/mailboxes/1/folders", "/settings/mailboxes/1/history",
    "/settings/mailboxes/1/acknowledgement", "/settings/mailboxes/1/alerted", "/settings/mailboxes/1/reply-addresses",
    "/settings/mailboxes/providers", "/settings/mailboxes/providers/new/microsoft", "/settings/domains", "/settings/me",
    "/settings/mailboxes/1/sending", "/settings/preferences", "/settings/keys", "/settings/me/signature",
    "/settings/notices", "/settings/sessions", "/settings/sign-in",
)  # fmt: skip


def check_page(page: Page) -> None:
    check_accessible(page)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    wide = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    page.set_viewport_size(wide or {"width": 1280, "height": 720})


def test_every_page_of_the_desk(house: House) -> None:
    stranger, olive = house.open_page(), house.sign_in("olive")
    for page, paths in ((stranger, DOORS), (olive, PAGES)):
        for path in paths:
            page.goto(path)
            check_page(page)


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
