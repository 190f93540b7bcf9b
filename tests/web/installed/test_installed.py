"""The desk as an app: its name card, its worker, and the page for when it cannot be reached; open to every browser."""

import json
import re
import struct
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_name_card_names_the_organization_and_starts_at_the_inbox(cast: Cast) -> None:
    answer = Client().get("/manifest.webmanifest")
    card = json.loads(answer.content)

    assert answer["Content-Type"] == "application/manifest+json"
    assert (card["name"], card["short_name"]) == ("Wrenfield Home Health", "Goodword")
    assert (card["start_url"], card["scope"], card["display"]) == ("/today", "/", "standalone")
    assert {one["url"] for one in card["shortcuts"]} == {"/today", "/inbox", "/notifications"}


def test_its_icons_are_there_in_their_sizes(cast: Cast) -> None:
    icons = json.loads(Client().get("/manifest.webmanifest").content)["icons"]

    assert {(one["sizes"], one["purpose"]) for one in icons} == {
        ("192x192", "any"), ("512x512", "any"), ("192x192", "maskable"), ("512x512", "maskable"),
    }  # fmt: skip
    for one in icons:
        found = Path(str(finders.find(re.sub(r"^/static/", "", one["src"])))).read_bytes()
        assert "x".join(map(str, struct.unpack(">II", found[16:24]))) == one["sizes"]


def test_the_worker_keeps_the_offline_page_and_files_alone(cast: Cast) -> None:
    answer = Client().get("/sw.js")
    kept = json.loads(re.search(r"KEPT = (\[.*\])", answer.content.decode())[1])  # type: ignore[index]

    assert answer["Content-Type"] == "text/javascript"
    assert answer["Cache-Control"] == "private, no-cache"
    assert kept[0] == "/offline"
    assert all(address.startswith("/static/") for address in kept[1:])
    assert re.search(r'"goodword-[0-9a-f]{12}"', answer.content.decode())


def test_the_offline_page_names_nobody_and_runs_nothing(cast: Cast) -> None:
    page = Client().get("/offline").content.decode()

    assert "The desk cannot be reached" in page
    assert "<script" not in page
    assert "Wrenfield" not in page


def test_every_page_leads_to_the_name_card_and_may_load_it(cast: Cast) -> None:
    answer = Client().get("/sign-in", follow=True)

    assert '<link rel="manifest" href="/manifest.webmanifest">' in answer.content.decode()
    assert "manifest-src 'self'" in answer["Content-Security-Policy"]
