"""What the composer shows: whose draft, which files, what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from goodword.accounts.types import Agent
from goodword.conversations.access import To
from goodword.conversations.choices import DraftKind, Says
from goodword.conversations.saying import says_of
from goodword.conversations.types import Attachment, Conversation, Draft, Message
from goodword.core.errors import DomainError
from goodword.core.markup import html_to_text
from goodword.playbook.queries import chosen_checklist, no_in
from goodword.playbook.types import ListedChecklist, No
from goodword.promises.types import NoticedPromise
from goodword.web.components.noticed import Chip, chips_shown
from goodword.web.conversation.around import Around, around_of
from goodword.web.files.addresses import stands_in_text

NEEDS = {DraftKind.REPLY: To.ANSWER, DraftKind.NOTE: To.NOTE}


@dataclass(frozen=True, kw_only=True, slots=True)
class Composer:
    """What the composer shows. `kinds` are those the reader may write; `text` is the draft for those without script."""

    conversation: Conversation
    kind: DraftKind
    kinds: list[DraftKind]
    draft: Draft | None = None
    html: str = ""
    text: str = ""
    files: list[Attachment] = field(default_factory=list)
    problem: DomainError | None = None
    around: Around | None = None
    chips: Sequence[Chip] = ()
    says: str = ""
    no: No | None = None
    checklist: ListedChecklist | None = None

    @property
    def reads(self) -> str:
        """What its words say (a code), if there are any."""
        return says_of(self.text).value if self.text else ""

    @property
    def is_note(self) -> bool:
        return self.kind is DraftKind.NOTE

    @property
    def address(self) -> str:
        """Where it goes when it is done."""
        return reverse("notes" if self.is_note else "replies", args=[self.conversation.pk])

    @property
    def draft_address(self) -> str:
        return reverse("draft", args=[self.conversation.pk, self.kind])

    @property
    def files_address(self) -> str:
        return reverse("draft-files", args=[self.conversation.pk, self.kind])


def composer_for(
    agent: Agent,
    conversation: Conversation,
    kind: DraftKind,
    step: To,
    *,
    draft: Draft | None = None,
    latest: Sequence[Message] = (),
    typed: str | None = None,
    fields: Mapping[str, str] | None = None,
    problem: DomainError | None = None,
    chips: Sequence[NoticedPromise] = (),
) -> Composer:
    """The composer with the agent's draft, or with what was just typed and could not be sent. `latest` are the latest
    messages, newest first, if they were read already."""
    attachments = list(draft.attachments.all()) if draft else []
    html = typed if typed is not None else draft.html if draft else ""
    text, is_reply = html_to_text(html), kind is DraftKind.REPLY
    return Composer(
        conversation=conversation,
        kind=kind,
        kinds=[one for one, needed in NEEDS.items() if needed <= step],
        draft=draft,
        html=html,
        text=text,
        files=[a for a in attachments if not stands_in_text(a, html)],
        problem=problem,
        chips=chips_shown(chips),
        says=fields.get("says", "") if fields is not None else draft.says if draft else Says.NOTHING,
        no=no_in(draft, text) if is_reply else None,
        checklist=chosen_checklist(agent.pk) if is_reply else None,
        around=around_of(agent, conversation, draft, attachments, typed=fields, latest=latest) if is_reply else None,
    )
