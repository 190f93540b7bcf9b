"""What every page may say of the house."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from goodword.accounts.queries import organization


def house(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001
    """`organization`, read only if the page names it."""
    return {"organization": SimpleLazyObject(organization)}
