"""Who searches finds what they may read: the conversations in which a query holds, newest first or best first.

Access is a part of the one question asked of the index, and reads the conversation itself: it cannot lag behind.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goodword.accounts.choices import Role
from goodword.accounts.models import Agent
from goodword.conversations.access import visible_conversations
from goodword.conversations.models import Conversation, ConversationQuerySet
from goodword.conversations.search.ranking import best_first
from goodword.conversations.search.understanding import Question
from goodword.core.errors import Invalid
from goodword.core.search.index import edge, newest, within

PAGE = 25
MOST_NARROW = 500
_ROUNDS = 4
_AT_ONCE = 100


class SearchSort(StrEnum):
    NEWEST = "newest"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Hit:
    """A conversation and the key of what was found in it; 0 when it was found by conditions alone."""

    conversation: Conversation
    key: int = 0


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Some hits, and the key after which the next ones stand; empty at the end."""

    hits: list[Hit] = field(default_factory=list)
    next_key: str = ""


def find_conversations(
    reader: Agent, question: Question, *, sort: SearchSort = SearchSort.NEWEST, after: str = "", size: int = PAGE
) -> FoundPage:
    """One page of what the reader may read and the question asks for. Raises Invalid for a key that is not ours."""
    rows = searchable(reader, question)
    if question.match is None:
        return _by_conditions(reader, rows, after, size)
    try:
        if sort is SearchSort.BEST:
            return _best(reader, rows, question, after, size)
        return _newest(reader, rows, question, after, size)
    except EmptyResultSet:
        return FoundPage()


def searchable(reader: Agent, question: Question) -> ConversationQuerySet:
    """The conversations that count: those that the reader may read, without spam unless it is asked for."""
    rows = visible_conversations(reader).filter(question.rows)
    return rows if question.with_spam else rows.filter(is_spam=False)


def listed(reader: Agent, rows: ConversationQuerySet) -> ConversationQuerySet:
    """With what a list shows of each."""
    return rows.select_related("customer", "assignee", "team").with_marks_of(reader).with_tags()


def _by_conditions(reader: Agent, rows: ConversationQuerySet, after: str, size: int) -> FoundPage:
    if after:
        number = _number(after)
        last = Conversation.objects.filter(pk=number).values_list("last_message_at", flat=True).first()
        if last is None:
            raise Invalid(_("This address is not complete. Search again."))
        rows = rows.filter(Q(last_message_at__lt=last) | Q(last_message_at=last, pk__lt=number))
    found = list(listed(reader, rows).order_by("-last_message_at", "-pk")[: size + 1])
    more = len(found) > size
    return FoundPage([Hit(row) for row in found[:size]], str(found[size - 1].pk) if more else "")


def _newest(reader: Agent, rows: ConversationQuerySet, question: Question, after: str, size: int) -> FoundPage:
    """Walk down from the newest hit until the page is full; a conversation stands where its newest hit does."""
    match, below = question.match, min(_number(after), question.below) if after else question.below
    assert match is not None  # noqa: S101 (the caller asks nothing of the index without words)
    narrow = _narrow(reader, rows, question)
    if narrow is not None:
        pairs = [pair for pair in within(match, conversations=narrow, above=question.least - 1) if pair[0] < below]
        return _page(reader, rows, _first_of_each(pairs, question, after, narrow), size)
    seen, params = _sql(rows)
    first: dict[int, int] = {}
    for _round in range(_ROUNDS):
        pairs = newest(match, below=below, least=question.least, limit=_AT_ONCE, seen=seen, params=params)
        first |= {c: key for c, key in _first_of_each(pairs, question, after, None).items() if c not in first}
        if len(pairs) < _AT_ONCE:
            below = edge(match, below=below, least=question.least, limit=_AT_ONCE)
            if not below:
                return _page(reader, rows, first, size)
        else:
            below = pairs[-1][0]
        if len(first) > size:
            return _page(reader, rows, first, size)
    return _page(reader, rows, first, size, goes_on_below=below)


def _narrow(reader: Agent, rows: ConversationQuerySet, question: Question) -> list[int] | None:
    """All that count, when they are few: then they are asked for one by one."""
    if not question.is_narrow and Role(reader.role) is not Role.COLLEAGUE:
        return None
    numbers = list(rows.order_by().values_list("pk", flat=True)[: MOST_NARROW + 1])
    return numbers if len(numbers) <= MOST_NARROW else None


def _first_of_each(
    pairs: list[tuple[int, int]], question: Question, after: str, narrow: list[int] | None
) -> dict[int, int]:
    """The newest hit of each conversation; without those whose newest hit stood on an earlier page."""
    first: dict[int, int] = {}
    for key, conversation in pairs:
        first.setdefault(conversation, key)
    if after and first and question.match is not None:
        among = list(first) if narrow is None else narrow
        newer = within(question.match, conversations=among, above=_number(after) - 1)
        for key, conversation in newer:
            if key < question.below:
                first.pop(conversation, None)
    return first


def _page(
    reader: Agent, rows: ConversationQuerySet, first: dict[int, int], size: int, goes_on_below: int = 0
) -> FoundPage:
    numbers = list(first)[:size]
    conversations = listed(reader, rows).in_bulk(numbers)
    hits = [Hit(conversations[number], first[number]) for number in numbers if number in conversations]
    if len(first) > size:
        return FoundPage(hits, str(first[numbers[-1]]))
    return FoundPage(hits, str(goes_on_below) if goes_on_below else "")


def _best(reader: Agent, rows: ConversationQuerySet, question: Question, after: str, size: int) -> FoundPage:
    """Rank the newest hits, then take those that count, from the best down."""
    seen, params = _sql(rows)
    skipped = _number(after) if after else 0
    first: dict[int, int] = {}
    for key, conversation in best_first(question, seen=seen, params=params):
        first.setdefault(conversation, key)
        if len(first) > skipped + size:
            break
    page = dict(list(first.items())[skipped:])
    found = _page(reader, rows, page, size)
    return FoundPage(found.hits, str(skipped + size) if found.next_key else "")


def _sql(rows: ConversationQuerySet) -> tuple[str, list[Any]]:
    """The condition that a conversation counts, for the index's question. Raises EmptyResultSet when none does."""
    asked = rows.order_by().extra(where=["conversations_conversation.id = entry.conversation"]).values("pk")
    sql, params = asked.query.sql_with_params()
    return f"EXISTS ({sql})", list(params)


def _number(key: str) -> int:
    if not key.isdecimal() or len(key) > 18:  # noqa: PLR2004 (what every database takes)
        raise Invalid(_("This address is not complete. Search again."))
    return int(key)
