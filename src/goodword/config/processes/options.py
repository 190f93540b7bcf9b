"""The arguments that `serve` and `web` share."""

import argparse
from pathlib import Path

from goodword.config.processes.listening import CannotListen, Certificate


def add_web_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and with which certificate."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1); 0.0.0.0 for all")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000); 0 lets the system choose")
    parser.add_argument("--tls-cert", type=Path, metavar="PEM", help="certificate with its chain, for https")
    parser.add_argument("--tls-key", type=Path, metavar="PEM", help="the certificate's key")


def certificate_of(options: argparse.Namespace) -> Certificate | None:
    """The given certificate, checked, or None. Raises CannotListen."""
    if bool(options.tls_cert) != bool(options.tls_key):
        raise CannotListen("--tls-cert and --tls-key belong together: give both, or neither.")
    if not options.tls_cert:
        return None
    certificate = Certificate(options.tls_cert, options.tls_key)
    certificate.check()
    return certificate
