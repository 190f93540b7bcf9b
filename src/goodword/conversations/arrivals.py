"""A message as a channel hands it in, whatever the channel."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from goodword.conversations.choices import Channel


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """One address a message went to. `has_it`: a letter that goes out again names them, and does not go to them."""

    kind: Literal["to", "cc", "bcc"] = "to"
    name: str = ""
    address: str
    has_it: bool = False

    def as_json(self) -> dict[str, str | bool]:
        written = asdict(self)
        return written if self.has_it else {name: value for name, value in written.items() if name != "has_it"}


@dataclass(frozen=True, kw_only=True, slots=True)
class ArrivedFile:
    """A file that came along; its bytes are in the blob already."""

    blob_key: str
    filename: str
    content_type: str
    size: int
    content_id: str = ""
    is_inline: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """A customer's message. `conversation_id` None opens a conversation. `at` is our server's receipt (for history:
    when it was written). `quoted_from` cuts `text` where signature and quoted history begin."""

    channel: Channel
    mailbox_id: int | None
    customer_id: int
    conversation_id: int | None
    sender_name: str
    sender_address: str
    reply_to: str = ""
    recipients: tuple[Recipient, ...] = ()
    subject: str
    text: str
    html: str = ""
    quoted_from: int | None = None
    has_remote_images: bool = False
    at: datetime
    files: tuple[ArrivedFile, ...] = ()
    is_history: bool = False
    is_automatic: bool = False
    remarks: tuple[str, ...] = ()
    invitations: tuple[dict[str, str | bool], ...] = ()
