"""A call and a visit are logged on a phone."""

from playwright.sync_api import expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, open_conversation

SUBJECT = "Where does the needle go?"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_a_call_is_logged_on_a_phone_and_taken_back(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "The leaflet does not say.")
    mara = house.sign_in("mara", **PHONE)
    open_conversation(mara, SUBJECT)
    mara.get_by_label("More to do").click()
    mara.get_by_role("link", name="Log a call or visit").last.click()
    mara.get_by_label("What was said, in their words").fill("Which leg, she asks.")
    mara.get_by_label("What came of it").fill("Either one.")
    mara.get_by_text("It is their turn").click()
    check_accessible(mara)
    mara.get_by_role("button", name="Log", exact=True).click()
    spoken = mara.get_by_role("article").filter(has_text="They called")
    expect(spoken).to_contain_text("Either one.")
    expect(mara.locator("#subject")).to_contain_text("Their turn")

    mara.get_by_role("button", name="Undo").click()
    expect(spoken).to_have_count(0)
    expect(mara.locator("#subject")).to_contain_text("Our turn")


def test_somebody_new_at_the_counter_is_logged_on_a_phone(house: House) -> None:
    mara = house.sign_in("mara", **PHONE)
    mara.goto("/conversations/new")
    mara.get_by_label("Name, address or telephone").fill("Ida Brandt")
    expect(mara.get_by_label("Name", exact=True)).to_have_value("Ida Brandt")
    mara.get_by_text("In person", exact=True).click()
    mara.get_by_label("What was said, in their words").fill("She came for the needles.")
    check_accessible(mara)
    mara.get_by_role("button", name="Log", exact=True).click()
    expect(mara.get_by_role("heading", level=1, name="She came for the needles.")).to_be_visible()
    expect(mara.get_by_role("article").filter(has_text="They came")).to_be_visible()
