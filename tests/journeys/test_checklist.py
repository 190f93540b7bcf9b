"""By keyboard: a reply is written by a checklist, which a reload keeps; and a no is answered before it leaves."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, editor, open_conversation

SUBJECT = "The dressings did not come"
NO = {"en": "We cannot do that.", "es": "No podemos hacerlo."}
INSTEAD = {"en": " What I can do is send others.", "es": " Lo que sí puedo es mandar otras."}


def test_a_reply_by_a_checklist_and_a_no_that_is_answered(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "I waited in all Friday.")
    page = house.sign_in("mara")
    open_conversation(page, SUBJECT)
    page.keyboard.press("r")
    expect(editor(page, "Your reply")).to_be_focused()
    a_checklist_is_chosen(page)
    what_is_ticked_stays(page)
    for language in NO:
        a_no_is_noticed_and_answered(page, language)
    a_no_that_is_meant_stays_unsaid(page)
    one_writes_without_again(page)
    it_can_be_chosen_without_a_script(page)
    assert house.problems == []


def a_checklist_is_chosen(page: Page) -> None:
    page.keyboard.type("I am sorry that you waited.")
    page.locator("#composer-checklists > summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("HEARD"))).to_be_visible()
    check_accessible(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name=re.compile("Hear "))).to_be_focused()
    check_accessible(page)


def what_is_ticked_stays(page: Page) -> None:
    page.keyboard.press("Space")
    expect(page.get_by_text("Draft saved")).to_be_visible()
    page.reload()
    expect(page.get_by_role("checkbox", name=re.compile("Hear "))).to_be_checked()
    expect(page.get_by_role("checkbox", name=re.compile("Resolve"))).not_to_be_checked()


def a_no_is_noticed_and_answered(page: Page, language: str) -> None:
    writing, note = editor(page, "Your reply"), page.locator("#no-noticed")
    writing.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(NO[language])
    expect(note).to_contain_text(NO[language].rstrip("."))
    expect(page.locator("[data-chips-target=said]")).to_contain_text("What can you do instead, who, by when?")
    expect(writing).to_be_focused()
    check_accessible(page)
    page.keyboard.type(INSTEAD[language])
    expect(note).to_have_count(0)


def a_no_that_is_meant_stays_unsaid(page: Page) -> None:
    page.keyboard.press("Control+a")
    page.keyboard.type(NO["en"])
    expect(page.locator("#no-noticed")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#no-noticed")).to_have_count(0)
    expect(editor(page, "Your reply")).to_be_focused()
    with page.expect_response(re.compile("/drafts/reply$")):
        page.keyboard.type(" Sorry.")
    expect(page.locator("#no-noticed")).to_have_count(0)


def one_writes_without_again(page: Page) -> None:
    page.get_by_role("button", name="Write without a checklist").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(editor(page, "Your reply")).to_be_focused()


def it_can_be_chosen_without_a_script(page: Page) -> None:
    page.goto(page.url.partition("?")[0] + "/checklist")
    check_accessible(page)
    page.get_by_role("button", name="AIDET").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name=re.compile("Introduce"))).to_be_visible()
