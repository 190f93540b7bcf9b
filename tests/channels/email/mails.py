"""Mails as customers' programs write them."""

from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path

SAMPLES = Path(__file__).parent.parent.parent / "mails"
ODILE = "Odile Hartwell <o.hartwell@example.org>"


def sample(name: str) -> bytes:
    """One of the real-looking mails in `tests/mails/`."""
    return (SAMPLES / f"{name}.eml").read_bytes()


def mail(text: str = "Where is my order?", **headers: str) -> bytes:
    """A plain mail from Odile to the pharmacy line; `headers` with `_` for `-` replace or, if empty, remove."""
    message = EmailMessage()
    message["From"], message["To"] = ODILE, "pharmacy@wrenfield.example"
    message["Subject"], message["Message-ID"] = "My order", make_msgid(domain="example.org")
    message["Date"] = "Mon, 16 Nov 2026 10:00:00 -0500"
    for name, value in headers.items():
        header = name.replace("_", "-")
        del message[header]
        if value:
            message[header] = value
    message.set_content(text)
    return message.as_bytes()
