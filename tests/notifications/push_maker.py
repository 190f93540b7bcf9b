"""A push service as browsers' makers run one, on this machine: it opens what it is given as the browser would."""

import base64
import json
import os
import struct
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def unpadded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def padded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class FakeBrowser:
    """What a browser keeps to itself, and gives away of it."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def point(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def open(self, body: bytes) -> dict[str, Any]:
        """RFC 8188 and 8291, from the side of whoever reads."""
        salt, length = body[:16], body[20]
        assert struct.unpack("!I", body[16:20])[0] >= len(body) - 21 - length
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
        secret = self._derive(shared, self.auth, b"WebPush: info\0" + self.point + theirs, 32)
        content_key = self._derive(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
        plain = AESGCM(content_key).decrypt(self._derive(secret, salt, b"Content-Encoding: nonce\0", 12), sealed, None)
        told: dict[str, Any] = json.loads(plain.rstrip(b"\0").removesuffix(b"\x02"))
        return told

    @staticmethod
    def _derive(secret: bytes, salt: bytes, about: bytes, length: int) -> bytes:
        return HKDF(algorithm=SHA256(), length=length, salt=salt, info=about).derive(secret)


class PushMaker:
    """Takes pushes on a port of its own and keeps them; answers with `status`."""

    def __init__(self) -> None:
        self.status, self.taken = 201, list[tuple[dict[str, str], bytes]]()
        maker = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                maker.taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(maker.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *words: object) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self.origin = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "PushMaker":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def introduced(self, headers: dict[str, str]) -> dict[str, Any]:
        """What the desk says of itself, if it signed that with the key it names (RFC 8292)."""
        scheme, _, rest = headers["authorization"].partition(" ")
        assert scheme == "vapid"
        parts = dict(part.strip().split("=", 1) for part in rest.split(","))
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), padded(parts["k"]))
        claims: dict[str, Any] = jwt.decode(
            parts["t"], key, algorithms=["ES256"], audience=self.origin, options={"verify_exp": False}
        )
        return {**claims, "key": parts["k"]}
