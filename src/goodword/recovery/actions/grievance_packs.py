"""The house says which packs it uses."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.access import check_administers
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.recovery.grievance_events import PackChosen
from goodword.recovery.models import PackChoice
from goodword.recovery.packs.loading import pack_of


@transaction.atomic
def choose_pack(key: str, *, is_on: bool, counsel_reviewed_on: date | None, by: Actor) -> PackChoice:
    """Use a pack, or no more; it needs the day on which the house's own counsel read it. What was opened under it
    stays. Raises NotAllowed, NotFound, Invalid."""
    check_administers(by)
    if pack_of(key) is None:
        raise NotFound
    if is_on and counsel_reviewed_on is None:
        raise Invalid(counsel_reviewed_on=_("Say when your counsel reviewed it. Until then it stays off."))
    if counsel_reviewed_on is not None and counsel_reviewed_on > now().date():
        raise Invalid(counsel_reviewed_on=_("This lies ahead. Give the day on which it was reviewed."))
    row, _is_new = PackChoice.objects.select_for_update().get_or_create(key=key)
    if (row.is_on, row.counsel_reviewed_on) != (is_on, counsel_reviewed_on):
        row.change(is_on=is_on, counsel_reviewed_on=counsel_reviewed_on)
        said = counsel_reviewed_on.isoformat() if counsel_reviewed_on else None
        record(PackChosen(by=by, pack=key, is_on=is_on, counsel_reviewed_on=said))
    return row
