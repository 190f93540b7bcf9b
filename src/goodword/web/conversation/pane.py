"""The conversation pane: what its templates need, whoever shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.functional import cached_property

from goodword.conversations.access import To, conversation_for, furthest_step, may_discard_drafts
from goodword.conversations.choices import DraftKind
from goodword.conversations.queries.drafts import Drafts, drafts_in
from goodword.conversations.queries.inbox import InboxView
from goodword.conversations.queries.reading import first_unseen, is_unseen
from goodword.conversations.queries.spam import is_listed, sender_of
from goodword.conversations.queries.thread import Thread, thread_of
from goodword.conversations.queries.urgency import UrgentWords, urgent_words
from goodword.conversations.types import Conversation, Draft, Message
from goodword.core.errors import DomainError
from goodword.core.markup import without_signed_links
from goodword.promises.choices import Noticing
from goodword.promises.queries.noticed import NoticedIn, noticed_in
from goodword.promises.types import NoticedPromise
from goodword.recovery.queries.complaints import latest_complaint
from goodword.recovery.queries.noticed import ReadsLike, reads_like_complaint
from goodword.web.components.complained import Complained
from goodword.web.components.promised import PromisesShown
from goodword.web.conversation.composing import Composer, composer_for
from goodword.web.conversation.letters import Sheet, first_unfolded, key_of, sheets_of
from goodword.web.conversation.planned import Planned, planned_letter
from goodword.web.conversation.promise_rows import PromiseRow, promise_rows
from goodword.web.inbox.addresses import asked_view, inbox_address, number_in, view_query
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest

FEW: Final = 2
FIRST_WORDS: Final = 1000


@dataclass(frozen=True, slots=True)
class FirstWords:
    """What the customer came with."""

    name: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Label:
    """A tag of the conversation, and where its list is."""

    number: int
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class SpamSource:
    """Who sent spam."""

    address: str
    is_listed: bool


class Pane:
    """A conversation as its reader sees it; each part is read from the database when a template first asks for it."""

    def __init__(
        self,
        request: AgentRequest,
        conversation: Conversation,
        *,
        writing: DraftKind | None = None,
        typed: str | None = None,
        problem: DomainError | None = None,
        opens: bool = False,
    ) -> None:
        self.agent, self.conversation = reader(request), conversation
        self.view = asked_view(request)
        kept = {name: request.POST[name] for name in ("since", "fresh") if name in request.POST}
        self.asked = request.GET.dict() | kept
        self._writing, self._typed, self._problem = writing, typed, problem
        self._fields = request.POST.dict()
        self._opens = opens

    @property
    def number(self) -> int:
        return self.conversation.pk

    @property
    def title(self) -> str:
        return f"{self.conversation.subject} · #{self.number}"

    @cached_property
    def step(self) -> To:
        return furthest_step(self.agent, self.conversation)

    @property
    def may_answer(self) -> bool:
        return self.step >= To.ANSWER

    @property
    def is_mine(self) -> bool:
        return self.conversation.assignee_id == self.agent.pk

    @property
    def tags(self) -> list[Label]:
        """The tags that it has, each with its list."""
        columns = (getattr(self.conversation, name, ()) for name in ("tag_ids", "tag_names"))
        return [Label(pk, name, inbox_address(InboxView(f"tag:{pk}"))) for pk, name in zip(*columns, strict=True)]

    @property
    def tag_numbers(self) -> list[int]:
        return [tag.number for tag in self.tags]

    @cached_property
    def spam_sender(self) -> SpamSource:
        """From whom the spam came, and whether the house lets all of their mail go there."""
        address = sender_of(self.conversation)
        return SpamSource(address, is_listed(address))

    @cached_property
    def urgent(self) -> Sequence[UrgentWords]:
        """The urgent wording that nobody has yet."""
        return urgent_words(self.conversation)

    @cached_property
    def promises(self) -> PromisesShown:
        """What is owed in the conversation, and what came of what was."""
        return PromisesShown(self.conversation)

    @cached_property
    def complained(self) -> Complained | None:
        """The complaint of the conversation; nothing is asked where no promise of one was made."""
        if not self.promises.has_complaint:
            return None
        complaint = latest_complaint(self.conversation)
        return Complained(complaint, self.conversation) if complaint else None

    @cached_property
    def reads_like(self) -> ReadsLike | None:
        """A letter that reads like a complaint and waits for somebody's word."""
        return reads_like_complaint(self.conversation)

    @property
    def has_solution_to_tell(self) -> bool:
        """Whether an answer can settle the matter: its resolution is promised, and no solution was told yet."""
        return any(one.is_solution and one.due for one in self.promises.owed)

    @cached_property
    def noticed(self) -> NoticedIn:
        """What was noticed in our words, and waits for a word about it or for its letter to leave."""
        return noticed_in(self.conversation)

    @property
    def query(self) -> str:
        """The list beside it, as the query that every address of this pane carries."""
        return view_query(self.view)

    @property
    def list_address(self) -> str:
        return inbox_address(self.view)

    @cached_property
    def thread(self) -> Thread:
        return thread_of(self.conversation, before=self._asked_id("before"))

    @cached_property
    def since(self) -> int:
        """The first message shown whole; refreshes and forms bring it back, so that nothing folds while it is read."""
        asked = self._asked_id("since")
        is_shown = any(item.message and item.message.pk == asked for item in self.thread.items)
        return asked if asked and is_shown else first_unfolded(self.thread)

    @property
    def since_query(self) -> str:
        """For the live refresh: the same list, the same letters whole, the same place where the new ones begin."""
        return view_query(self.view, since=self.since, fresh=self.fresh)

    @cached_property
    def fresh(self) -> str:
        """The first thing that the reader had not seen when they opened the conversation; empty for none."""
        if not self._opens:
            return self.asked.get("fresh", "")
        item = first_unseen(self.thread, self.conversation, self.agent)
        return key_of(item) if item else ""

    @property
    def newest(self) -> dict[str, int]:
        """The newest message and note that are shown."""
        return {
            "message": max((item.message.pk for item in self.thread.items if item.message), default=0),
            "note": max((item.note.pk for item in self.thread.items if item.note), default=0),
        }

    @property
    def is_unseen(self) -> bool:
        return is_unseen(self.conversation, self.agent)

    @property
    def earlier_address(self) -> str:
        """Where the letters before those shown can be fetched."""
        return reverse("thread", args=[self.number]) + view_query(self.view, before=self.thread.earlier or 0)

    @property
    def first_words(self) -> FirstWords | None:
        """What the matter began with, unless it is the only thing said."""
        first, shown = self.thread.first, [item for item in self.thread.items if item.message]
        if first is None or len(shown) < FEW:
            return None
        body = first.body
        words = " ".join(without_signed_links(body.text[: body.quoted_from]).split())[:FIRST_WORDS]
        return FirstWords(first.sender_name or self.conversation.customer.name, first.at, words) if words else None

    @property
    def sheets(self) -> list[Sheet]:
        mine = [("agent", self.agent.pk), *(("team", team.pk) for team in self.agent.teams.all())]
        return sheets_of(self.thread, self.since, mine, self._promise_rows)

    @property
    def _promise_rows(self) -> dict[int, PromiseRow | None]:
        """The lines of what happened to promises; where nothing did, nothing is asked."""
        happened = any(item.event and item.event.facts for item in self.thread.items)
        promises = self.promises.by_number if happened else {}
        return promise_rows(self.thread, promises, may_answer=self.may_answer)

    @cached_property
    def planned(self) -> list[Planned]:
        return [planned_letter(draft, self._accepted(draft)) for draft in self._drafts.planned]

    @cached_property
    def shared_drafts(self) -> list[Planned]:
        """The replies that others have begun."""
        return [planned_letter(draft, self._accepted(draft)) for draft in self._drafts.others]

    def _accepted(self, draft: Draft) -> list[NoticedPromise]:
        """What will be promised once the draft leaves."""
        return [chip for chip in self.noticed.of_draft(draft.pk, draft.agent_id) if chip.state == Noticing.ACCEPTED]

    @property
    def may_discard(self) -> bool:
        """Whether the reader may throw away what others have begun."""
        return self.may_answer and may_discard_drafts(self.agent)

    @cached_property
    def _drafts(self) -> Drafts:
        return drafts_in(self.conversation, self.agent)

    @property
    def _latest(self) -> Sequence[Message]:
        """The latest messages, newest first, where the page has shown them already."""
        thread = self.__dict__.get("thread")
        return thread.messages if thread and not self._asked_id("before") else ()

    @cached_property
    def composer(self) -> Composer | None:
        """The composer, when the reader may write anything here at all."""
        if self.step < To.NOTE:
            return None
        kind = self._writing or self._asked_kind
        prefetch_related_objects([self.conversation.customer], "identities")
        draft = self._drafts.own.get(kind)
        return composer_for(
            self.agent,
            self.conversation,
            kind,
            self.step,
            draft=draft,
            latest=self._latest,
            typed=self._typed,
            fields=None if self._typed is None else self._fields,
            problem=self._problem,
            chips=self.noticed.of_draft(draft.pk, self.agent.pk) if draft and kind is DraftKind.REPLY else (),
        )

    @property
    def _asked_kind(self) -> DraftKind:
        asks_note = self.asked.get("write") == DraftKind.NOTE or not self.may_answer
        return DraftKind.NOTE if asks_note else DraftKind.REPLY

    def _asked_id(self, name: str) -> int | None:
        return number_in(self.asked.get(name, ""))

    def context(self) -> dict[str, Any]:
        return {"pane": self, "conversation": self.conversation}


def pane_of(request: AgentRequest, number: int) -> Pane:
    """The conversation that the reader may see, beside the list that the address names. Raises NotFound, Invalid.

    Parts that are asked for at once share one.
    """
    shared = getattr(request, "shared", {})
    key = (number, view_query(asked_view(request)), request.GET.get("before"))
    if key not in shared:
        shared[key] = Pane(request, conversation_for(reader(request), number))
    pane: Pane = shared[key]
    pane.asked |= request.GET.dict()
    return pane
