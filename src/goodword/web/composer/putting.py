"""Words that the desk offers are put below what the agent has written so far; nothing is sent by itself."""

from goodword.conversations.actions.drafting import save_draft
from goodword.conversations.choices import DraftKind
from goodword.conversations.queries.drafts import drafts_in
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.markup import html_to_text, text_to_html
from goodword.web.composer.writing import typed_html
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest


def put_into_reply(request: AgentRequest, conversation: Conversation, words: str) -> bool:
    """At the end of the reply that the form brings, or of the reader's draft; False if they stand there already."""
    written, put = typed_html(request) if "html" in request.POST else _draft(request, conversation), text_to_html(words)
    is_there = _plain(put) in _plain(written)
    html = written if is_there else written + put
    save_draft(conversation.pk, by=Actor.agent(request.user.pk), kind=DraftKind.REPLY, html=html)
    return not is_there


def _draft(request: AgentRequest, conversation: Conversation) -> str:
    own = drafts_in(conversation, reader(request)).own.get(DraftKind.REPLY)
    return own.html if own else ""


def _plain(html: str) -> str:
    return " ".join(html_to_text(html).split())
