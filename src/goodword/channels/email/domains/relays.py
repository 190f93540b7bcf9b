"""What well-known relays ask a domain to publish. Taken from their documentation; not tested live."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KnownRelay:
    """A relay by the end of its host name: what SPF must include, and under which names its DKIM keys stand."""

    name: str
    hosts: tuple[str, ...]
    include: str
    selectors: tuple[str, ...] = ()


_MICROSOFTS = ("selector1", "selector2")
_KNOWN = (
    KnownRelay("Google", ("gmail.com", "google.com"), "_spf.google.com", ("google",)),
    KnownRelay("Microsoft 365", ("office365.com", "outlook.com"), "spf.protection.outlook.com", _MICROSOFTS),
    KnownRelay("Fastmail", ("fastmail.com", "messagingengine.com"), "spf.messagingengine.com", ("fm1", "fm2", "fm3")),
    KnownRelay("Zoho", ("zoho.com", "zoho.eu"), "zohomail.com", ("zoho", "zmail")),
    KnownRelay("iCloud", ("mail.me.com",), "icloud.com", ("sig1",)),
    KnownRelay("SendGrid", ("sendgrid.net",), "sendgrid.net", ("s1", "s2")),
    KnownRelay("Mailgun", ("mailgun.org",), "mailgun.org", ("mta", "smtp", "k1", "pic")),
    KnownRelay("Amazon SES", ("amazonaws.com",), "amazonses.com"),
    KnownRelay("Postmark", ("postmarkapp.com",), "spf.mtasv.net", ("pm",)),
    KnownRelay("Mailjet", ("mailjet.com",), "spf.mailjet.com", ("mailjet",)),
    KnownRelay("Brevo", ("brevo.com", "sendinblue.com"), "spf.brevo.com", ("mail", "brevo1", "brevo2")),
)  # fmt: skip
USUAL_SELECTORS = ("default", "dkim", "mail", "s1", "s2", "k1", "selector1", "selector2", "google")


def relay_at(host: str) -> KnownRelay | None:
    """The relay whose server this is; None for any other."""
    name = host.strip().rstrip(".").lower()
    return next(
        (known for known in _KNOWN if any(name == end or name.endswith(f".{end}") for end in known.hosts)), None
    )
