"""Until there is an organization, every address is the first run's."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goodword.accounts.queries import organization

Handler = Callable[[HttpRequest], HttpResponse]
_ALWAYS_OPEN = ("/healthz", "/readyz")


class FirstRunMiddleware:
    """Lead everybody to the setup page while nothing is founded; afterwards look no more."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.is_founded = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.is_founded:
            self.is_founded = organization() is not None
        if not self.is_founded and not self._is_open(request.path):
            return redirect("setup")
        return self.get_response(request)

    def _is_open(self, path: str) -> bool:
        return path.startswith((reverse("setup"), settings.STATIC_URL, *_ALWAYS_OPEN))
