"""Whose role asks for a second step sets one up before anything else."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

Handler = Callable[[HttpRequest], HttpResponse]
_MEANWHILE = ("/static/", "/sign-", "/healthz", "/readyz")


def owes_second_step(request: HttpRequest, user: Any) -> bool:
    """Who came by the organization's own sign-in owes none: what it asks for is the provider's affair."""
    if not getattr(user, "owes_second_step", False):
        return False
    records = get_authentication_records(request, user)
    return not any(record.get("method") == "socialaccount" for record in records)


class SecondStepMiddleware:
    """Lead agents who owe a second step to the page on which they set it up; costs no query."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if owes_second_step(request, request.user) and not self._is_open(request.path):
            page = reverse("mfa_index")
            if getattr(request, "htmx", None):
                return HttpResponse(status=204, headers={"HX-Redirect": page})
            return redirect(page)
        return self.get_response(request)

    def _is_open(self, path: str) -> bool:
        return path.startswith((reverse("mfa_index"), *_MEANWHILE))
