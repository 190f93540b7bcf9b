"""What the customer says on their page of a complaint: that it is one, and whether we understood it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from goodword.conversations.types import MatterLink
from goodword.recovery.actions.complaining import complain_from_page
from goodword.recovery.actions.restating import confirm_restatement, correct_restatement
from goodword.web.portal.posts import by_link, send


@login_not_required
@csrf_exempt  # the form carries a word of its own: sealing.py
@require_POST
def complain(request: HttpRequest, token: str) -> HttpResponse:
    """Something went wrong, in their words: the day begins with them."""
    return send(request, token, _complain, where="complaint")


@login_not_required
@csrf_exempt
@require_POST
def understood(request: HttpRequest, token: str) -> HttpResponse:
    """We understood."""
    return send(request, token, _understood, where="understood")


@login_not_required
@csrf_exempt
@require_POST
def correct(request: HttpRequest, token: str) -> HttpResponse:
    """We did not: they say it again."""
    return send(request, token, _correct, where="correction")


def _complain(request: HttpRequest, link: MatterLink, once: str) -> str:
    complain_from_page(link.pk, by=by_link(link), once=once, text=request.POST.get("text", ""))
    return "complained"


def _understood(request: HttpRequest, link: MatterLink, once: str) -> str:
    which = request.POST.get("restatement", "")
    confirm_restatement(link.pk, by=by_link(link), once=once, restatement_id=int(which) if which.isdecimal() else 0)
    return "understood"


def _correct(request: HttpRequest, link: MatterLink, once: str) -> str:
    correct_restatement(link.pk, by=by_link(link), once=once, text=request.POST.get("text", ""))
    return "sent"
