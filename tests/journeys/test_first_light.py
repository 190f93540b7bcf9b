"""A customer writes, an agent answers, the customer reads it and answers: the main job, on real servers."""

from playwright.sync_api import expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, editor, open_conversation, row

SUBJECT = "The dressings did not come"


def test_a_mail_is_answered_and_stays_one_conversation(house: House) -> None:
    mara, tess, odile = house.sign_in("mara"), house.sign_in("tess"), house.customer("Odile")

    asked = odile.write(house.mailbox, SUBJECT, "I waited in all Friday.", html="<p>I waited in <b>all</b> Friday.</p>")
    open_conversation(mara, SUBJECT)
    open_conversation(tess, SUBJECT)
    check_accessible(mara)
    editor(mara, "Your reply").press_sequentially("They come tomorrow at two.")
    mara.get_by_role("button", name="Send", exact=False).first.click()
    expect(tess.get_by_role("article").filter(has_text="They come tomorrow at two.")).to_be_visible()
    reply = odile.received()

    assert (reply["In-Reply-To"], reply["Subject"]) == (asked, f"Re: {SUBJECT}")
    assert "They come tomorrow at two." in reply.get_body(("plain",)).get_content()
    assert "They come tomorrow at two." in reply.get_body(("html",)).get_content()

    odile.write(house.mailbox, str(reply["Subject"]), "Thank you, I am home.", answers=reply)
    for page in (mara, tess):
        expect(page.get_by_role("article").filter(has_text="Thank you, I am home.")).to_be_visible()
    expect(row(mara, SUBJECT)).to_have_count(1)
    check_accessible(tess)


def test_a_note_never_reaches_the_customer(house: House) -> None:
    mara, odile = house.sign_in("mara"), house.customer("Odile")
    odile.write(house.mailbox, SUBJECT, "I waited in all Friday.")
    open_conversation(mara, SUBJECT)

    mara.keyboard.press("n")
    editor(mara, "Your note").press_sequentially("Unit 4B is missing on the label.")
    mara.keyboard.press("Control+Enter")
    expect(mara.get_by_role("article", name="Internal note").filter(has_text="Unit 4B")).to_be_visible()
    mara.keyboard.press("r")
    editor(mara, "Your reply").press_sequentially("Tomorrow at two.")
    mara.keyboard.press("Control+Enter")

    assert b"Unit 4B" not in odile.received().as_bytes()


def test_a_reply_taken_back_is_never_sent(house: House) -> None:
    mara, odile = house.sign_in("mara"), house.customer("Odile")
    odile.write(house.mailbox, SUBJECT, "I waited in all Friday.")
    open_conversation(mara, SUBJECT)
    editor(mara, "Your reply").press_sequentially("Too hasty.")
    mara.keyboard.press("Control+Enter")

    mara.get_by_role("button", name="Undo").click()
    expect(editor(mara, "Your reply")).to_contain_text("Too hasty.")
    mara.wait_for_timeout(11_000)

    assert house.dovecot.messages(odile.address) == []
