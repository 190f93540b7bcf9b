"""Three browsers at one conversation: what one does the others see, and nobody loses what is under their hands."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.house import House, editor, open_conversation, row

SUBJECT = "The dressings did not come"
Writing = Callable[[str], object]
_ADDRESS = """
from goodword.people.models import Customer
print(f"/people/{Customer.objects.get().pk}")
"""
_NOTE = """
from goodword.accounts.models import Agent
from goodword.core.actor import Actor
from goodword.people.actions.mattering import write_person_note
from goodword.people.models import Customer
by = Actor.agent(Agent.objects.get(email="tess@wrenfield.test").pk)
write_person_note(Customer.objects.get().pk, by=by, text="Knock twice.", consent="agreed")
"""


@pytest.fixture
def three(house: House) -> tuple[Page, Page, Page]:
    """Mara, Tess and Olive, each in a browser of their own."""
    return house.sign_in("mara"), house.sign_in("tess"), house.sign_in("olive")


@pytest.fixture
def writes_again(house: House, three: tuple[Page, Page, Page]) -> Writing:
    """Odile wrote, and all three have her letter open; with this she writes once more."""
    odile, first = house.customer("Odile"), EmailMessage()
    first["Message-ID"] = odile.write(house.mailbox, SUBJECT, "I waited in all Friday.")
    for page in three:
        open_conversation(page, SUBJECT)
        expect(page.locator("#subject")).to_contain_text("Nobody has it yet")
    return lambda words: odile.write(house.mailbox, f"Re: {SUBJECT}", words, answers=first)


def expect_letter(page: Page, words: str) -> None:
    expect(page.get_by_role("article").filter(has_text=words)).to_be_visible()


def test_all_see_what_one_does_and_whoever_was_away_catches_up(
    house: House, three: tuple[Page, Page, Page], writes_again: Writing
) -> None:
    mara, tess, olive = three
    writes_again("They came on Saturday.")
    for page in three:
        expect_letter(page, "They came on Saturday.")

    tess.context.set_offline(True)
    expect(tess.locator("#toasts")).to_contain_text("Not connected.")
    mara.get_by_role("button", name="I take it").click()
    expect(mara.locator("#subject")).to_contain_text("You have it")
    expect(olive.locator("#subject")).to_contain_text("Mara Lindqvist has it")
    writes_again("Two of them are torn.")
    expect_letter(olive, "Two of them are torn.")
    expect(tess.locator("#subject")).to_contain_text("Nobody has it yet")

    tess.context.set_offline(False)
    expect(tess.locator("#subject")).to_contain_text("Mara Lindqvist has it")
    expect_letter(tess, "Two of them are torn.")
    expect(tess.locator("#toasts")).not_to_contain_text("Not connected.")
    house.problems[:] = [one for one in house.problems if "net::ERR_" not in one and "Failed to fetch" not in one]


def test_what_is_under_the_hands_outlives_what_comes_in(three: tuple[Page, Page, Page], writes_again: Writing) -> None:
    mara, tess, olive = three
    editor(mara, "Your reply").press_sequentially("A new box leaves")
    olive.locator("#composer-later summary").click()
    tess.get_by_role("link", name="Assign", exact=True).click()
    asked = tess.get_by_role("combobox", name="Type a name")
    asked.press_sequentially("oli")
    expect(tess.get_by_role("option")).to_have_count(1)

    writes_again("Two of them are torn.")
    for page in three:
        expect_letter(page, "Two of them are torn.")
    expect(asked).to_have_value("oli")
    expect(asked).to_be_focused()
    asked.press("Enter")
    for page in (mara, tess):
        expect(page.locator("#subject")).to_contain_text("Olive Wren has it")
    expect(olive.locator("#subject")).to_contain_text("You have it")
    expect(olive.locator("#composer-later fieldset")).to_be_visible()
    expect(editor(mara, "Your reply")).to_be_focused()
    mara.keyboard.type(" today.")
    expect(editor(mara, "Your reply")).to_have_text("A new box leaves today.")


def test_a_part_that_cannot_be_put_in_once_is_asked_for_again(house: House) -> None:
    mara = house.sign_in("mara")
    mara.evaluate("""() => {
        const swap = htmx.swap
        htmx.swap = () => {
            Object.assign(htmx, { swap })
            document.documentElement.dataset.failed = "once"
            throw new Error("this once")
        }
    }""")
    house.customer("Odile").write(house.mailbox, SUBJECT, "I waited in all Friday.")

    expect(mara.locator("html")).to_have_attribute("data-failed", "once")
    expect(row(mara, SUBJECT)).to_be_visible()


def test_a_person_whose_record_changes_elsewhere_is_there_once(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "I waited in all Friday.")
    mara = house.sign_in("mara")
    expect(row(mara, SUBJECT)).to_be_visible()
    mara.goto(house.desk.python(_ADDRESS).strip())

    house.desk.python(_NOTE)

    expect(mara.locator("#record")).to_contain_text("Knock twice")
    expect(mara.locator("#record")).to_have_count(1)
