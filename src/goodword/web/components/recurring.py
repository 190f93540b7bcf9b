"""Whether a cause recurred after it was fixed, in words."""

from math import isfinite

from babel.numbers import format_decimal
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from goodword.recovery.queries.recurrence import Recurrence


def recurring_words(found: Recurrence) -> str:
    """ "Before: 30 in 90 days. After: 18 in 60 days. That is 0.90 as often (0.50 to 1.60): nothing can be told." """
    return f"{_counted(found)} {_told(found)}"


def _counted(found: Recurrence) -> str:
    before, after = round(found.before_days), max(1, round(found.after_days))
    first = ngettext("Before: %(n)s in %(days)s day.", "Before: %(n)s in %(days)s days.", before)
    second = ngettext("After: %(n)s in %(days)s day.", "After: %(n)s in %(days)s days.", after)
    return f"{first % {'n': found.before, 'days': before}} {second % {'n': found.after, 'days': after}}"


def _told(found: Recurrence) -> str:
    if found.is_early:
        return _("It is too early to tell whether it helped.")
    ratio, interval = found.ratio
    if found.is_few or ratio is None or not isfinite(ratio):
        return _("They are too few to tell whether it helped.")
    named = {"ratio": _number(ratio), "low": _number(interval.low), "high": _number(interval.high)}
    often = _("That is %(ratio)s times as often (%(low)s to %(high)s):") % named
    if found.is_rarer:
        return f"{often} {_('it comes up less.')}"
    return f"{often} {_('it comes up more: look again.') if found.is_oftener else _('no difference can be told.')}"


def _number(ratio: float) -> str:
    return format_decimal(ratio, "0.00", locale=(get_language() or "en").replace("-", "_")) if isfinite(ratio) else "∞"
