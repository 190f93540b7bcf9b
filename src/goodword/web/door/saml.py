"""Coming in by SAML, where the organization's own sign-in speaks that: the same door, and allauth's views behind it."""

from typing import Any, Final

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST, require_safe

from goodword.web.door.provider import PROVIDER

_LARGEST: Final = 256 * 1024  # bytes of an answer; those of large organizations have a few dozen thousand


def _views() -> Any:
    """Allauth's, which need the extra: it is there wherever a provider is set."""
    if not settings.GOODWORD.saml_metadata:
        raise Http404
    from allauth.socialaccount.providers.saml import views  # noqa: PLC0415 (an extra)

    return views


@login_not_required
@require_GET
def leave_for_provider(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Send the browser to the organization's sign-in."""
    answer: HttpResponse = _views().login(request, organization_slug=organization_slug)
    return answer


@csrf_exempt  # the provider's page posts it; what it says is signed
@login_not_required
@require_POST
def take_answer(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Keep what the provider's page posts, without our cookies, until the browser comes back with them."""
    views = _views()
    if organization_slug != PROVIDER:
        raise Http404
    if int(request.META.get("CONTENT_LENGTH") or 0) > _LARGEST or not ratelimit.consume(request, action="saml"):
        words = _("The sign-in was broken off. Try again, or use your password or a code.")
        page = {"words": words, "title": _("Signing in did not work")}
        return render(request, "door/sso_refused.html", page, status=403)
    answer: HttpResponse = views.acs(request, organization_slug)
    return answer


@login_not_required
@require_GET
def come_back(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Take whoever the provider vouches for; what fails is told on the page."""
    answer: HttpResponse = _views().finish_acs(request, organization_slug)
    return answer


@login_not_required
@require_safe
def describe_desk(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """What the provider must know of the desk. It offers no common sign-out: a stranger's link must end no session."""
    if organization_slug != PROVIDER:
        raise Http404
    views = _views()
    from allauth.socialaccount.providers.saml.utils import build_saml_config  # noqa: PLC0415
    from onelogin.saml2.settings import OneLogin_Saml2_Settings  # noqa: PLC0415

    provider = views.get_app_or_404(request, organization_slug).get_provider(request)
    told = build_saml_config(request, provider.app.settings, organization_slug)
    del told["sp"]["singleLogoutService"]
    metadata = OneLogin_Saml2_Settings(settings=told, sp_validation_only=True).get_sp_metadata()
    return HttpResponse(metadata, content_type="application/samlmetadata+xml")
