"""What the customer sends from the page: a letter, "it is solved", "not yet, and here is why"."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from goodword.conversations.actions.matters import write_from_page
from goodword.conversations.types import MatterLink
from goodword.core.actor import Actor
from goodword.core.errors import DomainError, Invalid
from goodword.promises.actions.confirming import confirm_solution, refuse_from_page
from goodword.web.portal.drawing import draw_closed, draw_matter, opened
from goodword.web.portal.limits import count_sending
from goodword.web.portal.page import Matter, Typed
from goodword.web.portal.sealing import once_of
from goodword.web.portal.uploads import stored, uploaded

Do = Callable[[HttpRequest, MatterLink, str], str]


@login_not_required
@csrf_exempt  # the form carries a word of its own: sealing.py
@require_POST
def write(request: HttpRequest, token: str) -> HttpResponse:
    """A letter, with files if there are any; a closed matter is open again."""
    return send(request, token, _write, where="write")


@login_not_required
@csrf_exempt
@require_POST
def not_yet(request: HttpRequest, token: str) -> HttpResponse:
    """It is not solved, and why."""
    return send(request, token, _refuse, where="refusal")


@login_not_required
@csrf_exempt
@require_POST
def solved(request: HttpRequest, token: str) -> HttpResponse:
    """It is solved; what is still owed beside stays open, and the page says so."""
    return send(request, token, _confirm, where="solution")


def send(request: HttpRequest, token: str, do: Do, *, where: str) -> HttpResponse:
    """Do it once and show the page; what is amiss is said there, beside what was typed in that form (`where`)."""
    with opened(request, token) as matter:
        if matter is None or matter.link is None:
            return draw_closed(token)
        try:
            count_sending(request, matter.link)
            done = do(request, matter.link, once_of(matter.link, request.POST.get("once", "")))
        except DomainError as refusal:
            return draw_matter(matter, typed=_typed(request, where, refusal), status=refusal.status)
        return HttpResponseRedirect(_page(matter, done), status=303)


def _write(request: HttpRequest, link: MatterLink, once: str) -> str:
    files = stored(uploaded(request))
    write_from_page(link.pk, by=by_link(link), once=once, text=request.POST.get("text", ""), files=files)
    return "sent"


def _refuse(request: HttpRequest, link: MatterLink, once: str) -> str:
    refuse_from_page(link.pk, by=by_link(link), once=once, text=request.POST.get("text", ""))
    return "sent"


def _confirm(request: HttpRequest, link: MatterLink, once: str) -> str:  # noqa: ARG001 (like the others)
    return "still-open" if confirm_solution(link.pk, by=by_link(link), once=once) else "solved"


def by_link(link: MatterLink) -> Actor:
    """Whoever the link is for."""
    return Actor.customer(link.person_id)


def _typed(request: HttpRequest, where: str, refusal: DomainError) -> Typed:
    problems = refusal.fields if isinstance(refusal, Invalid) and refusal.fields else {"": refusal.message}
    return Typed(where, request.POST.get("text", ""), {name: str(words) for name, words in problems.items()})


def _page(matter: Matter, done: str) -> str:
    asked = {"done": done, **({"language": matter.asked} if matter.asked else {})}
    return f"{reverse('matter', args=[matter.token])}?{urlencode(asked)}#done"
