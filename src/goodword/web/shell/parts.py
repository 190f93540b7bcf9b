"""Several parts of a page in one answer: what a page asks for when something of what it shows has changed.

A browser has six connections to a desk without HTTP/2; a page with eight parts would leave none for its reader.
"""

from copy import copy
from http import HTTPStatus
from typing import Any

from django.core.handlers.exception import convert_exception_to_response
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.core.errors import DomainError, Invalid
from goodword.web.shell.pages import AgentRequest
from goodword.web.shell.refusals import answer_refusal

MOST = 20  # as many as topics on a stream


@require_safe
def show_parts(request: AgentRequest) -> HttpResponse:
    """For each address in `of`: the status and the text of its answer. Raises Invalid for none, or more than MOST."""
    addresses = request.GET.getlist("of")
    if not 0 < len(addresses) <= MOST:
        raise Invalid(_("Ask for one to %(most)s parts.") % {"most": MOST})
    request.shared = {}
    return JsonResponse({"parts": [_told(_request_of(request, address)) for address in addresses]})


def _told(request: HttpRequest) -> dict[str, Any]:
    """Errors become answers as Django makes them. A file is no part, nor is a form of the door."""
    answer = convert_exception_to_response(_answer)(request)
    if not isinstance(answer, HttpResponse) or not getattr(answer, "is_rendered", True):
        return {"status": HTTPStatus.NOT_FOUND, "html": ""}
    return {"status": answer.status_code, "html": answer.content.decode(answer.charset)}


def _request_of(request: HttpRequest, address: str) -> HttpRequest:
    """The same reader's request for the part: session, reader and headers are those of the whole."""
    path, _mark, query = address.partition("?")
    part = copy(request)
    part.path = part.path_info = path
    part.META = {**request.META, "PATH_INFO": path, "QUERY_STRING": query}
    part.GET = QueryDict(query)
    return part


def _answer(request: HttpRequest) -> HttpResponse:
    """The doors before the views were passed by the whole; who may see what is asked by each view."""
    request.resolver_match = asked = resolve(request.path_info)
    if asked.func is show_parts:
        raise Http404
    try:
        response: HttpResponse = asked.func(request, *asked.args, **asked.kwargs)
    except DomainError as refusal:
        return answer_refusal(request, refusal)
    return response
