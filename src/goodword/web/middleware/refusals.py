"""Expected failures become words: a toast for htmx, a page for the browser, problem+json for machines."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from goodword.core.errors import DomainError
from goodword.web.shell.refusals import answer_refusal

Handler = Callable[[HttpRequest], HttpResponse]


class RefusalsMiddleware:
    """Answer a DomainError that a view let through, in the form that whoever asked can read."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer_refusal(request, exception) if isinstance(exception, DomainError) else None
