"""A first mail is acknowledged once, a machine never; a letter that comes back says so where it stands."""

from email.message import EmailMessage

from playwright.sync_api import expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import Customer, House, editor, open_conversation

SUBJECT = "The dressings did not come"


def acknowledge(house: House) -> None:
    """Have the mailbox acknowledge, as new ones do."""
    house.desk.python(
        "from goodword.conversations.actions.acknowledging import change_acknowledgement\n"
        "from goodword.conversations.models import Mailbox\n"
        "from goodword.core.actor import SYSTEM\n"
        "change_acknowledgement(Mailbox.objects.get().pk, by=SYSTEM, acknowledges=True, texts={})"
    )


def be_away(customer: Customer, acknowledgement: EmailMessage) -> None:
    """What a mail program answers for somebody on holiday."""
    mail = EmailMessage()
    mail["From"], mail["To"] = customer.address, str(acknowledgement["From"])
    mail["Subject"], mail["Auto-Submitted"] = f"Automatic reply: {acknowledgement['Subject']}", "auto-replied"
    mail["In-Reply-To"] = mail["References"] = str(acknowledgement["Message-ID"])
    mail["Message-ID"] = "<away@customers.test>"
    mail.set_content("I am away until Monday.")
    customer.exim.send(customer.address, [acknowledgement["From"].addresses[0].addr_spec], mail.as_bytes())


def test_a_first_mail_is_acknowledged_and_an_absence_is_not(house: House) -> None:
    acknowledge(house)
    mara, odile = house.sign_in("mara"), house.customer("Odile")

    asked = odile.write(house.mailbox, SUBJECT, "I waited in all Friday.")
    told = odile.received()
    open_conversation(mara, SUBJECT)
    expect(mara.get_by_role("article").filter(has_text="by itself")).to_contain_text("What happens next")
    be_away(odile, told)
    expect(mara.get_by_role("article").filter(has_text="I am away until Monday.")).to_contain_text("automatic")
    mara.wait_for_timeout(3_000)

    assert (told["In-Reply-To"], told["Auto-Submitted"]) == (asked, "auto-replied")
    assert len(house.dovecot.messages(odile.address)) == 1
    check_accessible(mara)


def test_a_letter_that_comes_back_says_why(house: House) -> None:
    mara = house.sign_in("mara")
    nobody = Customer("Ana", f"ana.{house.mailbox.partition('@')[2]}@customers.test", house.exim, house.dovecot)
    nobody.write(house.mailbox, SUBJECT, "I waited in all Friday.")
    open_conversation(mara, SUBJECT)

    editor(mara, "Your reply").press_sequentially("They come tomorrow at two.")
    mara.keyboard.press("Control+Enter")

    letter = mara.get_by_role("article").filter(has_text="They come tomorrow at two.").first
    expect(letter).to_contain_text("This letter came back.", timeout=60_000)
    expect(letter).to_contain_text("this mailbox does not exist")
    mara.reload()
    expect(mara.get_by_text(f"Mail to {nobody.address} came back")).to_be_visible()
    check_accessible(mara)


def test_the_words_are_seen_as_they_leave(house: House) -> None:
    olive = house.sign_in("olive")
    olive.goto("/settings/mailboxes")
    olive.get_by_role("link", name=house.mailbox).click()
    olive.get_by_role("link", name="Acknowledgement").click()

    olive.get_by_role("textbox", name="English").fill("Dear {name}, we have it: #{number}.")
    expect(olive.locator("#preview-en")).to_contain_text("Dear Ana Lind, we have it: #1042.")
    check_accessible(olive)
    olive.get_by_label("Tell whoever writes").check()
    olive.get_by_role("button", name="Save", exact=True).click()

    expect(olive.get_by_role("textbox", name="English")).to_have_value("Dear {name}, we have it: #{number}.")
