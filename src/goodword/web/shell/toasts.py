"""Short words after something was done, with the way back where there is one."""

import json
from dataclasses import dataclass
from typing import Literal

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise

Tone = Literal["plain", "kept", "broken"]
SECONDS = 6
UNDO_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Toast:
    """`seconds` until it goes by itself, 0 for never; `undo` is the address that takes back what was done."""

    text: str
    tone: Tone = "plain"
    seconds: int = SECONDS
    undo: str = ""


def show_toast(request: HttpRequest, text: str | Promise, *, undo: str = "", tone: Tone = "plain") -> None:
    """Show the words with this answer, or with the next page. `undo` is an address to POST to within ten seconds."""
    seconds = UNDO_SECONDS if undo else 0 if tone == "broken" else SECONDS
    tags = json.dumps({"tone": tone, "seconds": seconds, "undo": undo})
    messages.add_message(request, messages.INFO, str(text), extra_tags=tags)


def waiting_toasts(request: HttpRequest) -> list[Toast]:
    """The toasts not yet shown; they count as shown now."""
    return [_toast(str(message), message.extra_tags or "") for message in messages.get_messages(request)]


def _toast(text: str, tags: str) -> Toast:
    """One of ours, or a message that another library left."""
    return Toast(text, **json.loads(tags)) if tags.startswith("{") else Toast(text)
