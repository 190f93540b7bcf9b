"""By keyboard, keys counted: put right in five, confirmed by the customer; above it approved, paid and told."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.house import House, editor, open_conversation
from tests.journeys.test_complaints import SUBJECT, WORDS, it_is_marked, page_of_odile
from tests.journeys.test_make_it_right import AUTHORITIES, it_is_approved_on_today, more_is_asked_for


def test_heard_put_right_and_confirmed_by_link(house: House) -> None:
    house.desk.python(AUTHORITIES)
    house.customer("Odile").write(house.mailbox, SUBJECT, WORDS)
    mara = house.sign_in("mara")
    open_conversation(mara, SUBJECT)
    it_is_marked(mara)
    odile = page_of_odile(house, mara)
    mara.keyboard.press("Escape")

    assert keys_of(mara, credit_is_given) <= 5
    its_words_are_sent(mara)

    odile.reload()
    expect(odile.get_by_role("region", name="To put it right")).to_contain_text("A credit of $25.00")
    expect(odile.get_by_text("On its way")).to_be_visible()
    odile.get_by_role("button", name="Yes, it is solved").press("Enter")
    expect(odile.get_by_text("Thank you for telling us.")).to_be_visible()
    assert house.problems == []


def test_above_ones_authority_approved_paid_and_told(house: House) -> None:
    house.desk.python(AUTHORITIES)
    house.customer("Odile").write(house.mailbox, SUBJECT, WORDS)
    mara, tess = house.sign_in("mara"), house.sign_in("tess")
    open_conversation(mara, SUBJECT)
    odile = page_of_odile(house, mara)

    more_is_asked_for(mara)
    odile.reload()
    expect(odile.get_by_role("region", name="To put it right")).to_have_count(0)
    it_is_approved_on_today(tess)
    odile.reload()
    expect(odile.get_by_text("On its way")).to_be_visible()

    it_is_paid(tess)
    expect(mara.locator("#thread").get_by_text("What was given is paid or sent")).to_be_visible()
    odile.reload()
    expect(odile.get_by_text("Credited on")).to_be_visible()
    house.problems[:] = [one for one in house.problems if "422" not in one]


def keys_of(page: Page, act: Callable[[Page], None]) -> int:
    """How many keys are pressed."""
    keyboard: Any = page.keyboard
    press, pressed = keyboard.press, 0

    def counted(*args: Any, **options: Any) -> None:
        nonlocal pressed
        pressed += 1
        press(*args, **options)

    keyboard.press = counted
    act(page)
    keyboard.press = press
    return pressed


def credit_is_given(mara: Page) -> None:
    mara.keyboard.press("$")
    expect(mara.get_by_role("radio", name="Apology")).to_be_focused()
    for key in ("4", "2", "5", "Enter"):
        mara.keyboard.press(key)
    expect(mara.get_by_text("Given: Credit, $25.00.")).to_be_visible()


def its_words_are_sent(mara: Page) -> None:
    expect(mara.get_by_role("button", name="Put into my reply")).to_be_focused()
    mara.keyboard.press("Enter")
    expect(editor(mara, "Your reply")).to_contain_text("You will have a credit")
    mara.keyboard.press("ControlOrMeta+Enter")
    expect(mara.locator("#thread").get_by_text("You will have a credit")).to_be_visible()


def it_is_paid(tess: Page) -> None:
    tess.goto("/payouts")
    box = tess.get_by_role("checkbox", name="Credit")
    box.focus()
    tess.keyboard.press("Space")
    tess.get_by_label("Reference").focus()
    tess.keyboard.type("Voucher 12")
    tess.keyboard.press("Enter")
    expect(tess.get_by_text("Nothing waits to be paid")).to_be_visible()
