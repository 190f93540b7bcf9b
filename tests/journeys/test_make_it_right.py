"""Put right by keyboard: on one's own word in few keys, taken back, and asked for above what one may give."""

from playwright.sync_api import Page, expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, editor, open_conversation

SUBJECT = "The dressings did not come"
AUTHORITIES = """
from goodword.accounts.models import Agent
from goodword.core.actor import Actor
from goodword.recovery.actions.authorities import Grant, create_authority

by = Actor.agent(Agent.objects.get(role="owner").pk)
create_authority(Grant(name="Agents", role="agent", currency="USD", limit_minor=5000, budget_minor=50000), by=by)
create_authority(Grant(name="Leads", role="lead", currency="USD", limit_minor=20000), by=by)
"""


def test_a_matter_is_put_right(house: House) -> None:
    house.desk.python(AUTHORITIES)
    house.customer("Odile").write(house.mailbox, SUBJECT, "I waited in all Friday.")
    page = house.sign_in("mara")
    open_conversation(page, SUBJECT)

    it_is_given_in_five_keys(page)
    its_words_go_into_the_reply(page)
    it_is_taken_back(page)

    more_is_asked_for(page)
    lead = house.sign_in("tess")
    it_is_approved_on_today(lead)
    expect(page.locator("#thread").get_by_text("made it right: Credit, $75.00")).to_be_visible()

    more_is_asked_for(page)
    it_is_declined_with_a_reason(lead)
    the_asker_reads_why(page)
    house.problems[:] = [one for one in house.problems if "422" not in one]
    assert house.problems == []


def it_is_given_in_five_keys(page: Page) -> None:
    keys = page.keyboard
    keys.press("$")
    expect(page.locator(".remedy-form")).to_be_visible()
    expect(page.get_by_role("radio", name="Apology")).to_be_focused()
    check_accessible(page)
    for key in ("4", "2", "5", "Enter"):
        keys.press(key)
    expect(page.get_by_text("Given: Credit, $25.00.")).to_be_visible()
    expect(page.locator("#thread").get_by_text("made it right: Credit, $25.00")).to_be_visible()


def its_words_go_into_the_reply(page: Page) -> None:
    expect(page.get_by_role("button", name="Put into my reply")).to_be_focused()
    check_accessible(page)
    page.keyboard.press("Enter")
    expect(editor(page, "Your reply")).to_contain_text("You will have a credit")


def it_is_taken_back(page: Page) -> None:
    page.get_by_role("heading", level=1, name=SUBJECT).click()
    page.keyboard.press("Control+z")
    expect(page.locator("#thread").get_by_text("took back what was given")).to_be_visible()


def more_is_asked_for(page: Page) -> None:
    keys = page.keyboard
    keys.press("$")
    expect(page.get_by_role("radio", name="Apology")).to_be_focused()
    for key in ("4", "7", "5", "Enter"):
        keys.press(key)
    expect(page.get_by_text("You may give $50.00 of this without asking")).to_be_visible()
    expect(page.get_by_label("Words for Tess")).to_be_focused()
    check_accessible(page)
    keys.type("She waited twice")
    keys.press("Enter")
    expect(page.get_by_text("is asked, and owes an answer by")).to_be_visible()


def it_is_approved_on_today(page: Page) -> None:
    page.goto("/today")
    expect(page.get_by_text("She waited twice")).to_be_visible()
    check_accessible(page)
    page.keyboard.press("Shift+Y")
    expect(page.get_by_text("Approved. Mara Lindqvist hears of it.")).to_be_visible()
    expect(page.get_by_text("She waited twice")).to_have_count(0)


def it_is_declined_with_a_reason(page: Page) -> None:
    page.goto("/today")
    expect(page.get_by_text("She waited twice")).to_be_visible()
    page.keyboard.press("Shift+N")
    expect(page.get_by_label("Why")).to_be_focused()
    check_accessible(page)
    page.keyboard.type("Offer a call")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Declined. Mara Lindqvist hears why.")).to_be_visible()


def the_asker_reads_why(page: Page) -> None:
    expect(page.locator("#thread").get_by_text("declined what was asked for")).to_be_visible()
    page.keyboard.press("$")
    expect(page.get_by_text("Offer a call")).to_be_visible()
    check_accessible(page)
    page.keyboard.press("Escape")
    expect(page.locator(".remedy-form")).to_have_count(0)
