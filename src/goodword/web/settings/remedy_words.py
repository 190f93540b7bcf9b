"""An authority as a plain sentence."""

from babel.lists import format_list
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from goodword.accounts.choices import Role
from goodword.core.money import Money, money_words
from goodword.recovery.choices import RemedyKind
from goodword.recovery.types import Authority

_MANY = {
    Role.OWNER: gettext_lazy("Owners"),
    Role.ADMINISTRATOR: gettext_lazy("Administrators"),
    Role.LEAD: gettext_lazy("Leads"),
    Role.AGENT: gettext_lazy("Agents"),
    Role.COLLEAGUE: gettext_lazy("Colleagues"),
}


def summary_of(row: Authority) -> str:
    """ "Agents of Billing may give a credit up to $50.00 each time, $500.00 in 30 days each"."""
    parts = [_("%(who)s may give %(what)s up to %(limit)s each time") % _named(row)]
    if row.budget_minor is not None:
        share = _("all together") if row.is_shared else _("each")
        budget = money_words(Money(row.budget_minor, row.currency))
        parts.append(
            _("%(budget)s in %(days)s days %(share)s") % {"budget": budget, "days": row.budget_days, "share": share}
        )
    if row.customer_cap_minor is not None:
        cap = money_words(Money(row.customer_cap_minor, row.currency))
        parts.append(_("%(cap)s to one customer in %(days)s days") % {"cap": cap, "days": row.customer_days})
    reasons = [one.label for one in row.reasons.all()]
    if reasons:
        parts.append(_("only for: %(reasons)s") % {"reasons": _listed(reasons)})
    return ", ".join(parts) + "."


def _named(row: Authority) -> dict[str, str]:
    kinds = [str(RemedyKind(kind).label).lower() for kind in row.kinds]
    what = _listed(kinds) if kinds else _("anything")
    return {"who": _who(row), "what": what, "limit": money_words(row.limit)}


def _listed(words: list[str]) -> str:
    return format_list(words, locale=(get_language() or "en").replace("-", "_"))


def _who(row: Authority) -> str:
    if row.agent is not None:
        return row.agent.name
    role = str(_MANY[Role(row.role)]) if row.role else _("Everybody")
    return _("%(role)s of %(team)s") % {"role": role, "team": row.team.name} if row.team else role
