"""Names as people write them, compared. Pure."""

import re
import unicodedata

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sr", "sra", "srta", "don", "dona", "herr", "frau"})
_TITLES |= {"m", "mme", "mlle", "dott", "jr", "ii", "iii"}
_WORD = re.compile(r"[^\W_]+")


def name_words(name: str) -> list[str]:
    """The words of a name without accents, case and titles: "Hartwell, Mrs. Odile" is [hartwell, odile]."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    words = _WORD.findall(plain.replace("'", "").replace("\u2019", "").casefold())
    return [word for word in words if word not in _TITLES] if len(words) > 1 else words


def as_remembered(name: str) -> str:
    """The name in the form in which names are kept for comparison: its words in the order of the alphabet."""
    return " ".join(sorted(name_words(name)))[:200]


def is_same_name(one: str, other: str) -> bool:
    """Whether both may well be one person: a whole word is shared, and only one of them has words besides.

    An initial stands for any word that begins with it. "Odile Hartwell" is "Hartwell, Odile", "O. Hartwell" and
    "Odile"; it is neither "Nina Hartwell" nor "Odile Brandt".
    """
    left, right = name_words(one), name_words(other)
    if not left or not right:
        return False
    if "".join(left) == "".join(right):
        return True
    shared = 0
    for word in [word for word in left if word in right]:
        if word in right:
            left.remove(word)
            right.remove(word)
            shared += len(word) > 1
    _drop_initials(left, right)
    _drop_initials(right, left)
    return shared > 0 and (not left or not right)


def _drop_initials(initials: list[str], words: list[str]) -> None:
    for letter in [word for word in initials if len(word) == 1]:
        whole = next((word for word in words if word.startswith(letter)), None)
        if whole is not None:
            initials.remove(letter)
            words.remove(whole)
