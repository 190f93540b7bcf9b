"""How well promises are noticed in the labelled letters: `python -m tests.promises.noticing.measure {dev|test}`.

Prints figures only, never a letter. A promise is found when a noticed one overlaps its words; a noticed one that
overlaps none is false. Due moments and kinds are judged on what is found.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from goodword.calendars.hours import Hours, Window, Windows
from goodword.calendars.open_time import OpenTime
from goodword.promises.noticing import Noticed, notice

CORPUS = Path(__file__).parent / "corpus"
HEAD = (
    "| language | letters | promises | found | false | recall | precision | due right | kind right |\n"
    "|---|---|---|---|---|---|---|---|---|"
)
LANGUAGES = {"en": "English", "es": "Spanish"}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_OFFICE = {day: [["08:30", "17:00"]] for day in _DAYS[:5]}


@dataclass(frozen=True)
class Told:
    """What a label says of a promise."""

    start: int
    end: int
    kind: str
    due: datetime | None


@dataclass(frozen=True)
class Letter:
    """A labelled letter and what is noticed in it."""

    id: str
    text: str
    at: datetime
    told: list[Told]
    noticed: list[Noticed]

    def answer_to(self, told: Told) -> Noticed | None:
        """The noticed promise that shares most with a told one."""
        best = max(self.noticed, key=lambda one: _shared(one, told), default=None)
        return best if best is not None and _shared(best, told) > 0 else None

    @property
    def false(self) -> list[Noticed]:
        return [one for one in self.noticed if not any(_shared(one, told) > 0 for told in self.told)]


@dataclass
class Figures:
    """The counts of one language."""

    letters: int = 0
    promises: int = 0
    found: int = 0
    false: int = 0
    due_right: int = 0
    kind_right: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.promises

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false)

    def add(self, letter: Letter) -> None:
        self.letters += 1
        self.promises += len(letter.told)
        self.false += len(letter.false)
        for told in letter.told:
            noticed = letter.answer_to(told)
            if noticed is not None:
                self.found += 1
                self.due_right += noticed.due == told.due
                self.kind_right += noticed.kind == told.kind

    def row(self, name: str) -> str:
        shares = (self.recall, self.precision, self.due_right / self.found, self.kind_right / self.found)
        counts = (self.letters, self.promises, self.found, self.false)
        return f"| {name} | {' | '.join(map(str, counts))} | {' | '.join(f'{share:.1%}' for share in shares)} |"


def figures(half: str, language: str) -> Figures:
    """What is found of one half ("dev" or "test") of one language."""
    counted = Figures()
    for letter in letters(half, language):
        counted.add(letter)
    return counted


def letters(half: str, language: str) -> Iterator[Letter]:
    for line in (CORPUS / f"{half}.{language}.jsonl").read_text("utf-8").splitlines():
        yield _letter(json.loads(line))


def changed_files() -> list[str]:
    """The files of the test half that are no longer what was committed before the rules were run on them."""
    told = [line.split() for line in (CORPUS / "SHA256SUMS").read_text("utf-8").splitlines()]
    return [name for checksum, name in told if hashlib.sha256((CORPUS / name).read_bytes()).hexdigest() != checksum]


def _letter(item: dict[str, Any]) -> Letter:
    zone = ZoneInfo(item["zone"])
    at = datetime.fromisoformat(item["at"]).replace(tzinfo=zone)
    text = item["text"]
    noticed = notice(text, at=at, zone=zone, open_time=OpenTime(_hours(zone, item.get("week", _OFFICE))))
    return Letter(item["id"], text, at, [_told(text, one, zone) for one in item["promises"]], noticed)


def _told(text: str, label: dict[str, Any], zone: ZoneInfo) -> Told:
    start = text.index(label["words"])
    due = datetime.fromisoformat(label["due"]).replace(tzinfo=zone) if label["due"] else None
    return Told(start, start + len(label["words"]), label["kind"], due)


def _hours(zone: ZoneInfo, week: dict[str, list[list[str]]]) -> Hours:
    days = [_windows(week.get(day, [])) for day in _DAYS]
    return Hours(zone, (days[0], days[1], days[2], days[3], days[4], days[5], days[6]))


def _windows(written: list[list[str]]) -> Windows:
    return tuple(Window(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in written)


def _shared(noticed: Noticed, told: Told) -> int:
    return min(noticed.end, told.end) - max(noticed.start, told.start)


def main(half: str) -> None:
    if half == "test" and changed_files():
        raise SystemExit(f"Not what was committed: {', '.join(changed_files())}")
    sys.stdout.write(f"{HEAD}\n")
    for language, name in LANGUAGES.items():
        sys.stdout.write(figures(half, language).row(name) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
