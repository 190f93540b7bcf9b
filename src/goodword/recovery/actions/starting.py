"""What a new organization may give from its first day, for its administrators to change."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.choices import Role
from goodword.accounts.models import Organization
from goodword.core.actor import Actor
from goodword.recovery.actions.authorities import Grant, create_authority
from goodword.recovery.models import Authority

_EACH_TIME, _IN_A_MONTH, _TO_ONE_CUSTOMER = 5_000, 50_000, 20_000
_LEADS_EACH_TIME, _LEADS_IN_A_MONTH = 20_000, 200_000


@transaction.atomic
def start_authorities(*, by: Actor) -> list[Authority]:
    """Agents may give 50.00 each time and 500.00 in 30 days, leads 200.00 and together 2,000.00; nobody more than
    200.00 in 90 days to one customer. Where there are authorities already, nothing. Raises NotAllowed."""
    if Authority.objects.exists():
        return []
    currency = Organization.objects.values_list("currency", flat=True).get(pk=1)
    agents = Grant(
        name=_("Agents"),
        role=Role.AGENT,
        currency=currency,
        limit_minor=_EACH_TIME,
        budget_minor=_IN_A_MONTH,
        customer_cap_minor=_TO_ONE_CUSTOMER,
    )
    leads = Grant(
        name=_("Leads"),
        role=Role.LEAD,
        currency=currency,
        limit_minor=_LEADS_EACH_TIME,
        budget_minor=_LEADS_IN_A_MONTH,
        is_shared=True,
        customer_cap_minor=_TO_ONE_CUSTOMER,
    )
    return [create_authority(grant, by=by) for grant in (agents, leads)]
