"""What people are found by: folded words of names, addresses and telephone numbers, from their beginning. Pure."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 64
MOST = 80
MOST_ASKED = 6
SHORTEST_NUMBER = 4
_SEPARATORS = re.compile(r"[^\w@.+]+|_+")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[+(]?[\d().\-/]+")
_WHOLE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "'": "", "\u2019": "", "`": ""}
)


def folded(text: str) -> str:
    """Without case and accents, single spaces: "Ólafur  Ørsted" is "olafur orsted"."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in plain if not unicodedata.combining(char)).casefold().translate(_WHOLE)
    return " ".join(bare.split())


def sort_name_of(name: str) -> str:
    """What a list by name is sorted by."""
    return folded(name)[:200]


def words_of(names: Iterable[str], addresses: Iterable[str] = (), numbers: Iterable[str] = ()) -> list[str]:
    """Every word that somebody of these names, e-mail addresses and telephone numbers is found by."""
    found: set[str] = set()
    for name in names:
        for token in _SEPARATORS.split(folded(name)):
            found |= {token.strip("."), *_WORD.findall(token)}
    for address in addresses:
        local, _at, domain = folded(address).partition("@")
        found |= {folded(address), domain, *_WORD.findall(local)}
    for number in numbers:
        digits = "".join(filter(str.isdecimal, number))
        found |= {digits[start:] for start in range(len(digits) - SHORTEST_NUMBER + 1)}
    return sorted({word[:LONGEST] for word in found if word})[:MOST]


def asked_words(text: str) -> list[str]:
    """The words that a filter box asks for; each must begin one of somebody's, the longest first."""
    asked: set[str] = set()
    for token in folded(text).split():
        digits = "".join(filter(str.isdecimal, token))
        if digits and _NUMBER.fullmatch(token):
            asked.add(digits.removeprefix("00") if token.startswith("00") else digits)
        elif "@" in token or "." in token.strip("."):
            asked.add(token.strip(".").removeprefix("@"))
        else:
            asked |= set(_WORD.findall(token))
    return sorted((word[:LONGEST] for word in asked if word), key=lambda word: (-len(word), word))[:MOST_ASKED]
