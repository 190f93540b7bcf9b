"""Replies that leave later, as the thread shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from goodword.conversations.types import Draft
from goodword.core.markup import clean_written_html
from goodword.promises.types import NoticedPromise
from goodword.web.conversation.letters import File, files_of


@dataclass(frozen=True, slots=True)
class Planned:
    """A reply that waits for its time; `html` was cleaned for the page."""

    draft: Draft
    to: str
    html: str
    files: list[File] = field(default_factory=list)
    promised: Sequence[NoticedPromise] = ()


def planned_letter(draft: Draft, promised: Sequence[NoticedPromise] = ()) -> Planned:
    """The reply as the thread shows it, with what it will have `promised`."""
    html = clean_written_html(draft.html)
    to = ", ".join(one.get("name") or one["address"] for one in draft.recipients or [])
    return Planned(draft, to, html, files_of(list(draft.attachments.all()), html), promised)
