"""How a refusal is told: to htmx, to a browser, to a machine."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import requires_csrf_token

from goodword.core.errors import DomainError, NotAllowed, NotFound
from goodword.web.shell.toasts import Toast

PROBLEM = "application/problem+json"
TITLES = {
    HTTPStatus.FORBIDDEN: _("Not for you, as things are"),
    HTTPStatus.NOT_FOUND: _("Nothing here"),
    HTTPStatus.UNPROCESSABLE_ENTITY: _("Another look, please"),
    HTTPStatus.INTERNAL_SERVER_ERROR: _("Something broke"),
}


OWN_TITLES = {"form-too-old": _("Once more, please")}  # 403 as well, but nobody is kept out


class _FormTooOld(DomainError):
    """The form's token does not fit the session any more."""

    code = "form-too-old"
    status = 403
    default = _("This page was open for too long, or you signed in again elsewhere. Reload it and send once more.")


class _Unforeseen(DomainError):
    """Something that we did not expect; the log has it."""

    code = "unforeseen"
    status = 500
    default = _("Something broke on our side, and it was noted. Try again; if it stays, tell an administrator.")


def answer_refusal(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """The refusal in the form that whoever asked can read, with its status."""
    response = _in_fitting_form(request, refusal)
    response.headers["Vary"] = "HX-Request, Accept"
    return response


def _in_fitting_form(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    # Before htmx: our own scripts send both headers and want the words.
    if _prefers_problem(request):
        return _problem(refusal)
    if request.headers.get("HX-Request") == "true":
        return _fragment(request, refusal)
    return _page(request, refusal)


def _prefers_problem(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", PROBLEM, "application/json"]) in {PROBLEM, "application/json"}


def _problem(refusal: DomainError) -> HttpResponse:
    fields = {name: str(words) for name, words in refusal.fields.items()}
    told = {"type": f"urn:goodword:{refusal.code}", "status": refusal.status, "detail": str(refusal), "fields": fields}
    return JsonResponse(told, status=refusal.status, content_type=PROBLEM)


def _fragment(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """A toast at the foot of the page; nothing else on it moves, nor does the address."""
    if request.headers.get("HX-Live"):
        return HttpResponse(status=refusal.status, headers={"HX-Reswap": "none"})
    toast = Toast(" ".join(str(words) for words in (refusal, *refusal.fields.values())), "broken", 0)
    html = render_to_string("components/_toast.html", {"toast": toast}, request)
    headers = {"HX-Retarget": "#toasts", "HX-Reswap": "beforeend", "HX-Push-Url": "false", "HX-Reselect": ".toast"}
    return HttpResponse(html, status=refusal.status, headers=headers)


def _page(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    title: str | Promise = OWN_TITLES.get(refusal.code) or TITLES.get(HTTPStatus(refusal.status), _("Not now"))
    return render(request, "errors/refusal.html", {"title": title, "refusal": refusal}, status=refusal.status)


@requires_csrf_token
def show_forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Django's handler403."""
    return answer_refusal(request, NotAllowed())


@requires_csrf_token
def show_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Django's handler404."""
    return answer_refusal(request, NotFound())


@requires_csrf_token
def show_broken(request: HttpRequest) -> HttpResponse:
    """Django's handler500: asks nothing of the database, which may be what broke."""
    return answer_refusal(request, _Unforeseen())


@requires_csrf_token
def show_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Django's CSRF_FAILURE_VIEW."""
    return answer_refusal(request, _FormTooOld())
