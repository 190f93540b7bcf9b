"""Letters as their customer reads them."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from goodword.conversations.choices import Channel, Direction, MadeBy
from goodword.conversations.types import Attachment, Message
from goodword.core.clock import now
from goodword.core.markup import clean_written_html, preview_of, text_to_html
from goodword.web.files.addresses import file_address
from goodword.web.files.views import PICTURES
from goodword.web.portal.times import when

_OUR_FILE = re.compile(r'(?<=src=")/files/(\d{1,18})(?![\w-])[^"]*(?=")')


@dataclass(frozen=True, slots=True)
class File:
    """A file of a letter; `picture` when it can be shown small."""

    name: str
    size: int
    address: str
    picture: bool


@dataclass(frozen=True)
class Letter:
    """One letter, or word of a call or visit. `reader_id` is whose page it is, `house` the organization's name."""

    message: Message
    reader_id: int
    house: str
    is_first: bool = False

    @property
    def is_theirs(self) -> bool:
        return self.message.is_from_customer

    @property
    def author(self) -> str:
        message = self.message
        if self.is_theirs:
            return _("You") if message.customer_id == self.reader_id else message.sender_name
        return message.agent.name if message.agent else self.house

    @property
    def at(self) -> str:
        return when(self.message.at)

    @property
    def talk(self) -> str:
        """That we spoke, if it is no letter; what was said was written down for the house alone."""
        if getattr(self.message, "talk", None) is None:
            return ""
        if self.message.channel == Channel.IN_PERSON:
            return _("You spoke with us in person")
        return _("You called us") if self.message.direction == Direction.IN else _("We called you")

    @property
    def preview(self) -> str:
        body = self.message.body
        return preview_of(body.text[: body.quoted_from]) or _("(only files)")

    @property
    def is_automatic(self) -> bool:
        """The desk wrote it by itself."""
        return self.message.made_by == MadeBy.DESK

    @cached_property
    def html(self) -> str:
        """Safe for the page: what we wrote here with its form and pictures, all else as plain text."""
        body = self.message.body
        if self.is_theirs or self.message.made_by == MadeBy.ELSEWHERE or not body.html:
            return text_to_html(body.text[: body.quoted_from])
        own = {one.pk: one for one in self.message.attachments.all()}
        return _OUR_FILE.sub(lambda found: _address(own.get(int(found[1]))), clean_written_html(body.html))

    @property
    def files(self) -> list[File]:
        """Its files but the pictures in its text, and those whose link was withdrawn."""
        html = "" if self.is_theirs else self.message.body.html
        rows = [one for one in self.message.attachments.all() if f'src="/files/{one.pk}"' not in html]
        return [
            File(one.filename, one.size, file_address(one), one.content_type in PICTURES)
            for one in rows
            if not hasattr(one, "link") or one.link.is_open(now())
        ]


def _address(attachment: Attachment | None) -> str:
    return file_address(attachment) if attachment is not None else ""
