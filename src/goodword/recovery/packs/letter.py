"""The written notice, filled from the record: a beginning that somebody reads over and sends."""

from datetime import date

from babel.dates import format_date

from goodword.recovery.packs.pack import Pack, Part

GAP = "…"


def day_said(day: date, language: str) -> str:
    """The day in words, as the letter says it."""
    return format_date(day, format="long", locale=language.replace("-", "_"))


def letter_of(pack: Pack, language: str, *, name: str, organization: str, parts: dict[Part, str | date | None]) -> str:
    """The letter with what is known; what is not known yet is a gap that has to be filled before it is sent."""
    letter = pack.letter.said(language) if pack.letter else ""
    said = {"name": name, "organization": organization, "citation": pack.citation}
    for part, value in parts.items():
        said[part] = day_said(value, language) if isinstance(value, date) else value or GAP
    pieces = letter.split("{")  # what was filled in is never looked into for blanks again
    whole = [pieces[0]]
    for piece in pieces[1:]:
        blank, rest = piece.split("}", maxsplit=1)
        whole += [said[blank], rest]
    return "".join(whole).strip()
