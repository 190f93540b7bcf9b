"""Letters go to whom one likes, when one likes, however large: one story in a real browser, with real servers."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.axe import check_accessible
from tests.journeys.house import House, editor, open_conversation, row
from tests.journeys.test_every_page import check_page

SUBJECT = "The X-ray pictures"


def write(page: Page, words: str) -> None:
    editor(page, "Your reply").click()
    page.keyboard.type(words)


def test_a_copy_a_large_file_and_a_reply_that_is_held_back(house: House, tmp_path: Path) -> None:
    odile, ines = house.customer("Odile"), house.customer("Ines")
    first = odile.write(house.mailbox, SUBJECT, "Please send me the pictures.")
    mara = house.sign_in("mara")
    open_conversation(mara, SUBJECT)

    send_with_copy_and_link(mara, ines.address, tmp_path)

    for_ines, for_odile = ines.received(), odile.received()
    assert for_ines["Message-ID"] == for_odile["Message-ID"]
    assert for_odile["In-Reply-To"] == first
    text = for_odile.get_body(("plain",))
    assert text is not None
    link = re.search(r"http\S+/sent-files/\S+", text.get_content())
    assert link is not None
    save(house, link[0])

    plan(mara)
    odile.write(house.mailbox, f"Re: {SUBJECT}", "They came!", answers=for_odile)
    expect(mara.get_by_text("is a draft again")).to_be_visible(timeout=60_000)
    house.problems[:] = [one for one in house.problems if "422" not in one]  # the second look, which is no fault


def send_with_copy_and_link(page: Page, copy: str, folder: Path) -> None:
    picture = folder / "x-ray.bin"
    picture.write_bytes(b"\x00" * (16 * 1024 * 1024))
    page.locator("input[name=file]").set_input_files(picture)
    expect(page.get_by_text("goes as a link")).to_be_visible()
    page.locator("#composer-around > summary").click()
    page.get_by_label("Copy", exact=True).fill(copy)
    check_accessible(page)
    write(page, "Here they are.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(f"New here: {copy}.")).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="Send anyway").click()
    expect(page.get_by_text("x-ray.bin went as a link")).to_be_visible()


def save(house: House, link: str) -> None:
    stranger = house.open_page()
    stranger.goto(link)
    check_page(stranger)
    with stranger.expect_download() as saved:
        stranger.get_by_role("link", name="Save the file").click()
    assert Path(saved.value.path()).stat().st_size == 16 * 1024 * 1024


def plan(page: Page) -> None:
    write(page, "Did they come?")
    page.keyboard.press("Control+Shift+L")
    check_accessible(page)
    page.get_by_role("button", name="Tomorrow morning").click()
    expect(page.locator(".letter-copies").get_by_text("only if no reply comes before")).to_be_visible()
    check_accessible(page)
    expect(row(page, SUBJECT)).to_be_visible()
