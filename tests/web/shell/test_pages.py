import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory

from goodword.web.shell import render_page, show_toast

HTMX = {"HX-Request": "true"}


@pytest.fixture
def asked(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/", headers=HTMX)
    request._messages = CookieStorage(request)
    return request


def test_a_fragment_brings_its_title_and_the_waiting_toasts(asked: HttpRequest) -> None:
    show_toast(asked, "Closed.", undo="/activity/7/undo")
    html = render_page(asked, "shell/_mark.html", {"title": "Dressings"}).content.decode()
    assert html.startswith("<title>Dressings · Goodword</title>") or "<title>Dressings · Goodword</title>" in html
    assert '<hx-partial hx-target="#toasts" hx-swap="beforeend">' in html
    assert 'hx-post="/activity/7/undo"' in html
    assert 'data-toast-seconds-value="10"' in html


def test_a_live_refresh_leaves_the_toast_to_the_answer_it_belongs_to(asked: HttpRequest) -> None:
    show_toast(asked, "Closed.")
    asked.META["HTTP_HX_LIVE"] = "true"
    assert "Closed." not in render_page(asked, "shell/_mark.html").content.decode()


def test_without_htmx_a_fragment_is_only_itself(rf: RequestFactory) -> None:
    html = render_page(rf.get("/"), "shell/_mark.html", {"title": "Dressings"}).content.decode()
    assert "<title>" not in html
    assert "i-goodword" in html


def test_no_cache_mixes_pages_and_fragments(asked: HttpRequest) -> None:
    assert "HX-Request" in render_page(asked, "shell/_mark.html")["Vary"]


def test_a_broken_toast_stays_until_it_is_put_away(asked: HttpRequest) -> None:
    show_toast(asked, "Not sent.", tone="broken")
    assert 'data-toast-seconds-value="0" role="alert"' in render_page(asked, "shell/_mark.html").content.decode()


def test_what_a_toast_says_is_escaped(asked: HttpRequest) -> None:
    show_toast(asked, "Closed: <script>alert(1)</script>")
    assert "&lt;script&gt;" in render_page(asked, "shell/_mark.html").content.decode()
