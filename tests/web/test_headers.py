import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from goodword.web.middleware.headers import HEADERS, HeadersMiddleware

TEMPLATES = Path(__file__).parents[2] / "src/goodword/web/templates"
# The letter's frame has a policy of its own.
PAGES = [path for path in sorted(TEMPLATES.rglob("*.html")) if path.name != "frame.html"]


def directives(response: HttpResponse) -> dict[str, str]:
    policy = response["Content-Security-Policy"]
    return dict(part.split(" ", 1) for part in policy.split("; "))


def test_nothing_runs_or_paints_that_we_did_not_bring(client: Client, cast: object) -> None:
    found = directives(client.get("/sign-in"))
    assert found["default-src"] == "'none'"
    assert (found["script-src"], found["style-src"], found["form-action"]) == ("'self'", "'self'", "'self'")
    assert (found["frame-ancestors"], found["base-uri"]) == ("'none'", "'none'")
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*"} & set(" ".join(found.values()).split())


def test_refusals_and_redirects_carry_the_headers_too(client: Client, cast: object) -> None:
    for address in ("/nowhere", "/inbox"):
        response = client.get(address)
        assert all(response[name] == value for name, value in HEADERS.items()), address


def test_an_answer_with_a_policy_of_its_own_keeps_it(rf: RequestFactory) -> None:
    own = HttpResponse(headers={"Content-Security-Policy": "sandbox"})
    response = HeadersMiddleware(lambda request: own)(rf.get("/"))
    assert response["Content-Security-Policy"] == "sandbox"
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_needs_inline_code(path: Path) -> None:
    html = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|hx-on|javascript:|hx-vals=.js:", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
