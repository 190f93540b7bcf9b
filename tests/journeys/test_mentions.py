"""A colleague is named in a note, is told, and keeps what she read for later."""

from playwright.sync_api import Page, expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, editor, open_conversation, row

SUBJECT = "Where does the needle go?"


def test_a_colleague_is_named_by_keys_and_sees_it_at_once(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "The leaflet does not say.")
    mara, tess = house.sign_in("mara"), house.sign_in("tess")
    open_conversation(mara, SUBJECT)
    with tess.expect_response("**/seen*"):
        open_conversation(tess, SUBJECT)

    mara.get_by_role("heading", level=1).click()
    mara.keyboard.press("n")
    note = editor(mara, "Your note")
    expect(note).to_be_focused()
    note.press_sequentially("@te")
    expect(mara.get_by_role("option", name="Tess Whitcombe")).to_have_attribute("aria-selected", "true")
    check_accessible(mara)
    mara.keyboard.press("Enter")
    expect(note.locator("[data-mention]")).to_have_text("@Tess Whitcombe")
    mara.keyboard.type("can you call her?")
    with tess.expect_response("**/seen*"):
        mara.keyboard.press("Control+Enter")
    expect(tess.locator(".note .mention.is-mine")).to_have_text("@Tess Whitcombe")
    put_off_and_take_up(tess)


def put_off_and_take_up(tess: Page) -> None:
    """Marked as unread by its key, it is unread in a list that is loaded anew, and opens at what was put off."""
    tess.get_by_role("heading", level=1).click()
    tess.keyboard.press("Shift+U")
    expect(tess.get_by_text("is unread again.")).to_be_visible()
    tess.goto("/inbox")
    expect(row(tess, SUBJECT)).to_have_class("row is-unread")
    open_conversation(tess, SUBJECT)
    expect(tess.locator("#new-line")).to_be_visible()
    expect(row(tess, SUBJECT)).not_to_have_class("row is-unread")
