"""Who may give how much on their own word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.access import check_administers
from goodword.accounts.choices import Role
from goodword.accounts.models import Agent, Organization, Team
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.core.events import record
from goodword.core.money import MOST_MINOR, is_currency
from goodword.playbook.actions.reasons import chosen_reason
from goodword.playbook.models import Reason
from goodword.recovery.choices import RemedyKind
from goodword.recovery.events import AuthorityChanged, AuthorityCreated, AuthorityRemoved
from goodword.recovery.models import Authority, Remedy

LONGEST_NAME = 120
LONGEST_DAYS = 366


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """All of an authority: whom it covers (nobody named: everybody), for what, for which
    reasons (by their keys; none: any), and how much, in minor units."""

    name: str
    currency: str
    limit_minor: int
    role: str = ""
    team: int | None = None
    agent: int | None = None
    kinds: tuple[RemedyKind, ...] = ()
    reasons: tuple[str, ...] = ()
    budget_minor: int | None = None
    budget_days: int = 30
    is_shared: bool = False
    customer_cap_minor: int | None = None
    customer_days: int = 90
    is_active: bool = True

    def check(self) -> None:
        """Raises Invalid naming what needs another look."""
        if not self.name.strip() or len(self.name) > LONGEST_NAME:
            raise Invalid(name=_("Give the authority a name."))
        if not is_currency(self.currency):
            raise Invalid(currency=_("Choose a currency."))
        self._check_numbers()
        self._check_whom()

    def _check_numbers(self) -> None:
        for name in ("limit_minor", "budget_minor", "customer_cap_minor"):
            minor = getattr(self, name)
            if minor is not None and not 0 <= minor <= MOST_MINOR:
                raise Invalid(**{name: _("Give an amount from zero to ten billion.")})
        for name in ("budget_days", "customer_days"):
            if not 1 <= getattr(self, name) <= LONGEST_DAYS:
                raise Invalid(**{name: _("Give a number of days from 1 to 366.")})

    def _check_whom(self) -> None:
        if self.role and self.role not in Role.values:
            raise Invalid(role=_("Choose a role."))
        if self.team is not None and not Team.objects.filter(pk=self.team).exists():
            raise Invalid(team=_("Choose a team."))
        if self.agent is not None and not Agent.objects.filter(pk=self.agent, is_active=True).exists():
            raise Invalid(agent=_("Choose somebody who works here."))

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "name": " ".join(self.name.split()),
            "currency": self.currency,
            "limit_minor": self.limit_minor,
            "role": self.role,
            "team_id": self.team,
            "agent_id": self.agent,
            "kinds": [kind.value for kind in self.kinds],
            "budget_minor": self.budget_minor,
            "budget_days": self.budget_days,
            "is_shared": self.is_shared,
            "customer_cap_minor": self.customer_cap_minor,
            "customer_days": self.customer_days,
            "is_active": self.is_active,
        }


@transaction.atomic
def create_authority(grant: Grant, *, by: Actor) -> Authority:
    """Let somebody give something on their own word, after what there is. The very same twice is once.

    Raises NotAllowed, Invalid.
    """
    check_administers(by)
    grant.check()
    reasons = _reasons(grant.reasons)
    Organization.objects.select_for_update().first()  # the same form sent twice
    for known in Authority.objects.filter(removed_at=None, **grant.columns):
        if set(known.reasons.all()) == set(reasons):
            return known
    last = Authority.objects.order_by("-position").values_list("position", flat=True).first()
    authority = Authority.objects.create(position=0 if last is None else last + 1, **grant.columns)
    authority.reasons.set(reasons)
    record(AuthorityCreated(by=by, **_told(authority)))
    return authority


@transaction.atomic
def change_authority(authority_id: int, grant: Grant, *, by: Actor) -> Authority:
    """More, less, for others. What was given before counts against the new budget.

    Raises NotFound, NotAllowed, Invalid.
    """
    check_administers(by)
    grant.check()
    reasons = _reasons(grant.reasons, of=authority_id)  # the list of reasons is held before any authority, always
    authority = Authority.objects.filter(removed_at=None).locked(authority_id)
    if grant.currency != authority.currency and Remedy.objects.filter(authority=authority).exists():
        raise Invalid(
            currency=_("Something was given by it in %(currency)s. Make another.") % {"currency": authority.currency}
        )
    is_other = set(authority.reasons.all()) != set(reasons)
    if is_other or any(getattr(authority, name) != value for name, value in grant.columns.items()):
        authority.change(**grant.columns)
        authority.reasons.set(reasons)
        record(AuthorityChanged(by=by, **_told(authority)))
    return authority


@transaction.atomic
def order_authorities(authority_ids: Sequence[int], *, by: Actor) -> None:
    """Put them in this order: the first that covers somebody counts.

    Raises NotAllowed, Invalid where it is not all of them.
    """
    check_administers(by)
    rows = Authority.objects.select_for_update(of=("self",)).filter(removed_at=None)
    known = {authority.pk: authority for authority in rows}
    if sorted(authority_ids) != sorted(known):
        raise Invalid(_("Somebody changed this list meanwhile. Look at it again."))
    for place, one in enumerate(authority_ids):
        if known[one].position != place:
            known[one].change(position=place)
            record(AuthorityChanged(by=by, **_told(known[one])))


@transaction.atomic
def remove_authority(authority_id: int, *, by: Actor) -> None:
    """Nobody may give anything by it any more; what was given under it stays given. Raises NotFound, NotAllowed."""
    check_administers(by)
    authority = Authority.objects.filter(removed_at=None).locked(authority_id)
    authority.change(removed_at=now(), is_active=False)
    record(AuthorityRemoved(by=by, authority_id=authority_id))


@transaction.atomic
def follow_reason(reason_id: int, new_id: int, *, by: Actor) -> None:
    """A reason was replaced by another: what was granted for the old one is granted for the new one too."""
    for authority in Authority.objects.select_for_update(of=("self",)).filter(removed_at=None, reasons=reason_id):
        authority.reasons.add(new_id)
        record(AuthorityChanged(by=by, **_told(authority)))


def _reasons(keys: Sequence[str], *, of: int | None = None) -> list[Reason]:
    """Those that are named; one that the authority has and that was retired since may stay. Raises Invalid."""
    kept = {one.key: one for row in Authority.objects.filter(pk=of or 0) for one in row.reasons.all()}
    rows = [kept.get(key) or chosen_reason(key) for key in keys]
    return [row for row in rows if row is not None]


def _told(authority: Authority) -> dict[str, Any]:
    return {
        "authority_id": authority.pk,
        "reason_ids": sorted(authority.reasons.values_list("pk", flat=True)),
        "currency": authority.currency,
        "limit_minor": authority.limit_minor,
        "budget_minor": authority.budget_minor,
        "customer_cap_minor": authority.customer_cap_minor,
    }
