"""A person as a small round sign."""

from dataclasses import dataclass

HUES = 6


@dataclass(frozen=True, slots=True)
class Avatar:
    """`kind` is the CSS classes: hue, size, and whether it stands for a desk."""

    initials: str
    kind: str


def initials_of(name: str) -> str:
    """The first letters of the first and the last word: "Odile Hartwell" is OH."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    return "".join(word[0] for word in (words if len(words) == 1 else (words[0], words[-1]))).upper()


def avatar_of(name: str, number: int | None, size: str = "", *, is_desk: bool = False) -> Avatar:
    """The hue follows the row's number, so that a person keeps it."""
    hue = f"h{number % HUES + 1}" if number is not None else "h0"
    kind = " ".join(part for part in ("avatar", size, "is-desk" if is_desk else "", hue) if part)
    return Avatar(initials_of(name), kind)
