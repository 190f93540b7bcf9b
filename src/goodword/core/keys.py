"""The two keys kept beside the database, never in it: one signs, one encrypts secrets at rest."""

import base64
import os
import secrets
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from goodword.core.errors import DomainError

KEY_FILE = "secrets.key"


class SecretUnreadable(DomainError):
    """A stored secret cannot be decrypted: the key file is another one than when it was stored."""

    code = "secret-unreadable"
    default = _(
        "A stored password cannot be read: the secrets key is not the one it was stored with. Enter the password "
        "again, or put the old key back."
    )


@cache
def _keys(data: Path) -> tuple[str, str]:
    """The signing key and the encryption key; made at the first call, readable by the owner only."""
    path = data / KEY_FILE
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path, f"{secrets.token_urlsafe(50)}\n{Fernet.generate_key().decode()}\n")
    signing, encryption = path.read_text().split("\n")[:2]
    return signing, encryption


def _write_once(path: Path, content: str) -> None:
    """Make the file whole or not at all; of two processes that start together, the first one's stays."""
    descriptor, aside = tempfile.mkstemp(prefix=".key-", dir=path.parent)  # mkstemp makes it for the owner only
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(aside)
    finally:
        Path(aside).unlink()


def secret_key(data: Path) -> str:
    """The signing key, for Django's SECRET_KEY."""
    return _keys(data)[0]


@cache
def _fernet(data: Path) -> Fernet:
    return Fernet(_keys(data)[1].encode())


def encrypt(secret: str) -> str:
    """Encrypt a secret for the database."""
    return _fernet(settings.GOODWORD.data).encrypt(secret.encode()).decode()


def decrypt(stored: str) -> str:
    """The secret. Raises SecretUnreadable when the key is not the one it was stored with."""
    try:
        return _fernet(settings.GOODWORD.data).decrypt(stored.encode()).decode()
    except InvalidToken as error:
        raise SecretUnreadable from error


def blob_key(data: Path) -> bytes:
    """The key of the keyed hash that names blobs, so that a name says nothing about the content."""
    return base64.urlsafe_b64decode(_keys(data)[1])
