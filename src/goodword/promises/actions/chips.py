"""What is noticed while somebody writes: rows that follow the text, and what the writer says of each."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Conversation, Draft
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.core.markup import html_to_text
from goodword.promises.actions.giving import MOST_WORDS, check_due
from goodword.promises.choices import Noticing
from goodword.promises.models import NoticedPromise
from goodword.promises.noticing import Noticed
from goodword.promises.pairing import goes_on, is_same, pair
from goodword.promises.queries.noticed import SHOWN, chips_of, noticed_words

DRIFT = timedelta(minutes=15)  # what "in two hours" may move between the last look and the sending


def follow_draft(draft: Draft | None) -> list[NoticedPromise]:
    """Bring the chips of a reply draft up to date with its words; returns those to be shown, in the order of the text.

    An accepted one follows its sentence: it stays accepted while the time is sure, and asks again where that was chosen
    by hand. One that was dismissed does not come back for the same sentence. Not recorded, like the pauses of a draft.
    """
    if draft is None or draft.kind != DraftKind.REPLY:
        return []
    moment = now()
    found, rows = noticed_words(html_to_text(draft.html), at=moment), _rows_of(draft)
    if not _changes(draft, rows, found, moment):
        return [row for row in rows if row.place is not None and row.state in SHOWN]
    with transaction.atomic():
        Conversation.objects.locked(draft.conversation_id)
        if not Draft.objects.filter(pk=draft.pk, html=draft.html, kind=DraftKind.REPLY).exists():
            return chips_of(draft.conversation_id, draft.agent_id)  # it left, or went on, meanwhile
        _follow(draft, _rows_of(draft), found, moment)
    return chips_of(draft.conversation_id, draft.agent_id)


@transaction.atomic
def follow_plan(draft_id: int) -> None:
    """The same for a reply that leaves later: its words mean what they mean when it leaves."""
    draft = Draft.objects.filter(pk=draft_id).first()
    if draft is not None and draft.leaves_at is not None:
        found = noticed_words(html_to_text(draft.html), at=draft.leaves_at)
        _follow(draft, _rows_of(draft), found, draft.leaves_at)


def _rows_of(draft: Draft) -> list[NoticedPromise]:
    """The draft's own, and those whose draft has become this one."""
    rows = NoticedPromise.objects.filter(conversation=draft.conversation_id, writer=draft.agent_id, message=None)
    return [row for row in rows.order_by("place", "pk") if row.draft_id in {None, draft.pk}]


def _changes(draft: Draft, rows: Sequence[NoticedPromise], found: Sequence[Noticed], at: datetime) -> bool:
    """Whether anything is to be written, which is seldom: only then the conversation is locked."""
    pairs, gone = paired(rows, found)
    follow = [(row, {"draft_id": draft.pk, **(reading(row, seen, at) if row else {})}) for seen, row in pairs]
    follow += [(row, {"draft_id": draft.pk, "place": None}) for row in gone]
    return any(row is None or differing(row, columns) for row, columns in follow)


def _follow(draft: Draft, rows: Sequence[NoticedPromise], found: Sequence[Noticed], at: datetime) -> None:
    pairs, gone = paired(rows, found)
    for seen, row in pairs:
        if row is None:
            create(draft.conversation_id, draft.agent_id, seen, draft_id=draft.pk)
        else:
            put(row, {"draft_id": draft.pk, **reading(row, seen, at)})
    for row in gone:
        put(row, {"draft_id": draft.pk, "place": None})


def paired(
    rows: Sequence[NoticedPromise], found: Sequence[Noticed]
) -> tuple[list[tuple[Noticed, NoticedPromise | None]], list[NoticedPromise]]:
    """What is noticed now, each with its row; and the rows whose words are gone."""
    standing = [row.place is not None for row in rows]
    places = pair([row.words for row in rows], standing, [cut(seen.words) for seen in found])
    pairs = [(seen, None if place is None else rows[place]) for seen, place in zip(found, places, strict=True)]
    return pairs, [row for number, row in enumerate(rows) if number not in places]


def reading(row: NoticedPromise, seen: Noticed, at: datetime) -> dict[str, Any]:
    """What becomes of a row whose words are read anew."""
    words = cut(seen.words)
    fresh: dict[str, Any] = {"words": words, "place": seen.start, "target": seen.kind.value}
    if row.is_chosen and is_same(words, row.words) and row.due_at is not None and row.due_at > at:
        return fresh
    fresh |= {"due_at": seen.due, "options": [one.isoformat() for one in seen.options], "is_chosen": False}
    is_sure = seen.due is not None and not row.is_chosen
    if row.state == Noticing.DISMISSED:
        return fresh if goes_on(words, row.words) else {**fresh, "state": Noticing.WAITING}
    return fresh if row.state == Noticing.WAITING or is_sure else {**fresh, "state": Noticing.WAITING}


def create(conversation_id: int, writer: int | None, seen: Noticed, **columns: Any) -> NoticedPromise:
    """A row for words that were not noticed before."""
    return NoticedPromise.objects.create(
        conversation_id=conversation_id,
        writer_id=writer,
        words=cut(seen.words),
        target=seen.kind.value,
        due_at=seen.due,
        options=[one.isoformat() for one in seen.options],
        place=seen.start,
        **columns,
    )


def put(row: NoticedPromise, columns: dict[str, Any]) -> None:
    """Write what differs."""
    changes = differing(row, columns)
    if changes:
        row.change(**changes)


def differing(row: NoticedPromise, columns: dict[str, Any]) -> dict[str, Any]:
    """The columns that are not so yet."""
    return {name: value for name, value in columns.items() if getattr(row, name) != value}


def cut(words: str) -> str:
    """The words as a row keeps them."""
    return " ".join(words.split())[:MOST_WORDS]


@transaction.atomic
def accept_chip(noticed_id: int, *, due: datetime | None = None) -> NoticedPromise:
    """It will be a promise once the reply leaves; `due` if its writer chose or typed the time. Raises NotFound, Invalid
    when the time is not sure, PastDue."""
    row = NoticedPromise.objects.locked(noticed_id)
    named = due or row.due_at
    if named is None:
        raise Invalid(due=_("By when? Choose one of the times, or write one."))
    check_due(named)
    put(row, {"state": Noticing.ACCEPTED, "due_at": named, "is_chosen": row.is_chosen or due is not None})
    return row


@transaction.atomic
def dismiss_chip(noticed_id: int) -> NoticedPromise:
    """It is no promise, and the same sentence does not ask again. Raises NotFound."""
    row = NoticedPromise.objects.locked(noticed_id)
    put(row, {"state": Noticing.DISMISSED})
    return row


@transaction.atomic
def reconsider_chip(noticed_id: int) -> NoticedPromise:
    """Nobody said yet whether it is one. Raises NotFound."""
    row = NoticedPromise.objects.locked(noticed_id)
    put(row, {"state": Noticing.WAITING})
    return row


@transaction.atomic
def ask_which(noticed_id: int, options: Sequence[datetime]) -> NoticedPromise:
    """The time that was typed for it may mean any of these. Raises NotFound."""
    row = NoticedPromise.objects.locked(noticed_id)
    put(row, {"state": Noticing.WAITING, "due_at": None, "options": [one.isoformat() for one in options]})
    return row


@transaction.atomic
def hand_chips_over(conversation_id: int, *, before: int, to: int) -> None:
    """Somebody else goes on with the draft: what was said of its words goes along."""
    draft = Draft.objects.filter(conversation=conversation_id, agent=to, kind=DraftKind.REPLY).first()
    rows = NoticedPromise.objects.filter(conversation=conversation_id, writer=before, message=None)
    for row in rows:
        if draft is not None and row.draft_id in {None, draft.pk}:
            row.change(writer_id=to, draft_id=draft.pk)


@transaction.atomic
def forget_chips(conversation_id: int) -> None:
    """What was noticed in a draft that was thrown away goes with it."""
    writing = Draft.objects.filter(conversation=conversation_id, kind=DraftKind.REPLY).values("agent")
    loose = NoticedPromise.objects.filter(conversation=conversation_id, draft=None, message=None)
    loose.exclude(writer__in=writing).delete()
