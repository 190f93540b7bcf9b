"""A whole morning without a mouse."""

from playwright.sync_api import Route, expect

from tests.cast import PASSWORD
from tests.journeys.axe import check_accessible
from tests.journeys.house import House, editor, open_conversation


def test_answering_by_keyboard_alone(house: House) -> None:
    odile, page = house.customer("Odile"), house.open_page()
    odile.write(house.mailbox, "The dressings did not come", "I waited in all Friday.")
    keys = page.keyboard
    page.goto("/")
    check_accessible(page)
    for words, key in (("mara@wrenfield.test", "Tab"), (PASSWORD, "Enter")):
        keys.type(words)
        keys.press(key)
    page.wait_for_url("**/today*")
    keys.type("gi")
    expect(page.get_by_role("row")).to_have_count(1)

    keys.press("j")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="The dressings did not come")).to_be_visible()
    keys.press("i")
    expect(page.get_by_text("You have it", exact=True)).to_be_visible()
    keys.press("r")
    expect(editor(page, "Your reply")).to_be_focused()
    keys.type("They come tomorrow at two.")
    keys.press("Control+Shift+Enter")

    expect(page.get_by_role("row")).to_have_count(0)
    assert "They come tomorrow at two." in odile.received().get_body(("plain",)).get_content()


def test_what_is_typed_ahead_waits_for_its_field(house: House) -> None:
    house.customer("Odile").write(house.mailbox, "The dressings did not come", "I waited in all Friday.")
    page = house.sign_in("mara")
    open_conversation(page, "The dressings did not come")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    for opened in ("**/tags*", "**/composer/note*"):
        page.route(opened, hold)

    for key, typed in (("t", "vip"), ("n", "Is it her? Call")):
        with page.expect_request(lambda request: request.url.partition("?")[0].endswith(("/tags", "/composer/note"))):
            page.keyboard.press(key)
        page.keyboard.type(typed)
        held.pop().continue_()
        if key == "t":
            expect(page.get_by_role("combobox", name="Type a tag")).to_have_value(typed)
            page.keyboard.press("Escape")
            expect(page.get_by_role("combobox", name="Type a tag")).to_be_hidden()
    expect(editor(page, "Your note")).to_have_text("Is it her? Call")
    expect(page.get_by_text("Nobody has it yet")).to_be_visible()


def test_the_help_sheet_names_every_key_of_the_page(house: House) -> None:
    house.customer("Odile").write(house.mailbox, "The dressings did not come", "I waited in all Friday.")
    page = house.sign_in("mara")
    open_conversation(page, "The dressings did not come")

    page.keyboard.press("?")

    sheet = page.get_by_role("dialog", name="Keys")
    for key in ("Reply", "Note", "Assign", "I take it", "Close and next", "Next conversation"):
        expect(sheet.get_by_text(key, exact=False).first).to_be_visible()
    check_accessible(page)
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def test_a_key_of_ones_own(house: House) -> None:
    page = house.sign_in("mara")
    page.goto("/settings/keys")
    inbox = page.get_by_role("textbox", name="Go to the inbox")
    page.get_by_role("textbox", name="Assign").press("r")
    expect(page.get_by_text("Reply has this key.")).to_be_visible()
    check_accessible(page)
    page.get_by_role("textbox", name="Assign").press("Backspace")
    inbox.press("g")
    inbox.press("b")
    expect(inbox).to_have_value("g b")
    inbox.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()

    page.keyboard.press("Escape")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.wait_for_url("**/inbox")
