"""What payment systems tell by themselves: signed, counted once, answered in one line."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from goodword.core.errors import DomainError, NotFound
from goodword.recovery.payout_hooks import LARGEST, NotAuthentic, hear
from goodword.recovery.payouts.signatures import HEADER, STRIPE_HEADER


@csrf_exempt
@never_cache
@login_not_required
@require_POST
def take_payout_news(request: HttpRequest, connection_id: int) -> HttpResponse:
    """200 when it is signed, whether it concerns a payout of ours or not; the payout is looked up then."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return _said("That is too large.", 413)
    signature = request.headers.get(STRIPE_HEADER) or request.headers.get(HEADER) or ""
    try:
        is_ours = hear(connection_id, request.body, signature)
    except (NotFound, NotAuthentic) as refusal:
        often = not ratelimit.consume(request, action="hook")
        return _said("Nobody is known by this signature.", 429 if often else refusal.status)
    except DomainError as refusal:
        return _said("That cannot be read.", refusal.status)
    return _said("Heard." if is_ours else "Nothing of ours.", 200)


def _said(words: str, status: int) -> HttpResponse:
    return HttpResponse(f"{words}\n", content_type="text/plain; charset=utf-8", status=status)
