"""How new an answer is at least, so that its browser can follow from there and misses nothing in between."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from goodword.core.live import position

Handler = Callable[[HttpRequest], HttpResponse]


class LiveAtMiddleware:
    """Note the position before anything is read. Pages carry it in the body, answers in the header `Live-At`."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META["LIVE_AT"] = position()
        response = self.get_response(request)
        # Asked only where somebody was looked for anyway: it costs no query, and no stranger learns how much happens.
        user = getattr(request, "_cached_user", None)
        if request.META["LIVE_AT"] and user is not None and user.is_authenticated:
            response.headers["Live-At"] = request.META["LIVE_AT"]
        return response
