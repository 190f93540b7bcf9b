"""What the composer shows around a reply: recipients, subject, signature, times, files too large for mail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.accounts.types import Agent
from goodword.conversations.arrivals import Recipient
from goodword.conversations.envelopes import kept_recipients, proposed_recipients
from goodword.conversations.leaving import Choice, Leaving, choices_at
from goodword.conversations.queries.sending import suggested_recipients
from goodword.conversations.sent_files import too_large
from goodword.conversations.signatures import signature_of
from goodword.conversations.types import Attachment, Conversation, Draft, Message
from goodword.core.clock import now
from goodword.core.errors import ActionRefused
from goodword.core.markup import clean_written_html

CHOICES: Mapping[Choice, str | Promise] = {
    Choice.TODAY: _("Later today"),
    Choice.TOMORROW: _("Tomorrow morning"),
    Choice.MONDAY: _("Monday morning"),
}


@dataclass(frozen=True, slots=True)
class Later:
    """A time on a button."""

    label: str | Promise
    leaving: Leaving


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """What stands around the text of a reply. `is_open` shows the fields at once."""

    to: str
    cc: str
    bcc: str
    subject: str
    names: str
    others: int
    suggestions: list[str]
    signature: str
    with_signature: bool
    with_history: bool
    was_held: bool
    is_open: bool
    later: list[Later] = field(default_factory=list)
    linked: frozenset[int] = frozenset()


def around_of(
    agent: Agent,
    conversation: Conversation,
    draft: Draft | None,
    files: list[Attachment],
    *,
    typed: Mapping[str, str] | None = None,
    latest: Sequence[Message] = (),
) -> Around:
    """From the draft, or from what was just typed and could not be sent; else as it is proposed."""
    recipients = _recipients(conversation, draft, latest)
    lines = {kind: written([one for one in recipients if one.kind == kind]) for kind in ("to", "cc", "bcc")}
    is_typed = typed is not None and "to" in typed
    proposed = lines
    if typed is not None and is_typed:
        lines = {kind: typed.get(kind, "") for kind in lines}
    subject = typed.get("subject", "") if typed is not None and is_typed else (draft and draft.subject) or ""
    zone = ZoneInfo(agent.time_zone)
    return Around(
        **lines,
        subject=subject if is_typed else subject or conversation.subject,
        names=", ".join(one.name or one.address for one in recipients if one.kind == "to"),
        others=sum(one.kind != "to" for one in recipients),
        suggestions=[written([one]) for one in suggested_recipients(conversation, latest)],
        signature=clean_written_html(signature_of(agent, conversation.mailbox)),
        with_signature=draft.with_signature if draft else True,
        with_history=draft.with_history if draft else True,
        was_held=bool(draft and draft.was_held),
        is_open=lines != proposed or bool(draft and draft.recipients is not None),
        later=[Later(CHOICES[one.choice], one) for one in choices_at(now(), zone)],
        linked=frozenset(one.pk for one in too_large(files, draft.html if draft else "")),
    )


def _recipients(conversation: Conversation, draft: Draft | None, latest: Sequence[Message]) -> tuple[Recipient, ...]:
    if draft and draft.recipients is not None:
        return kept_recipients(draft.recipients)
    try:
        return proposed_recipients(conversation, latest)
    except ActionRefused:
        return ()


def written(recipients: list[Recipient]) -> str:
    """The recipients as one types them: "Odile <o@example.org>, second@example.org"."""
    return ", ".join(_one(one) for one in recipients)


def _one(recipient: Recipient) -> str:
    name = recipient.name.replace('"', "").replace("<", "").replace(">", "").strip()
    if not name:
        return recipient.address
    return f'"{name}" <{recipient.address}>' if set(name) & set(",;") else f"{name} <{recipient.address}>"
