"""Replies that leave later, as the thread shows them."""

from dataclasses import dataclass, field

from goodword.conversations.types import Draft
from goodword.core.markup import clean_written_html
from goodword.web.conversation.letters import File, files_of


@dataclass(frozen=True, slots=True)
class Planned:
    """A reply that waits for its time; `html` was cleaned for the page."""

    draft: Draft
    to: str
    html: str
    files: list[File] = field(default_factory=list)


def planned_letter(draft: Draft) -> Planned:
    """The reply as the thread shows it."""
    html = clean_written_html(draft.html)
    to = ", ".join(one.get("name") or one["address"] for one in draft.recipients or [])
    return Planned(draft, to, html, files_of(list(draft.attachments.all()), html))
