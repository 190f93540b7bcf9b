"""Writing in a real browser: no word is lost, and pictures and files reach the customer."""

import base64
import re
from email.message import EmailMessage

from playwright.sync_api import Page, Route, expect

from tests.journeys.house import House, editor, open_conversation, row

SUBJECT = "Where does the needle go?"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PASTE = """(editor, picture) => {
    const bytes = Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0))
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([bytes], "arm.png", { type: "image/png" }))
    editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
}"""


def parts(mail: EmailMessage, kind: str) -> list[EmailMessage]:
    return [part for part in mail.walk() if part.get_content_type() == kind]


def body(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert found is not None
    return str(found.get_content())


def opened(house: House) -> Page:
    mara = house.sign_in("mara")
    open_conversation(mara, SUBJECT)
    return mara


def test_what_is_typed_before_the_editor_stands_is_sent_whole(house: House) -> None:
    odile, held = house.customer("Odile"), list[Route]()
    odile.write(house.mailbox, SUBJECT, "The leaflet does not say.")
    mara = house.sign_in("mara")
    mara.route("**/vendor/editor*.js", lambda route: held.append(route))  # noqa: PLW0108 (Playwright marks what it is given)
    row(mara, SUBJECT).get_by_role("link").click()
    mara.locator("textarea[name=text]").focus()

    mara.keyboard.type("In the thigh, ")
    mara.wait_for_timeout(200)
    held[0].continue_()
    mara.keyboard.type("a hand above the knee, on either side, as it suits you.", delay=12)
    expect(mara.locator(".ProseMirror")).to_be_focused()
    mara.keyboard.type(" Mara")
    mara.keyboard.press("Control+Enter")

    words = " ".join(body(odile.received(), "plain").split())
    assert "In the thigh, a hand above the knee, on either side, as it suits you. Mara" in words


def test_a_pasted_picture_stands_in_the_customers_mail(house: House) -> None:
    odile = house.customer("Odile")
    odile.write(house.mailbox, SUBJECT, "The leaflet does not say.")
    mara = opened(house)
    mara.locator(".ProseMirror").press_sequentially("Here: ")

    mara.locator(".ProseMirror").evaluate(PASTE, base64.b64encode(PIXEL).decode())
    expect(mara.locator(".ProseMirror img[src]")).to_be_visible()
    mara.keyboard.press("Control+Enter")
    expect(mara.get_by_role("article").filter(has_text="Here:").locator("img")).to_be_visible()

    mail = odile.received()
    (picture,) = parts(mail, "image/png")
    assert picture.get_content() == PIXEL
    assert f"cid:{str(picture['Content-ID']).strip('<>')}" in body(mail, "html")


def test_an_attached_file_is_shown_and_comes_with_the_mail(house: House) -> None:
    odile = house.customer("Odile")
    odile.write(house.mailbox, SUBJECT, "The leaflet does not say.")
    mara = opened(house)

    mara.locator("input[type=file]").set_input_files(
        {"name": "needles.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 needles"}
    )
    expect(mara.get_by_role("button", name="Remove needles.pdf")).to_be_visible()
    editor(mara, "Your reply").press_sequentially("The picture is on page two.")
    mara.keyboard.press("Control+Enter")
    expect(mara.get_by_role("article").get_by_role("link", name="needles.pdf")).to_be_visible()

    (file,) = parts(odile.received(), "application/pdf")
    assert (file.get_filename(), file.get_content()) == ("needles.pdf", b"%PDF-1.4 needles")


def test_a_sent_reply_counts_down_until_it_leaves(house: House) -> None:
    odile = house.customer("Odile")
    odile.write(house.mailbox, SUBJECT, "The leaflet does not say.")
    mara = opened(house)
    editor(mara, "Your reply").press_sequentially("In the thigh.")
    mara.keyboard.press("Control+Enter")

    left = mara.locator("[data-leaving-target=words]")
    expect(left).to_have_text(re.compile(r"^Leaves in [4-9] s$"))
    expect(left).to_have_text(re.compile(r"^Leaves in [1-3] s$"), timeout=10_000)
    expect(left).to_have_count(0, timeout=15_000)
    odile.received()


def test_escape_closes_the_times_to_choose_from_and_nothing_else(house: House) -> None:
    house.customer("Odile").write(house.mailbox, SUBJECT, "The leaflet does not say.")
    mara = opened(house)
    menu, opener = mara.locator("#composer-later"), mara.locator("#composer-later > summary")
    opener.click()
    expect(menu).to_have_attribute("open", "")

    menu.get_by_role("button").first.focus()
    mara.keyboard.press("Escape")

    expect(menu).not_to_have_attribute("open", "")
    expect(opener).to_be_focused()
    expect(mara.get_by_role("heading", name=SUBJECT)).to_be_visible()
