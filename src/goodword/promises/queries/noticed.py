"""What was noticed in words of ours, and how words are read in this house: its zone, its opening hours."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from goodword.accounts.queries import organization
from goodword.calendars.queries import default_calendar_id, open_time_of
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Conversation
from goodword.promises.choices import Noticing
from goodword.promises.models import NoticedPromise
from goodword.promises.noticing import DueWords, Noticed, due_in_words, notice

LATEST = timedelta(days=3)  # after it was written nobody is asked any more
LONGEST = 20_000  # what stands further down in a letter is no word to its reader
SHOWN = (Noticing.WAITING, Noticing.ACCEPTED)


def noticed_words(text: str, *, at: datetime) -> list[Noticed]:
    """The promises of a text, seen from a moment, by the organization's zone and its default calendar."""
    if not text.strip():
        return []
    return notice(text[:LONGEST], at=at, zone=house_zone(), open_time=open_time_of(default_calendar_id()))


def noticed_due(words: str, *, at: datetime) -> DueWords:
    """What a time means that is typed for a chip: by the same zone and calendar as the letter's words."""
    return due_in_words(words, at=at, zone=house_zone(), open_time=open_time_of(default_calendar_id()))


def house_zone() -> ZoneInfo:
    """The organization's zone."""
    house = organization()
    return ZoneInfo(house.time_zone if house else "UTC")


@dataclass(frozen=True, slots=True)
class NoticedIn:
    """What was noticed in a conversation: `chips` by the draft they stand in, each in the order of its text;
    `proposals` of letters that left, in order."""

    chips: dict[int, list[NoticedPromise]] = field(default_factory=dict)
    loose: list[NoticedPromise] = field(default_factory=list)
    proposals: list[NoticedPromise] = field(default_factory=list)

    def of_draft(self, draft_id: int, writer: int) -> list[NoticedPromise]:
        """The chips of a draft, with those whose own draft has become this one."""
        mine = [row for row in self.loose if row.writer_id == writer]
        return sorted([*self.chips.get(draft_id, []), *mine], key=lambda row: row.place or 0)


def noticed_in(conversation: Conversation) -> NoticedIn:
    """What waits for a word about it, or was accepted and has not left, in one query."""
    found = NoticedIn()
    rows = NoticedPromise.objects.filter(conversation=conversation, state__in=SHOWN).select_related("writer")
    for row in rows.order_by("message_id", "place", "pk"):
        if row.message_id is not None:
            found.proposals.append(row)
        elif row.place is None:
            continue
        elif row.draft_id is None:
            found.loose.append(row)
        else:
            found.chips.setdefault(row.draft_id, []).append(row)
    return found


def chips_of(conversation_id: int, writer: int) -> list[NoticedPromise]:
    """The chips of what an agent is writing, in the order of the text."""
    rows = NoticedPromise.objects.filter(conversation=conversation_id, writer=writer, message=None, state__in=SHOWN)
    rows = rows.filter(place__isnull=False).exclude(draft__kind=DraftKind.PLANNED)
    return list(rows.order_by("place", "pk"))
