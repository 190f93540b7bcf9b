"""What a binder is made of, before it is drawn."""

from dataclasses import dataclass, field
from enum import Enum


class Style(Enum):
    """How a line is drawn."""

    PLAIN = "plain"
    FACT = "fact"
    WORDS = "words"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph: a fact has a `label`."""

    text: str
    style: Style = Style.PLAIN
    label: str = ""


@dataclass(slots=True)
class Part:
    """One part of the binder, which stands in its index. `is_internal`: it was never meant for the customer."""

    title: str
    lines: list[Line] = field(default_factory=list)
    level: int = 1
    is_internal: bool = False

    def fact(self, label: object, value: object) -> None:
        """A label and what stands for it; nothing where nothing does."""
        if value not in (None, ""):
            self.lines.append(Line(str(value), Style.FACT, str(label)))

    def words(self, text: str) -> None:
        """What somebody wrote, as they wrote it."""
        if text.strip():
            self.lines.append(Line(text.strip(), Style.WORDS))

    def head(self, text: str) -> None:
        self.lines.append(Line(text, Style.HEAD))

    def say(self, text: str) -> None:
        self.lines.append(Line(text))


@dataclass(frozen=True, slots=True)
class File:
    """A file beside the pages: its name in the binder, and where its bytes are."""

    name: str
    blob: str
    size: int
