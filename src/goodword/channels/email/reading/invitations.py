"""Invitations to a calendar, read as far as a person needs to know: what, when, where, from whom."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from goodword.channels.email.reading.headers import without_controls

if TYPE_CHECKING:
    from icalendar import Component

_MOST_BYTES = 200_000
_MOST_WORDS = 300
_MOST_DESCRIPTION = 20_000
_METHODS = frozenset({"REQUEST", "CANCEL", "REPLY", "COUNTER", "PUBLISH", "REFRESH", "ADD", "DECLINECOUNTER"})
_EARLIEST, _LATEST = date(1970, 1, 2), date(9000, 1, 1)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation, in the words of who sent it, which prove nothing.

    `start` and `end` are days ("2026-11-16"), moments in UTC ("2026-11-16T15:00:00+00:00") or, without an offset, hours
    of an unnamed place; an all-day end is the last day. `zone` is what the sender's calendar calls its time zone.
    """

    method: str = ""
    summary: str = ""
    start: str = ""
    end: str = ""
    zone: str = ""
    place: str = ""
    organizer: str = ""
    repeats: bool = False
    description: str = ""

    def as_json(self) -> dict[str, str | bool]:
        """What is kept beside the letter."""
        return {name: value for name, value in asdict(self).items() if name != "description"}


def _or(fallback: T, ask: Callable[[], T]) -> T:
    """A field that cannot be read is left out; calendars are written by thousands of programs."""
    try:
        return ask()
    except Exception:  # noqa: BLE001 (a library reads a stranger's text: whatever is wrong with it, the mail is whole)
        return fallback


def _words(event: "Component", name: str, most: int = _MOST_WORDS) -> str:
    value = event.get(name)
    value = value[0] if isinstance(value, list) and value else value
    text = str(value or "").replace("\0", "")
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text[:most].strip() if most > _MOST_WORDS else without_controls(text[: most * 4])[:most]


def _moment(event: "Component", name: str) -> datetime | date | None:
    value = event.get(name)
    value = value[0] if isinstance(value, list) and value else value
    moment: Any = getattr(value, "dt", None)
    if not isinstance(moment, date):
        return None
    day = moment.date() if isinstance(moment, datetime) else moment
    return moment if _EARLIEST < day < _LATEST else None


def _written(moment: datetime | date | None) -> str:
    if moment is None:
        return ""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return moment.isoformat()


def _end(event: "Component", start: datetime | date | None) -> datetime | date | None:
    end = _moment(event, "DTEND")
    if end is None and start is not None:
        duration: Any = getattr(event.get("DURATION"), "dt", None)
        end = start + duration if isinstance(duration, timedelta) and abs(duration.days) < 10_000 else None  # noqa: PLR2004
    if start is not None and end is not None and not isinstance(end, datetime):
        return max(start, end - timedelta(days=1)) if not isinstance(start, datetime) else end
    return end


def _organizer(event: "Component") -> str:
    organizer: Any = event.get("ORGANIZER")
    name = without_controls(str(organizer.params.get("CN", ""))) if organizer is not None else ""
    address = without_controls(str(organizer or "").removeprefix("mailto:").removeprefix("MAILTO:"))
    return (f"{name} <{address}>" if name and "@" not in name and address else address or name)[:_MOST_WORDS]


def _zone(event: "Component") -> str:
    return without_controls(str(event["DTSTART"].params.get("TZID", "")))[:80]


def read_invitation(content: bytes, method: str = "") -> Invitation | None:
    """The first event of a calendar file; None when there is none that says anything."""
    from icalendar import Calendar  # noqa: PLC0415 (it takes long to import, and few mails need it)

    content = content[:_MOST_BYTES].lstrip(b"\xef\xbb\xbf \r\n\t").replace(b"\0", b"")
    calendar = _or(None, lambda: Calendar.from_ical(content))
    event = _or(None, lambda: next(iter(calendar.walk("VEVENT")), None)) if calendar is not None else None
    if calendar is None or event is None or not ("SUMMARY" in event or "DTSTART" in event):
        return None
    start = _or(None, lambda: _moment(event, "DTSTART"))
    method = _or(method, lambda: str(calendar.get("METHOD", method))).strip().upper()
    return Invitation(
        method=method if method in _METHODS else "",
        summary=_or("", lambda: _words(event, "SUMMARY")),
        start=_or("", lambda: _written(start)),
        end=_or("", lambda: _written(_end(event, start))),
        zone=_or("", lambda: _zone(event)),
        place=_or("", lambda: _words(event, "LOCATION")),
        organizer=_or("", lambda: _organizer(event)),
        repeats="RRULE" in event or "RDATE" in event,
        description=_or("", lambda: _words(event, "DESCRIPTION", _MOST_DESCRIPTION)),
    )
