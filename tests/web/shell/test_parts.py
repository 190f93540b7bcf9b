"""Several parts of a page in one answer: each as it is answered alone, to whoever may have it."""

import re
from urllib.parse import urlencode

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from goodword.conversations.models import Conversation
from tests.cast import Cast, conversation_with_odile
from tests.query_counts import QueryCount
from tests.web.test_strangers import ADMINISTRATORS, OF_A_CONVERSATION, address, rows

__all__ = ["rows"]

LIVE = {"HX-Request": "true", "HX-Live": "true"}


@pytest.fixture
def matter(cast: Cast) -> Conversation:
    return conversation_with_odile(cast)


def parts(browser: Client, *addresses: str) -> list[dict[str, object]]:
    answer = browser.get(f"/parts?{urlencode([('of', address) for address in addresses])}", headers=LIVE)
    assert answer.status_code == 200
    return [{"status": one["status"], "html": told(one["html"])} for one in answer.json()["parts"]]


def told(html: str) -> str:
    """Without the tokens of forms: they are others each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", html)


def alone(browser: Client, address: str) -> dict[str, object]:
    answer = browser.get(address, headers=LIVE)
    return {"status": answer.status_code, "html": told(answer.content.decode())}


def test_each_is_what_it_is_alone(desk: Client, matter: Conversation) -> None:
    pane = f"/conversations/{matter.pk}"
    addresses = ["/inbox/rows?box=mine", "/inbox/rows", "/rail?at=/inbox&box=mine", f"{pane}/thread", f"{pane}/subject"]

    assert parts(desk, *addresses) == [alone(desk, address) for address in addresses]
    assert f'id="row-{matter.pk}"' in str(parts(desk, "/inbox/rows")[0]["html"])


def test_one_that_is_refused_or_broken_leaves_the_others(
    desk: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr("goodword.web.shell.views.rail_for", broken)
    desk.raise_request_exception = False
    asked = parts(desk, "/conversations/77/thread", "/nothing/here", "/rail", "/inbox/rows", "/parts?of=/rail")
    assert [one["status"] for one in asked] == [404, 404, 500, 200, 404]


@pytest.mark.parametrize(
    ("who", "names", "refused"), [("caleb", OF_A_CONVERSATION, {404, 405}), ("mara", ADMINISTRATORS, {403, 405})]
)
def test_through_them_nobody_sees_more(
    cast: Cast, rows: dict[str, int | str], who: str, names: set[str], refused: set[int]
) -> None:
    browser = Client()
    browser.force_login(getattr(cast, who))
    for name in names:
        assert parts(browser, address(name, rows))[0]["status"] in refused, name


def test_what_is_not_drawn_by_us_is_no_part(desk: Client) -> None:
    assert parts(desk, reverse("mfa_index")) == [{"status": 404, "html": ""}]


@pytest.mark.parametrize("query", ["", "of=/rail&" * 21])
def test_some_but_not_any_number_at_once(desk: Client, query: str) -> None:
    assert desk.get(f"/parts?{query}", headers=LIVE).status_code == 422


def test_the_reader_is_asked_for_once(desk: Client, matter: Conversation, assert_query_count: QueryCount) -> None:
    pane = f"/conversations/{matter.pk}"
    with assert_query_count("parts of a list and a conversation"):
        parts(desk, "/inbox/rows", "/rail?at=/inbox", *(f"{pane}/{name}" for name in ("thread", "subject", "person")))
