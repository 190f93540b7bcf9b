"""Addresses as they are shown: letters of the world where they are safe to read, else the letters that the net uses."""

import unicodedata

# Cyrillic and Greek letters that look like Latin ones: a name of nothing else can pose as another.
_LOOKALIKES = frozenset("асԁеһіјӏкոорԛѕтԝхуѵԍмнвьгпзбαικνορτυχωᴀ")
_TOGETHER = ({"HIRAGANA", "KATAKANA", "CJK", "KATAKANA-HIRAGANA", "LATIN"}, {"HANGUL", "CJK", "LATIN"})
_LONGEST = 320


def ascii_address(address: str) -> str:
    """The address with its domain as the net writes it (`xn--…`), so that both spellings are one."""
    local, at, domain = address.rpartition("@")
    if not at or domain.isascii():
        return address
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return address


def shown_address(address: str) -> str:
    """The address with the labels of its domain readable, but for those that mix scripts or pass for Latin ones."""
    local, at, domain = address[:_LONGEST].rpartition("@")
    if "xn--" not in domain.lower():
        return address
    return f"{local}{at}{'.'.join(map(_shown, domain.split('.')))}"


def _shown(label: str) -> str:
    if not label.lower().startswith("xn--"):
        return label
    try:
        readable = label.encode("ascii").decode("idna")
    except UnicodeError:
        return label
    return readable if _is_safe(readable) else label


def _is_safe(label: str) -> bool:
    letters = [letter for letter in label if letter.isalpha() or not letter.isascii()]
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in letters if unicodedata.category(letter)[0] == "L"}
    if any(unicodedata.category(letter)[0] not in "LMN" for letter in letters):
        return False
    if len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER):
        return False
    return not all(letter in _LOOKALIKES for letter in letters)
