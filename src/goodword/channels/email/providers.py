"""Settings of well-known mail providers, so that an administrator has only to give the password.

Taken from the providers' documentation; not tested live.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.channels.email.choices import Security

_APP_PASSWORD = _(
    "{provider} wants an app password here, not the password you sign in with: turn on two-step verification in your "
    "account there, then create an app password for Goodword."
)


@dataclass(frozen=True, kw_only=True)
class Provider:
    """How to reach a provider's servers. `is_guess`: no documentation, only what is usual."""

    name: str
    imap_host: str
    smtp_host: str
    imap_port: int = 993
    imap_security: Security = Security.TLS
    smtp_port: int = 587
    smtp_security: Security = Security.STARTTLS
    password_advice: str | Promise = ""
    is_guess: bool = False
    most_a_day: int | None = None
    most_a_minute: int | None = None


_GOOGLE = Provider(
    name="Google",
    imap_host="imap.gmail.com",
    smtp_host="smtp.gmail.com",
    password_advice=_APP_PASSWORD,
    most_a_day=500,  # support.google.com/a/answer/166852: Workspace on trial; 2,000 once it is paid for
)
_MICROSOFT = Provider(
    name="Microsoft 365",
    imap_host="outlook.office365.com",
    smtp_host="smtp.office365.com",
    # Exchange Online's service description, "Sending limits": recipients in a day, and mails in a minute.
    most_a_day=10_000,
    most_a_minute=30,
    password_advice=_(
        "{provider} takes no passwords for IMAP any more. Sign in with {provider} instead, once the desk is registered "
        "there."
    ),
)
_YAHOO = Provider(
    name="Yahoo",
    imap_host="imap.mail.yahoo.com",
    smtp_host="smtp.mail.yahoo.com",
    password_advice=_APP_PASSWORD,
)
_ICLOUD = Provider(
    name="iCloud",
    imap_host="imap.mail.me.com",
    smtp_host="smtp.mail.me.com",
    password_advice=_APP_PASSWORD,
    most_a_day=1000,  # support.apple.com/102198
)
_FASTMAIL = Provider(
    name="Fastmail",
    imap_host="imap.fastmail.com",
    smtp_host="smtp.fastmail.com",
    smtp_port=465,
    smtp_security=Security.TLS,
    password_advice=_APP_PASSWORD,
)
_GMX = Provider(
    name="GMX",
    imap_host="imap.gmx.net",
    smtp_host="mail.gmx.net",
    password_advice=_(
        "{provider} lets other programs in only after you allow IMAP in its settings, under POP3 & IMAP."
    ),
)
_ZOHO = Provider(name="Zoho", imap_host="imap.zoho.com", smtp_host="smtp.zoho.com", password_advice=_APP_PASSWORD)
_PROTON = Provider(
    name="Proton Mail Bridge",
    imap_host="127.0.0.1",
    imap_port=1143,
    imap_security=Security.STARTTLS,
    smtp_host="127.0.0.1",
    smtp_port=1025,
    password_advice=_("{provider} must run on this machine, and shows the password to use in its own window."),
)

_BY_DOMAIN = {
    "gmail.com": _GOOGLE,
    "googlemail.com": _GOOGLE,
    "outlook.com": _MICROSOFT,
    "hotmail.com": _MICROSOFT,
    "live.com": _MICROSOFT,
    "msn.com": _MICROSOFT,
    "yahoo.com": _YAHOO,
    "ymail.com": _YAHOO,
    "icloud.com": _ICLOUD,
    "me.com": _ICLOUD,
    "mac.com": _ICLOUD,
    "fastmail.com": _FASTMAIL,
    "fastmail.fm": _FASTMAIL,
    "gmx.net": _GMX,
    "gmx.de": _GMX,
    "gmx.com": _GMX,
    "zoho.com": _ZOHO,
    "zohomail.com": _ZOHO,
    "proton.me": _PROTON,
    "protonmail.com": _PROTON,
    "pm.me": _PROTON,
}
KNOWN = (_GOOGLE, _MICROSOFT, _YAHOO, _ICLOUD, _FASTMAIL, _GMX, _ZOHO, _PROTON)


def provider_of(address: str) -> Provider:
    """The provider of an address, or the usual names at its domain as a guess."""
    domain = address.rpartition("@")[2].strip().lower()
    usual = Provider(name=domain, imap_host=f"imap.{domain}", smtp_host=f"smtp.{domain}", is_guess=True)
    return _BY_DOMAIN.get(domain, usual)


def provider_at(host: str) -> Provider | None:
    """The known provider whose server this is: its own domains' addresses tell nothing, many firms use Google."""
    name = host.strip().lower()
    return next((known for known in KNOWN if name in {known.imap_host, known.smtp_host}), None)
