"""The two keys kept beside the database, never in it: one signs, one encrypts secrets at rest."""

import base64
import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from goodword.core.errors import DomainError

KEY_FILE = "secrets.key"


class SecretUnreadable(DomainError):
    """A stored secret cannot be decrypted: the key file is another one than when it was stored."""

    code = "secret-unreadable"


def _key_file(data: Path) -> Path:
    path = data / KEY_FILE
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(f"{secrets.token_urlsafe(50)}\n{Fernet.generate_key().decode()}\n")
    return path


def secret_key(data: Path) -> str:
    """The signing key; made with the encryption key, readable by the owner only, at the first call."""
    return _key_file(data).read_text().split("\n")[0]


@cache
def _fernet(data: Path) -> Fernet:
    return Fernet(_key_file(data).read_text().split("\n")[1].encode())


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
    return base64.urlsafe_b64decode(_key_file(data).read_text().split("\n")[1])
