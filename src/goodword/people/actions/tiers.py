"""The house's tiers, and who has which."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.access import check_administers
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.core.search.words import fold
from goodword.people.actions.describing import locked_customer
from goodword.people.events import CompanyTierChanged, TierChanged, TierCreated, TierRemoved, TiersChanged
from goodword.people.models import Company, Customer, Tier

LONGEST = 40
MOST = 20
_RESERVED = {"none", "ninguno"}  # what search calls to have none


@transaction.atomic
def create_tier(*, by: Actor, name: str) -> Tier:
    """Another tier, after those there are. Raises NotAllowed, Invalid."""
    check_administers(by)
    known = list(Tier.objects.select_for_update())
    if len(known) >= MOST:
        raise Invalid(name=_("That are too many. Keep those that people know apart."))
    name, key = _checked(name)
    place = max((one.position for one in known), default=-1) + 1
    tier = Tier.objects.create(name=name, key=key, position=place)
    record(TierCreated(by=by, tier_id=tier.pk))
    return tier


@transaction.atomic
def rename_tier(tier_id: int, *, by: Actor, name: str) -> Tier:
    """Call the tier by another name; policies that named it by the old one must be told. Raises NotFound, NotAllowed,
    Invalid."""
    check_administers(by)
    tier = _locked(tier_id)
    name, key = _checked(name, tier)
    if name != tier.name:
        tier.change(name=name, key=key)
        record(TiersChanged(by=by))
    return tier


@transaction.atomic
def order_tiers(tier_ids: Sequence[int], *, by: Actor) -> None:
    """Put the tiers in this order. Raises NotAllowed, Invalid where it is not all of them."""
    check_administers(by)
    known = {tier.pk: tier for tier in Tier.objects.select_for_update()}
    if sorted(tier_ids) != sorted(known):
        raise Invalid(_("Somebody changed the tiers meanwhile. Look at the list again."))
    if any(known[one].position != place for place, one in enumerate(tier_ids)):
        for place, one in enumerate(tier_ids):
            known[one].change(position=place)
        record(TiersChanged(by=by))


@transaction.atomic
def remove_tier(tier_id: int, *, by: Actor) -> None:
    """Have this tier no more; whoever had it has none, or their company's. Raises NotFound, NotAllowed."""
    check_administers(by)
    _locked(tier_id).delete()
    record(TierRemoved(by=by, tier_id=tier_id))


@transaction.atomic
def set_tier(customer_id: int, *, by: Actor, tier: int | None, undoes: int | None = None) -> Customer:
    """The customer has this tier, or (none) their company's. Raises NotFound, Invalid for one that is not there."""
    customer = locked_customer(customer_id)
    _check_there(tier)
    before = customer.tier_id
    if tier != before:
        customer.change(tier_id=tier)
        record(TierChanged(by=by, person_id=customer.pk, before=before, after=tier, undoes=undoes))
    return customer


@transaction.atomic
def set_company_tier(company_id: int, *, by: Actor, tier: int | None) -> Company:
    """The company has this tier, and so have its people without one of their own. Raises NotFound, Invalid."""
    company = Company.objects.select_for_update(of=("self",)).filter(pk=company_id).first()
    if company is None:
        raise NotFound
    _check_there(tier)
    before = company.tier_id
    if tier != before:
        company.change(tier_id=tier)
        record(CompanyTierChanged(by=by, company_id=company.pk, before=before, after=tier))
    return company


def _check_there(tier: int | None) -> None:
    if tier is not None and not Tier.objects.filter(pk=tier).exists():
        raise Invalid(tier=_("Choose one of the tiers."))


def _locked(tier_id: int) -> Tier:
    tier = Tier.objects.select_for_update().filter(pk=tier_id).first()
    if tier is None:
        raise NotFound
    return tier


def _checked(name: str, own: Tier | None = None) -> tuple[str, str]:
    name = " ".join(name.split())
    key = fold(name)
    if not key or len(name) > LONGEST:
        raise Invalid(name=_("Give the tier a name of at most 40 letters."))
    if key in _RESERVED:
        raise Invalid(name=_("Search calls it so to have none. Choose another name."))
    if Tier.objects.filter(key=key).exclude(pk=own.pk if own else 0).exists():
        raise Invalid(name=_("There is a tier of this name."))
    return name, key[: 2 * LONGEST]
