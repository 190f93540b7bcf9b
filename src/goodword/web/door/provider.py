"""How allauth is told of the organization's own sign-in, when there is one."""

from typing import Any, Final

PROVIDER: Final = "sso"


def provider_settings(*, issuer: str, name: str, client_id: str, secret: str) -> dict[str, Any]:
    """Django's SOCIALACCOUNT_PROVIDERS: one provider that speaks OpenID Connect, or none."""
    if not issuer:
        return {}
    of_its_own = {"server_url": issuer, "oauth_pkce_enabled": True}
    known = {"provider_id": PROVIDER, "name": name, "client_id": client_id, "secret": secret, "settings": of_its_own}
    return {"openid_connect": {"APPS": [known]}}
