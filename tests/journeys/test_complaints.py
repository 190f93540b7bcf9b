"""A complaint by keyboard: heard, put right and closed; declined, with the way outside; said by the customer."""

from playwright.sync_api import Page, expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, editor, open_conversation

SUBJECT = "The dressings did not come"
WORDS = "I waited in all Friday. Nobody called."


def test_heard_put_right_and_closed(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, WORDS)
    mara = house.sign_in("mara")
    open_conversation(mara, SUBJECT)
    it_is_marked(mara)
    its_reason_is_chosen(mara)
    it_is_assessed(mara)
    it_does_not_close_yet_and_says_why(mara)
    what_was_understood_is_written_down(mara)
    odile = page_of_odile(house, mara)
    she_says_that_we_understood(odile)

    the_solution_is_told(mara)
    closing_says_what_is_missing(mara)
    odile.reload()
    odile.get_by_role("button", name="Yes, it is solved").click()
    expect(odile.get_by_text("Thank you for telling us.")).to_be_visible()

    the_person_and_the_cause(mara)
    our_own_part_is_said(mara)
    it_closes(mara)
    all_three_recoveries_stand_on_a_page(mara)
    house.problems[:] = [one for one in house.problems if not {"409", "422"} & {*one.split()}]


def it_is_marked(mara: Page) -> None:
    mara.keyboard.press("Shift+C")
    expect(mara.get_by_role("button", name="Yes, it is a complaint")).to_be_focused()
    check_accessible(mara)
    mara.keyboard.press("Enter")
    expect(mara.get_by_label("Their own words")).to_contain_text(WORDS)
    expect(mara.locator("#subject").get_by_text("Complaint put right")).to_be_visible()


def its_reason_is_chosen(mara: Page) -> None:
    mara.keyboard.press("6")
    expect(mara.get_by_role("combobox", name="Type a reason")).to_be_focused()
    check_accessible(mara)
    mara.keyboard.type("late")
    mara.keyboard.press("Enter")
    expect(mara.get_by_text("Why they complain: Late or did not come", exact=True)).to_be_visible()


def it_is_assessed(mara: Page) -> None:
    mara.get_by_label("Serious").check()
    mara.get_by_label("What they seek").fill("New ones today")
    check_accessible(mara)
    mara.get_by_label("What they seek").press("Enter")
    expect(mara.locator("#subject").get_by_text("Serious")).to_be_visible()


def it_does_not_close_yet_and_says_why(mara: Page) -> None:
    mara.keyboard.press("4")
    mara.get_by_role("button", name="Put right", exact=True).press("Enter")
    expect(mara.get_by_role("alert").filter(has_text="for the person yet")).to_be_focused()
    check_accessible(mara)


def what_was_understood_is_written_down(mara: Page) -> None:
    mara.keyboard.press("2")
    field = mara.get_by_label("In our words.")
    field.fill("Nobody brought the dressings on Friday, and nobody called.")
    mara.get_by_role("button", name="Show it to them").press("Enter")
    expect(mara.get_by_text("Not answered yet")).to_be_visible()


def page_of_odile(house: House, mara: Page) -> Page:
    """The page of the matter, by the link that Mara gives out; no scripts run there."""
    shoes = mara.context.new_page()
    shoes.goto(str(mara.locator('a[href$="/as-customer"]').get_attribute("href")))
    shoes.get_by_role("button", name="Make a link").click()
    address = shoes.get_by_label("Their link, to copy").input_value()
    check_accessible(shoes)
    shoes.close()
    odile = house.open_page(java_script_enabled=False, viewport={"width": 320, "height": 700})
    odile.goto(address)
    return odile


def she_says_that_we_understood(odile: Page) -> None:
    expect(odile.get_by_role("region", name="Your complaint", exact=True)).to_contain_text(WORDS)
    odile.get_by_role("button", name="Yes, you understood me").click()
    expect(odile.get_by_text("You said that this is right.")).to_be_visible()


def the_solution_is_told(mara: Page) -> None:
    mara.keyboard.press("Escape")
    mara.keyboard.press("r")
    expect(editor(mara, "Your reply")).to_be_focused()
    mara.keyboard.type("A driver brings new ones now, and calls before.")
    mara.keyboard.press("ControlOrMeta+Enter")
    expect(mara.locator("#thread").get_by_text("A driver brings new ones now")).to_be_visible()
    told = mara.get_by_role("button", name="They were told the solution")
    if told.count():
        told.press("Enter")
    expect(mara.locator("#subject").get_by_text("They were told a solution")).to_be_visible()


def closing_says_what_is_missing(mara: Page) -> None:
    mara.locator("#thread").focus()
    mara.keyboard.press("e")
    expect(mara.get_by_text("Before this closes:")).to_be_visible()
    check_accessible(mara)


def the_person_and_the_cause(mara: Page) -> None:
    mara.get_by_label("Done for the person").fill("Brought them by hand")
    mara.get_by_label("Done for the person").press("Enter")
    expect(mara.locator(".complaint-actions")).to_contain_text("Brought them by hand")
    mara.get_by_label("What changes, so that").fill("The driver calls before each delivery")
    mara.get_by_label("Who sees to it").select_option(label="Tess Whitcombe")
    mara.get_by_label("By when").fill("in 2 weeks")
    check_accessible(mara)
    mara.get_by_label("By when").press("Enter")
    expect(mara.locator(".complaint-actions")).to_contain_text("Tess Whitcombe")


def our_own_part_is_said(mara: Page) -> None:
    ours = mara.get_by_label("We: how we work")
    if not ours.is_visible():
        mara.locator("summary", has_text="What did we contribute?").click()
    ours.fill("Nobody calls before a delivery")
    mara.get_by_label("Then I").fill("I did not look whether it had left")
    check_accessible(mara)
    mara.locator("form[action*=contribution]").get_by_role("button", name="Save").press("Enter")
    expect(mara.locator("#subject").get_by_text("Still to do")).to_have_count(0)


def it_closes(mara: Page) -> None:
    check_accessible(mara)
    mara.get_by_role("button", name="Put right", exact=True).press("Enter")
    expect(mara.get_by_role("button", name="Reopen")).to_be_visible()
    expect(mara.locator("#subject").get_by_text("Closed: Put right")).to_be_visible()


def all_three_recoveries_stand_on_a_page(mara: Page) -> None:
    mara.keyboard.press("Shift+C")
    mara.get_by_role("link", name="Three recoveries").press("Enter")
    expect(mara.get_by_role("heading", name="Three recoveries")).to_be_visible()
    expect(mara.get_by_role("region", name="For the customer")).to_contain_text("Brought them by hand")
    expect(mara.get_by_role("region", name="For how we work")).to_contain_text("The driver calls")
    expect(mara.get_by_role("region", name="For whoever heard it")).to_contain_text("Mara Lindqvist")
    check_accessible(mara)


def test_declined_with_the_way_outside(house: House) -> None:
    odile = house.customer("Odile")
    odile.write(house.mailbox, SUBJECT, WORDS)
    the_way_outside_is_set(house.sign_in("olive"))
    mara, tess = house.sign_in("mara"), house.sign_in("tess")
    open_conversation(mara, SUBJECT)
    it_is_marked(mara)

    tess_is_asked(mara)
    open_conversation(tess, SUBJECT)
    she_agrees(tess)
    the_letter_tells_of_it(mara)

    letter = odile.received(2).get_body(("plain",))
    assert letter is not None
    assert "State Ombudsman" in letter.get_content()


def the_way_outside_is_set(olive: Page) -> None:
    olive.goto("/settings/complaints")
    olive.get_by_label("Who").fill("State Ombudsman")
    olive.get_by_label("Their address").fill("1 Main Street, Albany")
    check_accessible(olive)
    olive.get_by_label("Their address").press("Enter")
    expect(olive.get_by_text("Saved.")).to_be_visible()


def tess_is_asked(mara: Page) -> None:
    mara.keyboard.press("4")
    mara.get_by_role("link", name="It cannot be done").press("Enter")
    mara.get_by_label("What was tried").fill("Offered a replacement")
    mara.get_by_label("Who looks at it again").select_option(label="Tess Whitcombe")
    mara.get_by_label("By when").fill("in 2 hours")
    check_accessible(mara)
    mara.get_by_label("By when").press("Enter")
    expect(mara.get_by_text("Not answered yet")).to_be_visible()


def she_agrees(tess: Page) -> None:
    tess.keyboard.press("Shift+C")
    tess.keyboard.press("4")
    tess.get_by_role("link", name="The “no”").press("Enter")
    expect(tess.get_by_label("Which other way do you see?")).to_be_focused()
    check_accessible(tess)
    tess.get_by_role("button", name="I agree: we decline").press("Enter")
    expect(tess.get_by_text("Agreed: we decline")).to_be_visible()


def the_letter_tells_of_it(mara: Page) -> None:
    mara.keyboard.press("Escape")
    mara.keyboard.press("Shift+C")
    mara.keyboard.press("4")
    mara.get_by_role("link", name="The “no”").press("Enter")
    letter = mara.get_by_label("The customer reads this")
    expect(letter).to_contain_text("State Ombudsman")
    check_accessible(mara)
    letter.fill(letter.input_value().replace("…", "the law leaves us no choice."))
    mara.get_by_role("button", name="Send it").press("Enter")
    expect(mara.get_by_text("They are told, and where they can complain further.").first).to_be_visible()


def test_the_customer_says_so_and_somebody_confirms_it(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, WORDS)
    mara = house.sign_in("mara")
    open_conversation(mara, SUBJECT)
    odile = page_of_odile(house, mara)

    odile.get_by_text("I want to complain about this").click()
    odile.get_by_label("What went wrong, and what would put it right?").fill("Again nobody came.")
    odile.get_by_role("button", name="Complain", exact=True).click()
    expect(odile.get_by_text("We have your complaint, and we are sorry.")).to_be_visible()

    expect(mara.locator("#subject").get_by_text("Said by the customer, not confirmed yet")).to_be_visible()
    mara.keyboard.press("Shift+C")
    expect(mara.get_by_role("button", name="Yes, it is a complaint")).to_be_focused()
    check_accessible(mara)
    mara.keyboard.press("Enter")
    expect(mara.locator("#subject").get_by_text("not confirmed yet")).to_have_count(0)
