"""Which stored secrets the present key cannot open: what restoring without the old key costs."""

import hashlib
from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError
from django.db.models import Model

from goodword.core.keys import KEY_FILE, SecretUnreadable, decrypt

ENDING = "_secret"


def key_fingerprint() -> str:
    """Tells one secrets key from another, and nothing about it."""
    return hashlib.sha256((settings.GOODWORD.data / KEY_FILE).read_bytes()).hexdigest()[:16]


def secret_columns() -> Iterator[tuple[type[Model], str]]:
    """Every column that holds an encrypted secret: by convention its name ends with `_secret`."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:  # noqa: SLF001 (Django's documented API)
            if field.name.endswith(ENDING):
                yield model, field.name


def dead_secrets() -> dict[str, int]:
    """How many secrets cannot be read any more, by what they are (`connection imap secret`)."""
    dead = {"second step": lost} if (lost := _dead_second_steps()) else {}
    for model, name in secret_columns():
        count = _dead_in(model, name)
        if count:
            dead[f"{model._meta.verbose_name} {name.replace('_', ' ')}"] = count  # noqa: SLF001
    return dead


def _dead_second_steps() -> int:
    """Allauth keeps the keys of apps and recovery codes in a column of its own; passkeys hold no secret of ours."""
    try:
        kept = list(Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).values_list("data", flat=True))
    except DatabaseError:  # a restored database of an earlier version
        return 0
    return sum(1 for data in kept if not _opens(data.get("secret") or data.get("seed") or ""))


def _dead_in(model: type[Model], name: str) -> int:
    try:
        stored = list(model._default_manager.exclude(**{name: ""}).values_list(name, flat=True))  # noqa: SLF001
    except DatabaseError:  # a restored database of an earlier version has no such column yet
        return 0
    return sum(1 for secret in stored if not _opens(secret))


def _opens(secret: str) -> bool:
    try:
        decrypt(secret)
    except SecretUnreadable:
        return False
    return True
