"""Colleagues named in a note: `<span data-mention="agent:3">@Mara Lindqvist</span>`, found, recognized, and told again
under the name that they have now. Pure text; who may be named is said by whoever asks."""

import html as entities
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

Key = tuple[str, int]  # ("agent", 3) or ("team", 1)

_CHIP = re.compile(r'<span data-mention="(agent|team):([0-9]{1,18})">([^<]*)</span>')
_TAG = re.compile(r"(<[^>]*>)")
_OPENS = re.compile(r"<(a|code|pre|span)\b")
_CLOSES = re.compile(r"</(a|code|pre|span)>")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody, or a team, who may be named. `agent_ids` are those who are told."""

    key: Key
    name: str
    agent_ids: tuple[int, ...]
    about: str = ""

    @property
    def who(self) -> str:
        return f"{self.key[0]}:{self.key[1]}"


def named_in(html: str) -> list[Key]:
    """Who is named, in order."""
    return [(kind, int(number)) for kind, number, _name in _CHIP.findall(html)]


def settled(html: str, known: Sequence[Named]) -> str:
    """The note with a chip for each "@Name" that means one of `known` and nobody else; a chip of anybody else is only
    text."""
    keys = {one.key for one in known}
    html = _CHIP.sub(lambda chip: chip[0] if (chip[1], int(chip[2])) in keys else chip[3], html)
    recognize, depth, parts = _recognizer(known), 0, list[str]()
    for part in _TAG.split(html):
        if part.startswith("<"):
            depth += bool(_OPENS.match(part)) - bool(_CLOSES.match(part))
        parts.append(part if depth or part.startswith("<") else recognize(part))
    return "".join(parts)


def renamed(html: str, names: Mapping[Key, str], mine: Collection[Key] = ()) -> str:
    """The note for the page: each chip with the name of today; `mine` are marked."""

    def shown(chip: re.Match[str]) -> str:
        key = (chip[1], int(chip[2]))
        name = entities.escape(names[key]) if key in names else chip[3].removeprefix("@")
        return f'<span class="mention{" is-mine" if key in mine else ""}">@{name}</span>'

    return _CHIP.sub(shown, html)


def _recognizer(known: Sequence[Named]) -> Callable[[str], str]:
    """Full names, and first names that only one has. The longest counts."""
    meant: dict[str, set[Key]] = {}
    for one in known:
        for word in {one.name, one.name.split(" ")[0] if one.key[0] == "agent" else one.name}:
            meant.setdefault(entities.escape(word, quote=False).casefold(), set()).add(one.key)
    by_key = {one.key: one for one in known}
    words = sorted((word for word, keys in meant.items() if len(keys) == 1), key=len, reverse=True)
    if not words:
        return lambda text: text
    pattern = re.compile(r"(?<![^\s(])@(" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)

    def chip(found: re.Match[str]) -> str:
        (key,) = meant.get(found[1].casefold(), {None})
        if key is None:
            return found[0]
        return f'<span data-mention="{key[0]}:{key[1]}">@{entities.escape(by_key[key].name, quote=False)}</span>'

    return lambda text: pattern.sub(chip, text)
