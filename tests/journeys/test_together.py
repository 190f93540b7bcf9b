"""Two people at one desk: each sees what the other does."""

from playwright.sync_api import expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, editor, open_conversation, row

SUBJECT = "Where does the needle go?"


def test_two_at_one_conversation_see_each_other_write(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "The leaflet does not say.")
    mara, tess = house.sign_in("mara"), house.sign_in("tess")
    line = row(tess, SUBJECT)
    expect(line).to_have_class("row is-unread")

    open_conversation(mara, SUBJECT)
    expect(row(mara, SUBJECT)).not_to_have_class("row is-unread")
    expect(line.locator(".row-company .avatar")).to_have_text("ML")
    expect(line).to_have_class("row is-unread")

    open_conversation(tess, SUBJECT)
    expect(tess.locator("#company")).to_contain_text("Mara Lindqvist is here")
    editor(mara, "Your reply").press_sequentially("In the thigh")
    expect(tess.locator("#company")).to_contain_text("Mara Lindqvist is writing a reply")
    check_accessible(tess)
    mara.close()
    expect(tess.locator("#company")).to_be_empty()


def test_a_reply_that_was_begun_is_read_as_it_grows_and_gone_on_with(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "The leaflet does not say.")
    mara, tess = house.sign_in("mara"), house.sign_in("tess")
    open_conversation(mara, SUBJECT)
    open_conversation(tess, SUBJECT)
    editor(mara, "Your reply").press_sequentially("In the thigh")
    draft = tess.locator("#drafts .draft")
    expect(draft).to_contain_text("Draft by Mara Lindqvist")
    draft.locator("summary").click()
    expect(draft).to_contain_text("In the thigh")
    editor(mara, "Your reply").press_sequentially(", a hand above the knee.")
    expect(draft).to_contain_text("In the thigh, a hand above the knee.")
    check_accessible(tess)

    draft.get_by_role("button", name="Go on with it").click()
    expect(editor(tess, "Your reply")).to_contain_text("In the thigh, a hand above the knee.")
    expect(mara.locator("#thread")).to_contain_text("Tess Whitcombe went on with the draft of Mara Lindqvist")
    expect(mara.locator("#drafts")).to_contain_text("Draft by Tess Whitcombe")


def test_what_was_fetched_ahead_is_let_go_by_news(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "The leaflet does not say.")
    mara, tess = house.sign_in("mara"), house.sign_in("tess")
    open_conversation(tess, SUBJECT)
    link = row(mara, SUBJECT).get_by_role("link")
    with mara.expect_response("**/conversations/*"):
        link.hover()
    tess.keyboard.press("i")
    expect(row(mara, SUBJECT).get_by_text("Tess Whitcombe has it")).to_be_attached()

    with mara.expect_request("**/conversations/*"):
        link.click()
    expect(mara.locator("#subject")).to_contain_text("Tess Whitcombe has it")
