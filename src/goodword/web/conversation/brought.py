"""What came along with a letter besides words and files: invitations to a calendar, and what to know of the letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_time
from django.utils import timezone
from django.utils.translation import get_language, gettext

from goodword.conversations.choices import Remark


@dataclass(frozen=True, slots=True)
class InvitationCard:
    """An invitation as it stands above a letter; all of it is the sender's words. `title` says what kind it is."""

    title: str
    summary: str
    when: str
    place: str
    organizer: str
    repeats: bool
    is_off: bool


def _title(method: str) -> str:
    titles = {
        "CANCEL": gettext("Cancelled"),
        "REPLY": gettext("Answer to an invitation"),
        "COUNTER": gettext("Another time proposed"),
        "DECLINECOUNTER": gettext("Answer to an invitation"),
    }
    return titles.get(method, gettext("Invitation"))


def _moment(text: str) -> datetime | date | None:
    """A day, a moment in the reader's zone, or hours without any zone."""
    try:
        if "T" not in text:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is None else timezone.localtime(moment).replace(tzinfo=None)


def _when(start: str, end: str) -> str:
    """ "Friday, November 20, 2026, 9:30 – 10:00 AM", in the reader's language and zone."""
    locale = Locale.parse(get_language() or "en", sep="-")
    begins, ends = _moment(start), _moment(end)
    if begins is None:
        return ""
    words = format_date(begins, "full", locale=locale)
    if isinstance(begins, datetime):
        words = f"{words}, {format_time(begins, 'short', locale=locale)}"
    if ends is None or ends == begins:
        return words
    if not isinstance(ends, datetime):
        return f"{words} – {format_date(ends, 'full', locale=locale)}"
    is_same_day = isinstance(begins, datetime) and begins.date() == ends.date()
    day = "" if is_same_day else f"{format_date(ends, 'full', locale=locale)}, "
    return f"{words} – {day}{format_time(ends, 'short', locale=locale)}"


def cards_of(invitations: Sequence[Mapping[str, str | bool]]) -> list[InvitationCard]:
    """The invitations of a message's body."""
    return [
        InvitationCard(
            title=_title(str(one.get("method", ""))),
            summary=str(one.get("summary", "")),
            when=_when(str(one.get("start", "")), str(one.get("end", ""))),
            place=str(one.get("place", "")),
            organizer=str(one.get("organizer", "")),
            repeats=bool(one.get("repeats")),
            is_off=one.get("method") == "CANCEL",
        )
        for one in invitations
    ]


def remarks_of(codes: Sequence[str]) -> list[tuple[str, str]]:
    """What the reader should know of the letter: an icon and a sentence each."""
    icons = {Remark.SIGNED: "pencil", Remark.ENCRYPTED: "lock", Remark.CUT: "file-text"}
    return [(icons[remark], str(remark.label)) for remark in Remark if remark.value in codes]
