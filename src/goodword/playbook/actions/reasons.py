"""The reasons why people contact the house: made, renamed, judged, put in order, retired. Never removed."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from goodword.accounts.models import Organization
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.core.search.words import fold
from goodword.playbook.access import check_tends_playbook
from goodword.playbook.built_in_reasons import BUILT_IN_REASONS
from goodword.playbook.choices import View
from goodword.playbook.events import ReasonBroughtBack, ReasonChanged, ReasonCreated, ReasonRetired, ReasonsOrdered
from goodword.playbook.models import FormerName, Reason

LONGEST_NAME = 60
MOST = 50  # more cannot be told apart while somebody waits


@transaction.atomic
def create_reason(
    *, by: Actor, name: str, replaces: str = "", theirs: View = View.UNKNOWN, ours: View = View.UNKNOWN
) -> Reason:
    """Another reason, after those there are. One that it `replaces` (by key) is retired: what was counted by it keeps
    its meaning. Raises NotAllowed, NotFound, Invalid."""
    check_tends_playbook(by)
    rows = reason_rows()
    old = _named(replaces, rows) if replaces else None
    others = [row for row in rows if row != old]
    name = _checked_name(name, others)
    _check_room(others)
    place = old.position if old else max(row.position for row in rows) + 1
    row = Reason.objects.create(
        key=_free_key(name, rows), name=name, position=place, replaces=old, theirs=theirs, ours=ours
    )
    if old is not None and old.retired_at is None:
        old.change(retired_at=now())
    record(ReasonCreated(by=by, reason_id=row.pk, replaces_id=old.pk if old else None))
    return row


@transaction.atomic
def change_reason(key: str, *, by: Actor, name: str, theirs: View = View.UNKNOWN, ours: View = View.UNKNOWN) -> Reason:
    """Call it otherwise, or say how the customer and we see contacts for it. Another name is another version of the
    same reason; what it was called is kept. Raises NotFound, NotAllowed, Invalid."""
    check_tends_playbook(by)
    rows = reason_rows()
    row = _named(key, rows)
    name = _checked_name(name, [one for one in rows if one != row])
    facts: dict[str, object] = {"theirs": theirs.value, "ours": ours.value}
    if name != row.label:
        FormerName.objects.create(reason=row, version=row.version, name=row.label)
        facts |= {"name": name, "version": row.version + 1}
    if any(getattr(row, column) != value for column, value in facts.items()):
        row.change(**facts)
        record(ReasonChanged(by=by, reason_id=row.pk, wording=row.version, theirs=row.theirs, ours=row.ours))
    return row


@transaction.atomic
def retire_reason(key: str, *, by: Actor) -> Reason:
    """Offer it no more; what has it keeps it. Raises NotFound, NotAllowed, Invalid for the last one."""
    check_tends_playbook(by)
    rows = reason_rows()
    row = _named(key, rows)
    if row.retired_at is None:
        if len([one for one in rows if one.retired_at is None]) == 1:
            raise Invalid(_("This is the last reason. Add another one first."))
        row.change(retired_at=now())
        record(ReasonRetired(by=by, reason_id=row.pk))
    return row


@transaction.atomic
def bring_back_reason(key: str, *, by: Actor) -> Reason:
    """Offer it again. Raises NotFound, NotAllowed, Invalid where its name is taken or there are too many."""
    check_tends_playbook(by)
    rows = reason_rows()
    row = _named(key, rows)
    if row.retired_at is not None:
        others = [one for one in rows if one != row]
        _checked_name(row.label, others)
        _check_room(others)
        row.change(retired_at=None)
        record(ReasonBroughtBack(by=by, reason_id=row.pk))
    return row


@transaction.atomic
def order_reasons(keys: Sequence[str], *, by: Actor) -> None:
    """Offer the reasons in this order. Raises NotAllowed, Invalid where it is not all that are offered."""
    check_tends_playbook(by)
    rows = {row.key: row for row in reason_rows() if row.retired_at is None}
    if sorted(keys) != sorted(rows):
        raise Invalid(_("Somebody changed the reasons meanwhile. Look at the list again."))
    if any(rows[key].position != place for place, key in enumerate(keys)):
        for place, key in enumerate(keys):
            rows[key].change(position=place)
        record(ReasonsOrdered(by=by))


@transaction.atomic
def chosen_reason(key: str) -> Reason | None:
    """The reason that somebody chose by its key; None for an empty one. Raises Invalid for one that is not offered."""
    if not key:
        return None
    row = Reason.objects.filter(key=key).first()
    if row is None:
        row = next((one for one in reason_rows() if one.key == key), None)
    if row is None or row.retired_at is not None:
        raise Invalid(reason=_("Choose a reason from the list."))
    return row


def reason_rows() -> list[Reason]:
    """Every reason, locked, in order; one that is built in gets its row when it is first needed. Whoever changes the
    list holds the house's own row: there may be no reason yet to hold."""
    list(Organization.objects.select_for_update().values_list("pk"))
    rows = list(Reason.objects.select_for_update())
    known, place = {row.key for row in rows}, max((row.position for row in rows), default=-1)
    for key, _label in BUILT_IN_REASONS:
        if key not in known:
            place += 1
            rows.append(Reason.objects.create(key=key, position=place))
    return rows


def _named(key: str, rows: Sequence[Reason]) -> Reason:
    row = next((one for one in rows if one.key == key), None)
    if row is None:
        raise NotFound
    return row


def _checked_name(name: str, others: Sequence[Reason]) -> str:
    name = " ".join(name.split())
    if not fold(name) or len(name) > LONGEST_NAME:
        raise Invalid(name=_("Give the reason a name of at most 60 letters."))
    if any(fold(name) == fold(one.label) for one in others if one.retired_at is None):
        raise Invalid(name=_("There is a reason of this name."))
    return name


def _check_room(others: Sequence[Reason]) -> None:
    if len([one for one in others if one.retired_at is None]) >= MOST:
        raise Invalid(name=_("Fifty reasons are as many as can be told apart. Retire one first."))


def _free_key(name: str, rows: Sequence[Reason]) -> str:
    taken, stem = {row.key for row in rows}, slugify(name)[:50] or "own"
    keys = [stem, *(f"{stem}-{number}" for number in range(2, len(rows) + 3))]
    return next(key for key in keys if key not in taken)
