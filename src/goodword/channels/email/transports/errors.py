"""What goes wrong between us and a mail server, in words that say what to do next."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from goodword.core.errors import DomainError

_EXPIRED, _OTHER_NAME = 10, 62  # OpenSSL: X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_HOSTNAME_MISMATCH


def _fill(template: str | Promise, **values: object) -> str:
    return str(template).format(**values)


filled = lazy(_fill, str)
"""A translatable sentence with its values, put into words only when it is shown."""


@dataclass(frozen=True)
class Server:
    """Where a server is, as the administrator gave it."""

    host: str
    port: int


class TransportError(DomainError):
    """The server and we did not get on. `words` are the server's own. Only Refused is final."""

    code = "mail-transport"
    status = 502
    template: ClassVar[str | Promise] = _("{host} answered something unexpected: {words}")

    def __init__(self, server: Server, words: str = "") -> None:
        self.server = server
        self.words = " ".join(words.split())[:300]
        self.values = {"host": server.host, "port": server.port, "words": self.words or "–"}
        super().__init__(filled(self.template, **self.values))


class NameUnknown(TransportError):
    """The name of the server does not resolve."""

    code = "mail-name-unknown"
    template = _(
        "There is no server called {host}. Check the spelling; your provider's help page shows the right name."
    )


class NobodyListens(TransportError):
    """Nothing answers at the port."""

    code = "mail-nobody-listens"
    template = _(
        "{host} does not answer on port {port}. Check the port and the kind of security, and whether a firewall is in "
        "the way."
    )


class TooSlow(TransportError):
    """The server stopped answering in the middle."""

    code = "mail-too-slow"
    template = _("{host} did not answer in time. If this lasts, ask your provider whether the service is disturbed.")


class ConnectionLost(TransportError):
    """The server went away in the middle."""

    code = "mail-connection-lost"
    template = _("{host} closed the connection. If this lasts, ask your provider why.")


class CertificateExpired(TransportError):
    """The certificate was good once."""

    code = "mail-certificate-expired"
    template = _(
        "The certificate of {host} has expired. Whoever runs that server must renew it; nothing was sent to it."
    )


class CertificateForOthers(TransportError):
    """The certificate belongs to another name."""

    code = "mail-certificate-name"
    template = _(
        "The certificate that {host} shows is for another name. Use the name that your provider's help page shows; "
        "nothing was sent to it."
    )


class CertificateUntrusted(TransportError):
    """Nobody we trust vouches for the certificate."""

    code = "mail-certificate-untrusted"
    template = _(
        "The certificate of {host} is not signed by an authority that this machine trusts. If the server is your own, "
        "add its authority to this machine; nothing was sent to it."
    )


class NoEncryption(TransportError):
    """The port does not speak the kind of encryption that was asked for."""

    code = "mail-no-encryption"
    template = _(
        "{host} does not speak the chosen kind of encryption on port {port}. Usual are TLS on 993 and 465, STARTTLS on "
        "143 and 587."
    )


class PlainTextRefused(TransportError):
    """We were asked to send a password unencrypted over a network."""

    code = "mail-plain-text"
    template = _("Without encryption only a server on this machine is used, and {host} is not. Choose TLS or STARTTLS.")


class PrivateAddress(TransportError):
    """The name leads into our own network, which nobody allowed."""

    code = "mail-private-address"
    template = _(
        "{host} is an address inside your own network, and the desk reaches those only when they are allowed by name. "
        "If it is your mail server, add {host} to GOODWORD_ALLOWED_PRIVATE_HOSTS and start the desk anew."
    )


class LoginRefused(TransportError):
    """The server does not take the user name and password."""

    code = "mail-login-refused"
    template = _("{host} does not accept the user name or the password. It said: {words}")


class TokenRefused(LoginRefused):
    """The server does not take the token that the provider gave us."""

    code = "mail-token-refused"
    template = _(
        "{host} does not accept the sign-in that the provider granted. Check that the right account signed in, and "
        "that IMAP and SMTP are allowed for it; then sign in again. The server said: {words}"
    )


class NoTokens(TransportError):
    """The server offers no way to sign in with a token."""

    code = "mail-no-tokens"
    template = _("{host} offers no sign-in through a provider. Use a password for it.")


class FolderMissing(TransportError):
    """The folder cannot be opened."""

    code = "mail-folder-missing"
    template = _("{host} has no such folder, or does not let us open it. It said: {words}")


class ServerSaidNo(TransportError):
    """An IMAP server understood the command and would not."""

    code = "mail-server-said-no"


class RefusedForNow(TransportError):
    """The server asks to try again later (4xx)."""

    code = "mail-refused-for-now"
    template = _("{host} does not take mail at the moment and asks to try again later. It said: {words}")


class Refused(TransportError):
    """The server refuses for good (5xx)."""

    code = "mail-refused"
    template = _("{host} refused the mail. It said: {words}")


class SenderRefused(Refused):
    """The server does not let us send as this address."""

    code = "mail-sender-refused"
    template = _(
        "{host} does not let this account send as this address. Allow the address at your provider, or sign in with "
        "the account it belongs to. The server said: {words}"
    )


class RecipientRefused(Refused):
    """The server refuses the recipient."""

    code = "mail-recipient-refused"
    template = _("{host} refused the recipient's address. Check it for mistakes. The server said: {words}")


class AddressNotPossible(Refused):
    """The address has letters that the server does not know how to deliver to."""

    code = "mail-address-not-possible"
    template = _(
        "{host} cannot deliver to {words}: the part before the @ has letters other than a to z. Ask the customer for "
        "another address."
    )


class AnswerLost(TransportError):
    """The mail was handed over, but the answer never came: it may or may not have left."""

    code = "mail-answer-lost"
    template = _("{host} was handed the mail but broke off before it answered; it may have left or not.")


def _of_certificate(server: Server, error: ssl.SSLCertVerificationError) -> TransportError:
    kinds = {_EXPIRED: CertificateExpired, _OTHER_NAME: CertificateForOthers}
    return kinds.get(error.verify_code, CertificateUntrusted)(server, error.verify_message)


@contextmanager
def explained(server: Server, *, connecting: bool = False) -> Iterator[None]:
    """Turn what sockets and TLS raise inside into a TransportError. `connecting`: no conversation has begun yet."""
    try:
        yield
    except smtplib.SMTPException:  # an OSError by descent, but the relay's own words
        raise
    except ssl.SSLCertVerificationError as error:
        raise _of_certificate(server, error) from error
    except ssl.SSLError as error:
        raise (NoEncryption if connecting else ConnectionLost)(server, str(error.reason)) from error
    except socket.gaierror as error:
        raise NameUnknown(server, str(error.strerror)) from error
    except TimeoutError as error:
        raise (NobodyListens if connecting else TooSlow)(server) from error
    except (OSError, EOFError) as error:
        raise (NobodyListens if connecting else ConnectionLost)(server, str(error)) from error
