"""A name server on loopback, by UDP and TCP, with the records that a test gives it, and the ways to misbehave."""

import socketserver
import threading
from collections.abc import Sequence
from typing import Any, Self

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

from tests.engines import free_port

_UDP_SIZE = 512


class NameServerStub:
    """`failing` names answer SERVFAIL, `silent` ones not at all; a long answer comes by TCP only."""

    def __init__(self) -> None:
        self.port = free_port()
        self.asked: list[tuple[str, str, str]] = []
        self.failing: set[str] = set()
        self.silent: set[str] = set()
        self._records: dict[tuple[str, str], list[str]] = {}
        stub = self

        class ByUdp(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                answer = stub.answer(self.request[0], "udp")
                if answer:
                    self.request[1].sendto(answer, self.client_address)

        class ByTcp(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                size = int.from_bytes(self.rfile.read(2), "big")
                answer = stub.answer(self.rfile.read(size), "tcp")
                self.wfile.write(len(answer).to_bytes(2, "big") + answer)

        socketserver.ThreadingTCPServer.allow_reuse_address = True
        here = ("127.0.0.1", self.port)
        self._servers: list[Any] = [
            socketserver.ThreadingUDPServer(here, ByUdp),
            socketserver.ThreadingTCPServer(here, ByTcp),
        ]

    def __enter__(self) -> Self:
        for server in self._servers:
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def put(self, name: str, kind: str, *values: str) -> None:
        """The records of this kind at a name, instead of any before. A TXT is cut into pieces as it must be."""
        texts = [_in_pieces(value) if kind == "TXT" else value for value in values]
        self._records[name.lower().rstrip("."), kind] = texts

    def answer(self, query: bytes, way: str) -> bytes:
        asked = dns.message.from_wire(query)
        question = asked.question[0]
        name, kind = question.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(question.rdtype)
        self.asked.append((way, name, kind))
        answer = dns.message.make_response(asked)
        if name in self.silent:
            return b""
        if name in self.failing:
            answer.set_rcode(dns.rcode.SERVFAIL)
            return answer.to_wire()
        self._fill(answer, name, kind)
        wire = answer.to_wire()
        if way == "udp" and len(wire) > _UDP_SIZE:
            short = dns.message.make_response(asked)
            short.flags |= dns.flags.TC
            return short.to_wire()
        return wire

    def _fill(self, answer: dns.message.Message, name: str, kind: str) -> None:
        seen: list[str] = []
        while (alias := self._values(name, "CNAME")) and len(seen) < 20:
            answer.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "CNAME", alias[0]))
            seen.append(name)
            name = alias[0].rstrip(".").lower()
            if name in seen:
                return
        values = self._values(name, kind)
        if values:
            answer.answer.append(dns.rrset.from_text_list(f"{name}.", 60, "IN", kind, values))
        elif not any(known == name for known, _kind in self._records):
            answer.set_rcode(dns.rcode.NXDOMAIN)

    def _values(self, name: str, kind: str) -> Sequence[str]:
        return self._records.get((name, kind), [])


def _in_pieces(text: str) -> str:
    pieces = [text[start : start + 255] for start in range(0, len(text), 255)] or [""]
    quoted = [piece.replace("\\", "\\\\").replace('"', '\\"') for piece in pieces]
    return " ".join(f'"{piece}"' for piece in quoted)
