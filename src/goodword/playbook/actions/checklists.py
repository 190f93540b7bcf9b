"""The checklists of the house: made, changed, put in order, switched off."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, Invalid, NotFound
from goodword.core.events import record
from goodword.core.search.words import fold
from goodword.playbook.access import check_tends_playbook
from goodword.playbook.built_in import BUILT_IN
from goodword.playbook.events import (
    ChecklistChanged,
    ChecklistCreated,
    ChecklistRemoved,
    ChecklistsOrdered,
    ChecklistSwitched,
)
from goodword.playbook.models import Checklist

LONGEST_NAME = 40
LONGEST_POINT = 120
MOST_POINTS = 10
MOST = 20


@transaction.atomic
def create_checklist(*, by: Actor, name: str, points: Sequence[str]) -> Checklist:
    """Another checklist, after those there are. Raises NotAllowed, Invalid."""
    check_tends_playbook(by)
    rows = all_rows()
    if len(rows) >= MOST:
        raise Invalid(name=_("That are too many. Keep those that people use."))
    name, said = _checked_name(name, rows), _checked_points(points)
    row = Checklist.objects.create(
        key=_free_key(name, rows), name=name, points=said, position=max(one.position for one in rows) + 1
    )
    record(ChecklistCreated(by=by, checklist_id=row.pk))
    return row


@transaction.atomic
def change_checklist(key: str, *, by: Actor, name: str, points: Sequence[str]) -> Checklist:
    """Give a checklist of the house's own another name or other points. Raises NotFound, NotAllowed, Invalid."""
    check_tends_playbook(by)
    rows = all_rows()
    row = _own(key, rows)
    name, said = _checked_name(name, [one for one in rows if one.pk != row.pk]), _checked_points(points)
    if (row.name, row.points) != (name, said):
        row.change(name=name, points=said)
        record(ChecklistChanged(by=by, checklist_id=row.pk))
    return row


@transaction.atomic
def switch_checklist(key: str, *, by: Actor, on: bool) -> Checklist:
    """Offer a checklist beside replies, or no longer; whoever had it has it again when it is back. Raises NotFound,
    NotAllowed."""
    check_tends_playbook(by)
    row = named_row(key, all_rows())
    if row.is_active != on:
        row.change(is_active=on)
        record(ChecklistSwitched(by=by, checklist_id=row.pk, on=on))
    return row


@transaction.atomic
def order_checklists(keys: Sequence[str], *, by: Actor) -> None:
    """Offer the checklists in this order. Raises NotAllowed, Invalid where it is not all of them."""
    check_tends_playbook(by)
    rows = {row.key: row for row in all_rows()}
    if sorted(keys) != sorted(rows):
        raise Invalid(_("Somebody changed the checklists meanwhile. Look at the list again."))
    if any(rows[key].position != place for place, key in enumerate(keys)):
        for place, key in enumerate(keys):
            rows[key].change(position=place)
        record(ChecklistsOrdered(by=by))


@transaction.atomic
def remove_checklist(key: str, *, by: Actor) -> None:
    """Have a checklist of the house's own no more. Raises NotFound, NotAllowed, ActionRefused for one built in."""
    check_tends_playbook(by)
    row = _own(key, all_rows())
    number = row.pk
    row.delete()
    record(ChecklistRemoved(by=by, checklist_id=number))


def all_rows() -> list[Checklist]:
    """Every checklist, locked, in order; one that is built in gets its row with the first change to any of them."""
    rows = list(Checklist.objects.select_for_update())
    place = max((row.position for row in rows), default=-1)
    for one in BUILT_IN:
        if all(row.key != one.key for row in rows):
            place += 1
            rows.append(Checklist.objects.create(key=one.key, position=place))
    return rows


def named_row(key: str, rows: Sequence[Checklist]) -> Checklist:
    """The one of this key. Raises NotFound."""
    row = next((one for one in rows if one.key == key), None)
    if row is None:
        raise NotFound
    return row


def _own(key: str, rows: Sequence[Checklist]) -> Checklist:
    row = named_row(key, rows)
    if row.built_in is not None:
        raise ActionRefused(_("This one is built in. Switch it off, or write one of your own."))
    return row


def _checked_name(name: str, others: Sequence[Checklist]) -> str:
    name = " ".join(name.split())
    if not fold(name) or len(name) > LONGEST_NAME:
        raise Invalid(name=_("Give the checklist a name of at most 40 letters."))
    if any(fold(name) == fold(one.built_in.name if one.built_in else one.name) for one in others):
        raise Invalid(name=_("There is a checklist of this name."))
    return name


def _checked_points(points: Sequence[str]) -> list[str]:
    said = [words for words in (" ".join(one.split()) for one in points) if words]
    if not said or len(said) > MOST_POINTS:
        raise Invalid(points=_("Write one to ten points, each on a line of its own."))
    if any(len(words) > LONGEST_POINT for words in said):
        raise Invalid(points=_("Keep each point to 120 letters, so that it is read at a glance."))
    return said


def _free_key(name: str, rows: Sequence[Checklist]) -> str:
    taken, stem = {row.key for row in rows}, slugify(name)[:LONGEST_NAME] or "own"
    keys = [stem, *(f"{stem}-{number}" for number in range(2, len(rows) + 3))]
    return next(key for key in keys if key not in taken)
