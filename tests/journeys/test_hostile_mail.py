"""Whatever somebody writes, names or attaches: no script of theirs runs, nothing is asked of another host."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Error, Page, Request, Route, expect

from tests.journeys.hostile import BODIES, FILES, OUTSIDE, letters, packages, subjects
from tests.journeys.house import House

_DELIVER = """
import pathlib
from goodword.channels.email.actions.reading import read_mail
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import Reading, Source
from goodword.conversations.models import Attachment, Mailbox, Message
mailbox = Mailbox.objects.get().pk
for path in sorted(pathlib.Path({folder!r}).iterdir()):
    row = read_mail(store_mail(path.read_bytes(), mailbox_id=mailbox, source=Source.LMTP).pk)
    assert row.reading == Reading.READ, row.problem
import json
messages = Message.objects.order_by("pk")
print(json.dumps({{
    "letters": list(messages.filter(body__html__gt="").values_list("pk", flat=True)),
    "conversations": sorted(set(messages.values_list("conversation_id", flat=True))),
    "files": list(Attachment.objects.values_list("pk", flat=True)),
}}))
"""


@dataclass
class Watch:
    """What a window did that it should not: dialogs, requests to other hosts, leaving, scripts that ran."""

    page: Page
    home: str
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._request)
        self.page.on("popup", lambda popup: self.seen.append(f"popup {popup.url}"))
        self.page.context.route(f"{OUTSIDE}/**", self._outside)

    def _dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "about:", "blob:")):
            self.seen.append(f"request {request.url}")

    def _outside(self, route: Route) -> None:
        route.fulfill(body="", content_type="text/plain")

    def check(self) -> None:
        """Nothing was seen, the window is still ours, and no frame of it was marked."""
        assert self.page.url.startswith(self.home), self.page.url
        marked = [frame.url for frame in self.page.frames if frame.evaluate("() => window.ran")]
        assert not marked
        assert self.seen == []


@pytest.fixture
def watch(house: House) -> Iterator[Watch]:
    page = house.sign_in("olive", viewport={"width": 1440, "height": 900})
    return Watch(page, house.desk.address)


def _delivered(house: House, folder: Path) -> dict[str, list[int]]:
    folder.mkdir()
    for number, raw in enumerate([*letters(), *subjects(), *packages()]):
        (folder / f"{number:04}.eml").write_bytes(raw)
    told: dict[str, list[int]] = json.loads(house.desk.python(_DELIVER.format(folder=str(folder))))
    return told


def _opens(page: Page, path: str) -> None:
    """What a browser does with an address: a page, a picture, or a download, which it tells as an error."""
    with suppress(Error):
        page.goto(path, wait_until="load")


def test_nothing_hostile_happens(house: House, watch: Watch, tmp_path: Path) -> None:
    told, page = _delivered(house, tmp_path / "mails"), watch.page
    assert len(told["letters"]) >= len(BODIES)
    addresses: list[str] = []
    for path in ("/inbox", *(f"/conversations/{number}" for number in told["conversations"])):
        page.goto(path)
        expect(page.get_by_role("row").first).to_be_visible()
        for frame in page.locator("iframe.letter-frame").all():
            frame.scroll_into_view_if_needed()
        addresses += [one.get_attribute("href") or "" for one in page.locator("a.file").all()]
        watch.check()
    assert len(addresses) >= len(FILES)
    for letter in told["letters"]:
        page.goto(f"/messages/{letter}/letter")
        watch.check()
    for path in (*addresses, *(f"/files/{file}" for file in told["files"])):
        _opens(page, path)
        watch.check()
    # Chromium styles the page in which it shows a picture; the file's policy forbids even that.
    house.problems[:] = [words for words in house.problems if not words.startswith("Applying inline style")]


def test_the_watch_sees_what_runs(chromium: Browser) -> None:
    """The same bodies in a page without any defence: most of them run, or ask somebody else."""
    context, caught = chromium.new_context(), 0
    for body in BODIES:
        page = context.new_page()
        watch = Watch(page, "about:")
        page.set_content(f"<body>{body}</body>", wait_until="commit")
        page.wait_for_timeout(60)
        caught += bool(watch.seen) or bool(page.evaluate("() => window.ran"))
        page.close()
    assert caught > len(BODIES) // 2
