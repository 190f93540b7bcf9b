"""How allauth is told of the organization's own sign-in, when there is one."""

from collections.abc import Mapping
from typing import Any, Final

PROVIDER: Final = "sso"

# Who somebody is at the provider: names that stay, before the one of the assertion.
_LASTING_NAMES: Final = [
    "urn:oasis:names:tc:SAML:attribute:subject-id",
    "urn:oasis:names:tc:SAML:attribute:pairwise-id",
    "http://schemas.microsoft.com/identity/claims/objectidentifier",
]


def provider_settings(*, issuer: str, name: str, client_id: str, secret: str) -> dict[str, Any]:
    """Django's SOCIALACCOUNT_PROVIDERS: one provider that speaks OpenID Connect, or none."""
    if not issuer:
        return {}
    of_its_own = {"server_url": issuer, "oauth_pkce_enabled": True}
    known = {"provider_id": PROVIDER, "name": name, "client_id": client_id, "secret": secret, "settings": of_its_own}
    return {"openid_connect": {"APPS": [known]}}


def saml_settings(identity_provider: Mapping[str, str], *, name: str) -> dict[str, Any]:
    """The same for one that speaks SAML. What comes unasked, and what is signed by SHA-1, is refused."""
    if not identity_provider:
        return {}
    of_its_own = {
        "idp": dict(identity_provider),
        "attribute_mapping": {"uid": _LASTING_NAMES},
        "advanced": {
            "strict": True,
            "reject_idp_initiated_sso": True,
            "reject_deprecated_algorithm": True,
            "allow_single_label_domains": True,  # a desk inside the house may be called just that
        },
    }
    known = {
        "provider_id": identity_provider["entity_id"],
        "name": name,
        "client_id": PROVIDER,
        "settings": of_its_own,
    }
    return {"saml": {"APPS": [known]}}
