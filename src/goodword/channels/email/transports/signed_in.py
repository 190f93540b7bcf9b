"""What connections to mail servers have in common: reached, signed in, and never left open by a failure."""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

from goodword.channels.email.choices import Security
from goodword.channels.email.transports.errors import Server, TransportError
from goodword.channels.email.transports.security import refuse_plain_text_elsewhere, refuse_private_address


class SignedIn(ABC):
    """`with` connects and signs in; a sign-in that fails leaves nothing open."""

    def __enter__(self) -> Self:
        self.connect()
        try:
            self.sign_in()
        except TransportError:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @abstractmethod
    def connect(self) -> None:
        """Reach the server and agree on encryption, with a verified certificate."""

    @abstractmethod
    def sign_in(self) -> None:
        """Show who we are."""

    @abstractmethod
    def close(self) -> None:
        """Leave; never raises."""


def refuse_where_we_may_not_go(server: Server, security: Security) -> None:
    """Before anything is sent. Raises PrivateAddress, PlainTextRefused, NameUnknown."""
    refuse_private_address(server)
    if security == Security.NONE:
        refuse_plain_text_elsewhere(server)
