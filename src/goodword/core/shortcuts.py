"""Every key of the desk by name, of operations and of ways about. Each agent may choose others."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.core.errors import Invalid
from goodword.core.operations import all_operations


class Place(TextChoices):
    """Where a key is heard."""

    CONVERSATION = "conversation", gettext_lazy("In a conversation")
    LIST = "list", gettext_lazy("In a list")
    WRITING = "writing", gettext_lazy("While you write")
    ANYWHERE = "anywhere", gettext_lazy("Anywhere")


@dataclass(frozen=True, kw_only=True)
class Shortcut:
    """A key as it comes: `key` is what a page's `data-key` says ("e", "Shift+E", "Mod+Enter", "g i")."""

    name: str
    label: str | Promise
    key: str
    place: Place


# What stays as it is: it belongs to the editor, to an open menu, or is counted through by the rail.
FIXED = frozenset({
    "escape", "mod+z", "mod+shift+z", "mod+b", "mod+i", "mod+shift+7", "mod+shift+8", "g d",
    *(f"g {number}" for number in range(1, 10)), *(str(number) for number in range(1, 10)),
})  # fmt: skip
# What browsers keep, or what everybody's fingers expect of a field.
_TAKEN = frozenset(f"mod+{letter}" for letter in "acfhlnopqrstvwxy")
_STROKE = re.compile(r"(mod\+)?(shift\+)?([^\s+]|enter)", re.IGNORECASE)
_shortcuts: dict[str, Shortcut] = {}


def register_shortcuts(shortcuts: Iterable[Shortcut]) -> None:
    """Add keys that belong to no operation."""
    _shortcuts.update({shortcut.name: shortcut for shortcut in shortcuts})


def all_shortcuts() -> list[Shortcut]:
    """Every key that can be chosen, by place."""
    of_operations = [
        Shortcut(name=one.name, label=one.label, key=one.key, place=Place.CONVERSATION)
        for one in all_operations()
        if one.key
    ]
    order = list(Place)
    return sorted([*of_operations, *_shortcuts.values()], key=lambda one: order.index(one.place))


def own_keys(chosen: Mapping[str, str]) -> dict[str, str]:
    """What stands for which key of the pages, both in lower case; nothing for a key that was taken away."""
    return {one.key.lower(): chosen[one.name].lower() for one in all_shortcuts() if one.name in chosen}


def is_single(key: str) -> bool:
    """Whether the key is struck without Ctrl: those can be switched off together."""
    return "mod+" not in key.lower()


def choose_keys(typed: Mapping[str, str]) -> dict[str, str]:
    """The keys that differ from the usual ones, by name. Raises Invalid, with the names, for what does not fit."""
    shortcuts = all_shortcuts()
    wanted, wrong = {}, {}
    for one in shortcuts:
        try:
            wanted[one.name] = _read(one, typed.get(one.name, one.key))
        except ValueError as refusal:
            wrong[one.name] = str(refusal)
    wrong |= _conflicts(shortcuts, wanted)
    if wrong:
        raise Invalid(**wrong)
    return {one.name: wanted[one.name] for one in shortcuts if wanted[one.name].lower() != one.key.lower()}


def _read(shortcut: Shortcut, typed: str) -> str:
    """The key as pages write it. Raises ValueError with the words for who typed it."""
    strokes = typed.split()
    if " ".join(strokes).lower() == shortcut.key.lower():
        return shortcut.key
    if not strokes:
        return ""
    matches = [_STROKE.fullmatch(stroke) for stroke in strokes]
    if len(strokes) > 2 or not all(matches):  # noqa: PLR2004
        raise ValueError(_("Write a key such as X, Shift+X or Mod+X, or two keys such as G X."))
    key = " ".join(_written(match) for match in matches if match)
    _check_place(shortcut, key)
    return key


def _written(stroke: re.Match[str]) -> str:
    mod, shift, key = stroke.groups()
    parts = [name for name, held in (("Mod", mod), ("Shift", shift)) if held]
    return "+".join([*parts, key.title() if parts or len(key) > 1 else key.lower()])


def _check_place(shortcut: Shortcut, key: str) -> None:
    if key.lower() in FIXED or key.lower() in _TAKEN:
        raise ValueError(_("This key is needed for something else. Choose another."))
    if key == "Enter" or (" " in key and not is_single(key)) or re.search(r"Shift\+[^A-Z]$", key):
        raise ValueError(_("This key cannot be told apart from others. Choose another."))
    if shortcut.place is Place.WRITING and is_single(key):
        raise ValueError(_("While you write, only keys with Mod are heard. Choose one such as Mod+Enter."))


def _conflicts(shortcuts: list[Shortcut], wanted: Mapping[str, str]) -> dict[str, str]:
    """What to say at each changed key that another has, or begins with."""
    found = {}
    for one in shortcuts:
        key = wanted.get(one.name, "").lower()
        others = [(other, wanted.get(other.name, "").lower()) for other in shortcuts if other is not one]
        clash = next((other for other, theirs in others if theirs and key and _clash(key, theirs)), None)
        if clash and (key != one.key.lower() or wanted[clash.name].lower() == clash.key.lower()):
            found[one.name] = _("%(name)s has this key.") % {"name": clash.label}
    return found


def _clash(key: str, other: str) -> bool:
    return key == other or other.startswith(f"{key} ") or key.startswith(f"{other} ")
