"""Whether, when and how often people are asked."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.access import check_administers
from goodword.core.actor import Actor
from goodword.core.db.locks import lock_name
from goodword.core.errors import Invalid
from goodword.core.events import record
from goodword.listening.events import CheckBackChanged
from goodword.listening.models import CheckBackSettings

MOST_HOURS, MOST_DAYS = 24 * 30, 365


@transaction.atomic
def change_check_back(
    *, by: Actor, is_on: bool, delay_hours: int, cooldown_days: int, limit_days: int
) -> CheckBackSettings:
    """Raises NotAllowed, Invalid."""
    check_administers(by)
    wrong = {
        name: _("Choose a figure from 0 to %(most)s.") % {"most": most}
        for name, figure, most in (
            ("delay_hours", delay_hours, MOST_HOURS),
            ("cooldown_days", cooldown_days, MOST_DAYS),
            ("limit_days", limit_days, MOST_DAYS),
        )
        if not 0 <= figure <= most
    }
    if wrong:
        raise Invalid(**wrong)
    lock_name("check-back")
    figures = {"delay_hours": delay_hours, "cooldown_days": cooldown_days, "limit_days": limit_days}
    row, _is_new = CheckBackSettings.objects.update_or_create(pk=1, defaults={"is_on": is_on, **figures})
    record(CheckBackChanged(by=by, is_on=is_on))
    return row
