"""An organization's own sign-in on loopback: OpenID Connect, with what it says of each person in `claims`."""

import json
import time
from http.server import BaseHTTPRequestHandler
from typing import Any

import jwt

from tests.servers.sign_in import SignInServer


class OpenIdServer(SignInServer):
    """Grants codes as `SignInServer` does, and tells who somebody is."""

    def __init__(self, port: int) -> None:
        self.claims: dict[str, dict[str, Any]] = {}
        super().__init__(port)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def grant(self, account: str, *, refreshable: bool = True) -> dict[str, Any]:
        said = super().grant(account, refreshable=refreshable)
        told = {"iss": self.issuer, "aud": self.client_id, "sub": account, "exp": time.time() + 60, "iat": time.time()}
        return {**said, "id_token": jwt.encode(told, "a key that is thirty-two bytes long", algorithm="HS256")}

    def document(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": self.at("authorize"),
            "token_endpoint": self.at("token"),
            "userinfo_endpoint": self.at("userinfo"),
            "jwks_uri": self.at("keys"),
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def _handler(server) -> type[BaseHTTPRequestHandler]:  # noqa: N805 (its `self` is the request)
        class Handler(super()._handler()):  # type: ignore[misc]
            def do_GET(self) -> None:  # noqa: N802 (the name that http.server calls)
                if self.path == "/userinfo":
                    account = server.active.get(self.headers.get("Authorization", "").removeprefix("Bearer "), "")
                    self._say(200, json.dumps({"sub": account, **server.claims[account]}).encode())
                else:
                    self._say(200, json.dumps(server.document()).encode())

        return Handler
