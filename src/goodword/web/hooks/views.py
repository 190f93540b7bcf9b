"""Programs of mail providers, known by a secret in the address; they are answered in one line."""

import logging
from collections.abc import Callable

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from goodword.channels.email.webhooks import NotAuthentic, NotConfigured, check_secret, take_letters, take_outcomes

log = logging.getLogger(__name__)


@csrf_exempt
@never_cache
@login_not_required
@require_http_methods(["HEAD", "POST"])
def take_mail(request: HttpRequest, provider: str) -> HttpResponse:
    """200 only when every letter of the request is durably stored."""
    return _answer(request, lambda: take_letters(provider, request))


@csrf_exempt
@never_cache
@login_not_required
@require_http_methods(["HEAD", "POST"])
def take_reports(request: HttpRequest, provider: str) -> HttpResponse:
    """What became of our mail: delivered, bounced, complained of."""
    return _answer(request, lambda: take_outcomes(provider, request))


def _answer(request: HttpRequest, work: Callable[[], int]) -> HttpResponse:
    try:
        check_secret(request)
        count = work() if request.method == "POST" else 0
    except NotConfigured:
        return _said("There is no such door.", 404)
    except NotAuthentic:
        # 401 and not 403: after a 403 some providers throw the mail away, after a 401 they try again.
        often = not ratelimit.consume(request, action="hook")
        return _said("Who brings mail here gives a name and a password.", 429 if often else 401)
    except Exception:  # whatever it was: the provider keeps the mail and brings it again
        log.exception("what a provider brought could not be kept")
        return _said("It could not be kept; bring it again later.", 503)
    return _said(f"Kept: {count}.", 200)


def _said(words: str, status: int) -> HttpResponse:
    response = HttpResponse(f"{words}\n", content_type="text/plain; charset=utf-8", status=status)
    if status == 503:  # noqa: PLR2004
        response["Retry-After"] = "60"
    return response
