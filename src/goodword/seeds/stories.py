"""Stories as files: one TOML file each, read strictly, so that a slip of the pen is told and not planted."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any

_AGO = re.compile(r"(?:(\d+)h ?)?(?:(\d+)m )?ago")
_DAY = re.compile(r"(\d+)d (\d\d):(\d\d)")
_AHEAD = re.compile(r"in (?:(\d+)h ?)?(?:(\d+)m)?|in (\d+)d (\d\d):(\d\d)")
_VERBS = frozenset(
    {"writes", "answers", "notes", "assigns", "moves", "closes", "tags", "ranks", "remembers"}
    | {"promises", "keeps", "renegotiates", "spares", "solves", "agrees"}
    | {"complains", "restates", "hears", "contributes", "gives", "asks", "pays", "returns", "fixes", "changes"}
    | {"leaves", "tries", "seconds", "declines", "ends"}
)


class StoryUnclear(ValueError):
    """A story file says something that cannot be told; the message names the file and the place."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One thing that somebody does. `verb` is one of writes, answers, notes, assigns, moves, closes, tags, ranks,
    remembers; `words` is the text, the agent it is assigned to, the team it moves to, the tag, the priority, or what
    matters to the customer. Without an agent the customer acts.

    Of promises: promises (`words`, `due`, a `target`, and `theirs`, what the customer asked for), keeps (the same
    words), renegotiates (because of `words`, `due` then, as the `letter` says), spares (no reply is needed), solves (a
    solution was told), agrees (they said yes to it).

    Of complaints, told by `recovering.py`: what more there is to say of one stands in `about`.
    """

    when: str
    verb: str
    words: str
    agent: str = ""
    due: str = ""
    target: str = ""
    theirs: str = ""
    letter: str = ""
    about: Mapping[str, str] = field(default_factory=dict)

    def moment(self, planted_at: datetime) -> datetime:
        """The step's moment: "2h 5m ago" before planting, "4d 14:20" that many days before, on the local clock."""
        return _past(self.when, planted_at)

    def due_at(self, planted_at: datetime) -> datetime:
        """When what is promised is due: like a moment, or "in 45m" after planting, "in 2d 12:00" so many days later."""
        ahead = _AHEAD.fullmatch(self.due)
        if ahead is None:
            return _past(self.due, planted_at)
        if ahead[3] is None:
            return planted_at + timedelta(hours=int(ahead[1] or 0), minutes=int(ahead[2] or 0))
        return _clock(planted_at, int(ahead[3]), ahead[4], ahead[5])


def _past(told: str, planted_at: datetime) -> datetime:
    if ago := _AGO.fullmatch(told):
        return planted_at - timedelta(hours=int(ago[1] or 0), minutes=int(ago[2] or 0))
    day = _DAY.fullmatch(told)
    if day is None or int(day[1]) < 1:
        raise StoryUnclear(f"{told!r} is neither like '2h 5m ago' nor like '4d 14:20'")
    return _clock(planted_at, -int(day[1]), day[2], day[3])


def _clock(planted_at: datetime, days: int, hour: str, minute: str) -> datetime:
    date = planted_at.date() + timedelta(days=days)
    return datetime.combine(date, time(int(hour), int(minute)), planted_at.tzinfo)


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """One matter of one customer, from the first word to the latest."""

    file: str
    customer: str
    address: str
    mailbox: str
    subject: str
    steps: tuple[Step, ...]
    language: str = "en"
    cc: tuple[str, ...] = field(default=())


def read_agency() -> dict[str, Any]:
    """The organization and its people, as `agency.toml` tells them."""
    return tomllib.loads((files("goodword.seeds") / "agency.toml").read_text("utf-8"))


def read_stories() -> list[Story]:
    """Every story. Raises StoryUnclear naming the file."""
    folder = files("goodword.seeds") / "stories"
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    return [_story(path.name, tomllib.loads(path.read_text("utf-8"))) for path in paths]


def _story(name: str, told: dict[str, Any]) -> Story:
    try:
        steps = tuple(_step(step) for step in told.pop("steps"))
        return Story(file=name, steps=steps, cc=tuple(told.pop("cc", ())), **told)
    except (TypeError, KeyError, StoryUnclear) as error:
        raise StoryUnclear(f"{name}: {error}") from error


def _step(told: dict[str, Any]) -> Step:
    verbs = _VERBS & told.keys()
    if len(verbs) != 1:
        raise StoryUnclear(f"a step needs exactly one of {', '.join(sorted(_VERBS))}")
    (verb,) = verbs
    words = told.pop(verb)
    step = Step(verb=verb, words=words.strip() if isinstance(words, str) else "", **told)
    if bool(step.agent) == (verb == "writes"):
        raise StoryUnclear("a customer writes; everything else is done by an agent, who must be named")
    return step
