"""One answer for two readers: a page for the browser, a fragment for htmx."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from goodword.accounts.types import Agent


class AgentRequest(HttpRequest):
    """A request of somebody who is signed in; what a view behind the door gets."""

    user: Agent
    htmx: HtmxDetails
    shared: dict[Any, Any]  # what parts of a page that are asked for at once read but once


def render_page(
    request: HttpRequest, name: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Render the page `name`; a name with a leading underscore is a fragment.

    For htmx a fragment also carries the page's title, when the context has one, and the toasts that wait. Answers
    differ by `HX-Request`, so no cache may mix them up.
    """
    html: str = render_to_string(name, dict(context or {}), request)
    if name.rpartition("/")[2].startswith("_") and request.headers.get("HX-Request") == "true":
        html = _title(request, context or {}) + html + _toasts(request)
    response = HttpResponse(html, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _title(request: HttpRequest, context: Mapping[str, Any]) -> str:
    return render_to_string("shell/_title.html", {"title": context["title"]}, request) if context.get("title") else ""


def _toasts(request: HttpRequest) -> str:
    """Not with a live refresh: the toast belongs to the answer to what the reader did."""
    if request.headers.get("HX-Live"):
        return ""
    return render_to_string("shell/_late_toasts.html", {}, request)
