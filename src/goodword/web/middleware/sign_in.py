"""Every address needs somebody who is signed in, but for the views marked `login_not_required`.

Which those are is listed, address by address, in `tests/web/door/test_public_addresses.py`.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode


def _where_they_were(request: HttpRequest) -> str:
    """The page to come back to: the one on the screen, never a fragment's or a form's address."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        return htmx.current_url_abs_path or ""
    return request.get_full_path() if request.method in {"GET", "HEAD"} else ""


class SignedInMiddleware(LoginRequiredMiddleware):
    """Send strangers to the door, and bring them back afterwards."""

    def handle_no_permission(  # type: ignore[override]  # for htmx it is no redirect
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],  # noqa: ARG002
    ) -> HttpResponse:
        door, page = reverse("account_login"), _where_they_were(request)
        address = f"{door}?{urlencode({'next': page})}" if page.strip("/") else door
        if getattr(request, "htmx", None):
            return HttpResponse(status=204, headers={"HX-Redirect": address})
        return redirect(address)
