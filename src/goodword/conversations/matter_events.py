"""What happens by the page that a customer has of their matter. Letters written there are `message.received`."""

from dataclasses import dataclass

from goodword.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MatterConfirmed(Event, kind="matter.confirmed"):
    """The customer said on the page of their matter that it is solved."""


@dataclass(frozen=True, kw_only=True)
class MatterLinkMade(Event, kind="matter-link.made"):
    """Somebody has a link to the page of their matter; those they had before open nothing."""

    link_id: int
    serial: int


@dataclass(frozen=True, kw_only=True)
class MatterLinkRevoked(Event, kind="matter-link.revoked"):
    """An agent closed the page of a matter to whoever has the link."""

    link_id: int
