"""One line for each request: what was asked, how it went, how long and how many queries it took."""

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.db import connection
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]
_log = structlog.get_logger("goodword.requests")


class _QueryCount:
    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: Any, context: Any) -> Any:
        self.queries += 1
        return execute(sql, params, many, context)


class RequestLogMiddleware:
    """Log the route, never the address: that may hold a token, a query or somebody's words."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began, count = time.perf_counter(), _QueryCount()
        with connection.execute_wrapper(count):
            response = self.get_response(request)
        _log.info(
            "request",
            method=request.method,
            route=_route(request),
            status=response.status_code,
            ms=round((time.perf_counter() - began) * 1000, 1),
            queries=count.queries,
            **_subject(request),
        )
        return response


def _route(request: HttpRequest) -> str:
    """The pattern that answered, such as conversations/<int:number>; "-" when none did."""
    return request.resolver_match.route if request.resolver_match else "-"


def _subject(request: HttpRequest) -> dict[str, int]:
    """The numbers in the address; words in it may be secret."""
    asked = request.resolver_match.kwargs if request.resolver_match else {}
    return {name: value for name, value in asked.items() if isinstance(value, int)}
