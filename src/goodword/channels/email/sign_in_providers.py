"""Where one signs in at well-known providers, and what to ask them for.

Taken from the providers' documentation; not tested live.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.channels.email.providers import Provider, provider_at


@dataclass(frozen=True, kw_only=True)
class SignInProvider:
    """A provider's sign-in server. `{tenant}` in an address is the organization's own part of it."""

    key: str
    name: str | Promise
    authorize_address: str = ""
    token_address: str = ""
    scope: str = ""
    desk_scope: str = ""
    extra: tuple[tuple[str, str], ...] = ()  # what its authorize address is told besides

    @property
    def has_tenants(self) -> bool:
        return "{tenant}" in self.token_address

    @property
    def lets_the_desk_in(self) -> bool:
        """Whether it knows the app-only way."""
        return bool(self.desk_scope) or not self.token_address


GOOGLE = SignInProvider(
    key="google",
    name="Google",
    authorize_address="https://accounts.google.com/o/oauth2/v2/auth",
    token_address="https://oauth2.googleapis.com/token",  # noqa: S106 (an address)
    scope="https://mail.google.com/",
    extra=(("access_type", "offline"), ("prompt", "consent")),  # else there is no refresh token
)
MICROSOFT = SignInProvider(
    key="microsoft",
    name="Microsoft 365",
    authorize_address="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize",
    token_address="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",  # noqa: S106 (an address)
    scope=("offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send"),
    desk_scope="https://outlook.office365.com/.default",
    extra=(("prompt", "select_account"),),
)
OTHER = SignInProvider(key="other", name=_("Another provider"))
SIGN_IN_PROVIDERS = (GOOGLE, MICROSOFT, OTHER)
ANY_TENANT = "organizations"

_BY_MAIL_PROVIDER = {"Google": GOOGLE.key, "Microsoft 365": MICROSOFT.key}


def sign_in_provider(key: str) -> SignInProvider:
    """The provider of that key; the one with nothing filled in for any other."""
    return next((known for known in SIGN_IN_PROVIDERS if known.key == key), OTHER)


def sign_in_key_of(provider: Provider) -> str:
    """The key of the provider at which one signs in for this mail provider's servers; empty if none is known."""
    return _BY_MAIL_PROVIDER.get(provider.name, "")


def sign_in_key_at(host: str) -> str:
    """The same by the name of a mail server."""
    known = provider_at(host)
    return sign_in_key_of(known) if known else ""
