"""The providers' signing keys under the names that Anymail looks for."""

_NAMES = {
    "mailersend": "MAILERSEND_INBOUND_SECRET",
    "mailersend-reports": "MAILERSEND_SIGNING_SECRET",
    "mailgun": "MAILGUN_WEBHOOK_SIGNING_KEY",
    "mandrill": "MANDRILL_WEBHOOK_KEY",
    "postal": "POSTAL_WEBHOOK_KEY",
    "sendgrid": "SENDGRID_INBOUND_WEBHOOK_VERIFICATION_KEY",
    "sendgrid-reports": "SENDGRID_TRACKING_WEBHOOK_VERIFICATION_KEY",
}


def webhook_settings(secret: str, keys: dict[str, str]) -> dict[str, str]:
    """Anymail's settings. Raises ValueError for a provider that has no key of its own."""
    unknown = keys.keys() - _NAMES
    if unknown:
        raise ValueError(f"GOODWORD_WEBHOOK_KEYS: {', '.join(sorted(unknown))} has no key; known: {', '.join(_NAMES)}")
    return {"WEBHOOK_SECRET": secret} | {_NAMES[provider]: key for provider, key in keys.items()}
