"""What every page may say of the house."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from goodword.accounts.queries import organization


def house(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001
    """`organization`, read only if the page names it; `sso_name` of the organization's own sign-in, if there is one."""
    house = settings.GOODWORD
    return {"organization": SimpleLazyObject(organization), "sso_name": house.oidc_name if house.oidc_issuer else ""}
