"""Packs are read from their files when one is first asked for, and looked over: a fault says where it is."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings

from goodword.recovery.packs.pack import Extension, LawClock, Length, Pack, Part, Unit, Words

FILES = Path(__file__).parent / "data"
LONGEST = {Unit.HOURS: 24 * 31, Unit.DAYS: 366}
BLANKS = ("{name}", "{citation}", "{organization}", *(f"{{{part}}}" for part in Part))
_PACK = {"key", "name", "citation", "effective", "reviewed_on", "obliges", "is_for_patients", "clocks", "notice"}
_CLOCK = {"key", "name", "hours", "days", "to_confirm", "extension"}
_T = TypeVar("_T")


class PackInvalid(ValueError):
    """A pack's file says what it must not, or does not say what it must."""


@cache
def all_packs() -> tuple[Pack, ...]:
    """Every pack that is shipped, in the order of their files. Raises PackInvalid."""
    packs = tuple(read_pack(path) for path in sorted(FILES.glob("*.toml")))
    keys = [pack.key for pack in packs]
    if len(set(keys)) != len(keys):
        raise PackInvalid("two packs have the same key")
    return packs


def pack_of(key: str) -> Pack | None:
    """The pack of that key; None where none is shipped (any more)."""
    return next((pack for pack in all_packs() if pack.key == key), None)


def read_pack(path: Path) -> Pack:
    """Read one file. Raises PackInvalid, which names the file and the field."""
    try:
        return _pack(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, PackInvalid) as fault:
        raise PackInvalid(f"{path.name}: {fault}") from fault


def _pack(said: Mapping[str, Any]) -> Pack:
    _only(said, _PACK, "the pack")
    notice = _typed(said, "notice", dict, {})
    _only(notice, {"required", "letter"}, "notice")
    clocks = tuple(_clock(one) for one in _typed(said, "clocks", list, []))
    if len({one.key for one in clocks}) != len(clocks):
        raise PackInvalid("clocks: two have the same key")
    pack = Pack(
        key=_typed(said, "key", str),
        name=_words(said, "name"),
        citation=_typed(said, "citation", str),
        effective=_words(said, "effective"),
        reviewed_on=_typed(said, "reviewed_on", date),
        obliges=_words(said, "obliges"),
        clocks=clocks,
        required=_required(_typed(notice, "required", list)),
        letter=_words(notice, "letter") if "letter" in notice else None,
        is_for_patients=_typed(said, "is_for_patients", bool),
    )
    if pack.letter is None and clocks:
        raise PackInvalid("notice.letter: what has a clock owes a letter")
    _check_letter(pack)
    return pack


def _clock(said: Mapping[str, Any]) -> LawClock:
    _only(said, _CLOCK, "clocks")
    extension = _typed(said, "extension", dict, {})
    _only(extension, {"hours", "days", "condition"}, "extension")
    return LawClock(
        key=_typed(said, "key", str),
        name=_words(said, "name"),
        length=_length(said),
        extension=Extension(_length(extension), _words(extension, "condition")) if extension else None,
        is_to_be_confirmed=_typed(said, "to_confirm", bool, False),  # noqa: FBT003 (a value, not a switch)
    )


def _length(said: Mapping[str, Any]) -> Length:
    units = [unit for unit in Unit if unit in said]
    if len(units) != 1:
        raise PackInvalid("say either hours or days")
    number = _typed(said, units[0], int)
    if not 0 < number <= LONGEST[units[0]]:
        raise PackInvalid(f"{units[0]}: {number} is out of bounds")
    return Length(number, units[0])


def _required(names: Iterable[Any]) -> tuple[Part, ...]:
    names = list(names)
    unknown = [name for name in names if name not in set(Part)]
    if unknown or not names:
        raise PackInvalid(f"notice.required: {unknown or 'nothing'}; known are {', '.join(Part)}")
    return tuple(Part(name) for name in names)


def _check_letter(pack: Pack) -> None:
    for language, letter in pack.letter.by_language if pack.letter else ():
        for part in pack.required:
            if f"{{{part}}}" not in letter:
                raise PackInvalid(f"notice.letter.{language}: {{{part}}} is not in it")
        rest = letter
        for blank in BLANKS:
            rest = rest.replace(blank, "")
        if "{" in rest or "}" in rest:
            raise PackInvalid(f"notice.letter.{language}: a blank that nobody fills")


def _words(said: Mapping[str, Any], name: str) -> Words:
    by_language = _typed(said, name, dict)
    wanted = {code for code, _label in settings.LANGUAGES}
    if set(by_language) != wanted or not all(isinstance(one, str) and one.strip() for one in by_language.values()):
        raise PackInvalid(f"{name}: say it in {', '.join(sorted(wanted))}")
    return Words(tuple((code, words.strip()) for code, words in by_language.items()))


def _typed(said: Mapping[str, Any], name: str, kind: type[_T], default: _T | None = None) -> _T:
    found = said.get(name, default)
    if type(found) is not kind or found == "":
        raise PackInvalid(f"{name}: {'is missing' if found is None else f'is no {kind.__name__}'}")
    return found


def _only(said: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(said) - known)
    if unknown:
        raise PackInvalid(f"{where}: nobody reads {', '.join(unknown)}")
