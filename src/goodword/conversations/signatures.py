"""What stands below a reply: the mailbox's signature with its blanks filled, else the agent's own."""

import re
from html import escape

from goodword.accounts.models import Agent, Organization
from goodword.conversations.models import Mailbox
from goodword.core.markup import clean_written_html

BLANKS = ("name", "title", "organization", "own")
_IMAGE = re.compile(r"<img[^>]*>")
_BLANK = re.compile(r"\{(" + "|".join(BLANKS) + r")\}")
_EMPTY_LINE = re.compile(r"<p>(?:\s|<br>)*</p>")


def clean_signature(html: str) -> str:
    """A signature as it is kept: words and links, no pictures."""
    return _IMAGE.sub("", clean_written_html(html)).strip()


def signature_of(agent: Agent, mailbox: Mailbox | None) -> str:
    """The signature as HTML; empty when neither has one.

    A mailbox's may say {name}, {title}, {organization} and {own}, which is the agent's own.
    """
    template = mailbox.signature if mailbox else ""
    if not template:
        return agent.signature
    organization = Organization.objects.first()
    filled = {
        "name": escape(agent.name),
        "title": escape(agent.title),
        "organization": escape(organization.name if organization else ""),
        "own": agent.signature,
    }
    return _EMPTY_LINE.sub("", clean_signature(_BLANK.sub(lambda blank: filled[blank[1]], template)))
