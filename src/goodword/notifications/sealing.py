"""Web Push as browsers understand it: words that only one browser can open (RFC 8291), and our name (RFC 8292). Pure.

Made with `cryptography` alone: docs/decisions tells why no push library is used.
"""

import base64
import json
import os
import struct
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

LONGEST = 3_000  # bytes; push services take 4,096 with everything around
_RECORD = 4096
_SALT_BYTES = 16
_POINT_BYTES = 65
_AUTH_BYTES = 16
_COORDINATE_BYTES = 32
_PADDED_TO = 256  # so that the size of what is sent tells little


def encode(raw: bytes) -> str:
    """base64url without padding, as everything here is written."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """The bytes. Raises ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def is_point(raw: bytes) -> bool:
    """Whether it is a public key of the curve that browsers use."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    except ValueError:
        return False
    return len(raw) == _POINT_BYTES


def is_auth(raw: bytes) -> bool:
    """Whether it is a secret as browsers make it."""
    return len(raw) == _AUTH_BYTES


def seal(
    plain: bytes,
    *,
    public_key: bytes,
    auth: bytes,
    key: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
    pad: bool = True,
) -> bytes:
    """Encrypt for one browser (aes128gcm, one record). `key` and `salt` are fresh each time, but for test vectors."""
    if len(plain) > LONGEST:
        raise ValueError("too long for a push")
    key = key or ec.generate_private_key(ec.SECP256R1())
    salt = salt or os.urandom(_SALT_BYTES)
    own = public_point(key)
    shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public_key))
    secret = _derive(shared, auth, b"WebPush: info\0" + public_key + own, 32)
    content_key = _derive(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(secret, salt, b"Content-Encoding: nonce\0", 12)
    padding = bytes(-len(plain) % _PADDED_TO) if pad else b""
    sealed = AESGCM(content_key).encrypt(nonce, plain + b"\x02" + padding, None)
    return salt + struct.pack("!IB", _RECORD, len(own)) + own + sealed


def _derive(secret: bytes, salt: bytes, about: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=about).derive(secret)


def public_point(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public half, as browsers and push services want it."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def new_key() -> tuple[str, str]:
    """A key for the desk: its private half as PEM, its public half as browsers take it."""
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return pem, encode(public_point(key))


def introduction(private_pem: str, *, audience: str, subject: str, until: datetime) -> str:
    """The Authorization header by which a push service knows the desk: `vapid t=…, k=…`."""
    key = load_pem_private_key(private_pem.encode(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)  # noqa: S101 - for the type checker
    claims = {"aud": audience, "exp": int(until.timestamp()), "sub": subject}
    signed = f"{_part({'typ': 'JWT', 'alg': 'ES256'})}.{_part(claims)}"
    r, s = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(SHA256())))
    signature = r.to_bytes(_COORDINATE_BYTES, "big") + s.to_bytes(_COORDINATE_BYTES, "big")
    return f"vapid t={signed}.{encode(signature)}, k={encode(public_point(key))}"


def _part(words: dict[str, object]) -> str:
    return encode(json.dumps(words, separators=(",", ":")).encode())
