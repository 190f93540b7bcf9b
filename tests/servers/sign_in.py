"""A provider's sign-in server on loopback: it grants codes and tokens, rotates them, and answers what Dovecot asks."""

import base64
import hashlib
import json
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit


class SignInServer:
    """What it grants is kept in `active` (access tokens and whose they are) and `refreshable`."""

    client_id, client_secret = "desk", "desk-secret"

    def __init__(self, port: int) -> None:
        self.port = port
        self.active: dict[str, str] = {}
        self.refreshable: dict[str, str] = {}
        self.codes: dict[str, tuple[str, str, str]] = {}
        self.asked: list[dict[str, str]] = []  # everything that came to the token address
        self.life = 3600
        self.refresh_life: int | None = None
        self.rotates = True
        self.answer: tuple[int, bytes] | None = None  # instead of what it would say
        self.headers: dict[str, str] = {}
        self.pause: threading.Event | None = None
        self._http = ThreadingHTTPServer(("127.0.0.1", port), self._handler())

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/{path}"

    def consent(self, address: str, account: str) -> dict[str, str]:
        """What somebody who opens the address and agrees is sent back with."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        code = secrets.token_hex(8)
        self.codes[code] = (account, asked["code_challenge"], asked["redirect_uri"])
        return {"code": code, "state": asked["state"]}

    def grant(self, account: str, *, refreshable: bool = True) -> dict[str, Any]:
        """Tokens for an account, as the token address answers them."""
        access = f"access-{secrets.token_hex(8)}"
        self.active[access] = account
        said: dict[str, Any] = {"access_token": access, "token_type": "Bearer", "expires_in": self.life}
        if refreshable:
            said["refresh_token"] = f"refresh-{secrets.token_hex(8)}"
            self.refreshable[said["refresh_token"]] = account
        if self.refresh_life is not None:
            said["refresh_token_expires_in"] = self.refresh_life
        return said

    def token(self, asked: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if (asked.get("client_id"), asked.get("client_secret")) != (self.client_id, self.client_secret):
            return 401, {"error": "invalid_client", "error_description": "AADSTS7000222: secret expired"}
        match asked.get("grant_type"):
            case "authorization_code":
                return self._for_code(asked)
            case "refresh_token":
                return self._for_refresh(asked["refresh_token"])
            case "client_credentials":
                return 200, self.grant("the desk", refreshable=False)
        return 400, {"error": "unsupported_grant_type"}

    def _for_code(self, asked: dict[str, str]) -> tuple[int, dict[str, Any]]:
        account, challenge, redirect = self.codes.pop(asked["code"], ("", "", ""))
        digest = base64.urlsafe_b64encode(hashlib.sha256(asked["code_verifier"].encode()).digest())
        if not account or digest.rstrip(b"=").decode() != challenge or asked["redirect_uri"] != redirect:
            return 400, {"error": "invalid_grant", "error_description": "code or verifier is wrong"}
        return 200, self.grant(account)

    def _for_refresh(self, token: str) -> tuple[int, dict[str, Any]]:
        account = self.refreshable.pop(token, "")
        if not account:
            return 400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
        if not self.rotates:
            self.refreshable[token] = account
        return 200, self.grant(account, refreshable=self.rotates)

    def introspect(self, token: str) -> dict[str, Any]:
        account = self.active.get(token, "")
        return {"active": bool(account), "username": account, "scope": "mail"}

    def _handler(server) -> type[BaseHTTPRequestHandler]:  # noqa: N805 (its `self` is the request)
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                """Whoever comes agrees at once, for the account that the desk named."""
                asked = parse_qs(urlsplit(self.path).query)
                agreed = server.consent(self.path, asked["login_hint"][0])
                self.send_response_only(302)
                self.send_header("Location", f"{asked['redirect_uri'][0]}?{urlencode(agreed)}")
                self.end_headers()

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                asked = {name: values[0] for name, values in parse_qs(body).items()}
                if self.path.startswith("/introspect"):
                    self._say(200, json.dumps(server.introspect(asked.get("token", ""))).encode())
                    return
                server.asked.append(asked)
                if server.pause:
                    server.pause.wait(5)
                status, said = server.answer or _in_json(server.token(asked))
                self._say(status, said)

            def _say(self, status: int, said: bytes) -> None:
                self.send_response_only(status)
                for name, value in server.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *_words: object) -> None:
                """Say nothing."""

        return Handler


def _in_json(answer: tuple[int, dict[str, Any]]) -> tuple[int, bytes]:
    return answer[0], json.dumps(answer[1]).encode()
