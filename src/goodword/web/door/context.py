"""What every page may say of the house."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from goodword.accounts.queries import organization
from goodword.web.door.provider import PROVIDER


def house(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001
    """`organization`, read only if the page names it; `sso_name` and `sso_address` of its own sign-in, if any."""
    house = settings.GOODWORD
    return {
        "organization": SimpleLazyObject(organization),
        "sso_name": house.sso_name if house.oidc_issuer or house.saml_metadata else "",
        "sso_address": "/sign-in/sso" if house.oidc_issuer else f"/sign-in/saml/{PROVIDER}",
    }
