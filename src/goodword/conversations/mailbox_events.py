"""What happens to the addresses that customers write to."""

from dataclasses import dataclass

from goodword.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MailboxAdded(Event, kind="mailbox.added"):
    """An address customers write to was added."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class MailboxChanged(Event, kind="mailbox.changed"):
    """A mailbox has another name or team."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class MailboxAlertedChanged(Event, kind="mailbox.alerted-changed"):
    """Other people are named to be told of urgent mail to the mailbox; the lists hold agents' ids."""

    mailbox_id: int
    joined: list[int]
    left: list[int]
