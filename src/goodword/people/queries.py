"""What is known of the people served."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from goodword.accounts.queries import organization
from goodword.core.clock import now
from goodword.core.db.written_once import WrittenOnce
from goodword.core.errors import NotFound
from goodword.people.addresses import normalize_address
from goodword.people.choices import CompanyKind
from goodword.people.models import (
    AddressStanding,
    Company,
    Customer,
    Identity,
    IdentityKind,
    PersonNote,
    Representation,
    Tier,
)
from goodword.people.providers import above, is_free

MOST_NOTES = 100


def addresses_of(customer: Customer) -> list[str]:
    """The e-mail addresses we know the customer by: the preferred one, then the oldest."""
    return [one.value for one in identities_of(customer) if one.kind == IdentityKind.EMAIL]


def identities_of(customer: Customer) -> list[Identity]:
    """How we know the customer: preferred ones first, then the oldest; not asked again where it was prefetched."""
    return sorted(customer.identities.all(), key=lambda one: (not one.is_preferred, one.pk))


def may_be_written_automatically(*, address: str = "", customer_id: int | None = None) -> bool:
    """Whether a program may write to them. Never to somebody who has died, nor, when we do not know for whom it is,
    to an address that somebody who has died shares."""
    if customer_id is not None:
        return not Customer.objects.filter(pk=customer_id, deceased_recorded_at__isnull=False).exists()
    known = Identity.objects.filter(kind=IdentityKind.EMAIL, value=normalize_address(address))
    return not known.filter(customer__deceased_recorded_at__isnull=False).exists()


def todays_date() -> date:
    """The day of the organization's calendar: until its end an authority counts."""
    house = organization()
    return now().astimezone(ZoneInfo(house.time_zone if house else "UTC")).date()


def home_zone() -> str:
    """The organization's time zone: its telephone numbers may be typed without the country's prefix."""
    house = organization()
    return house.time_zone if house else "UTC"


def people_at(address: str) -> list[Identity]:
    """Everybody with this address, those first whom we have known longest; their customers are read with them."""
    rows = Identity.objects.filter(kind=IdentityKind.EMAIL, value=normalize_address(address))
    return list(rows.select_related("customer").order_by("customer_id"))


def others_at_addresses_of(customer: Customer) -> list[Customer]:
    """The other people with the customer's addresses or numbers; not those of whom we are unsure who they are."""
    values = customer.identities.values("value")
    others = Customer.objects.filter(identities__value__in=values, is_unsure=False).exclude(pk=customer.pk)
    return list(others.distinct().order_by("name", "pk"))


def people_with_number(number: str) -> list[Identity]:
    """Everybody with this telephone number (E.164), those first whom we have known longest."""
    rows = Identity.objects.filter(kind=IdentityKind.PHONE, value=number).select_related("customer")
    return list(rows.order_by("customer_id"))


def represented_today(customer_id: int) -> set[int]:
    """The customers for whom this one may write today."""
    today = todays_date()
    rows = Representation.objects.filter(representative_id=customer_id, ended_at=None)
    return {row.customer_id for row in rows if row.is_valid_on(today)}


def all_tiers() -> list[Tier]:
    """The tiers of the house, in order."""
    return list(Tier.objects.all())


@dataclass(frozen=True, slots=True)
class CountedTier:
    """A tier, and how many people and companies have it of their own."""

    tier: Tier
    people: int
    companies: int


def counted_tiers() -> list[CountedTier]:
    """Every tier and how many have it."""
    people = Customer.objects.filter(tier=OuterRef("pk")).order_by().values("tier").annotate(n=Count("pk"))
    companies = Company.objects.filter(tier=OuterRef("pk")).order_by().values("tier").annotate(n=Count("pk"))
    rows = Tier.objects.annotate(people_n=Subquery(people.values("n")), companies_n=Subquery(companies.values("n")))
    return [CountedTier(row, row.people_n or 0, row.companies_n or 0) for row in rows]


def identity_of(customer: Customer, identity_id: int) -> Identity:
    """One of the customer's addresses. Raises NotFound for anybody else's."""
    identity = customer.identities.filter(pk=identity_id).first()
    if identity is None:
        raise NotFound
    return identity


def person_note_of(customer: Customer, note_id: int) -> PersonNote:
    """A note on the customer. Raises NotFound for anybody else's, and for one that was removed."""
    note = customer.notes.select_related("agent").filter(pk=note_id, removed_at=None).first()
    if note is None:
        raise NotFound
    return note


def person_notes(customer: Customer) -> list[PersonNote]:
    """What matters to the customer: pinned notes first, then the newest; at most MOST_NOTES."""
    return _NOTES.rows(customer=customer.pk)


def _notes(customer: int) -> QuerySet[PersonNote]:
    rows = PersonNote.objects.filter(customer_id=customer, removed_at=None).select_related("agent", "edited_by")
    return rows.order_by("-is_pinned", "-at", "-pk")[:MOST_NOTES]


_NOTES = WrittenOnce(_notes, "customer")


def suggested_company(customer: Customer) -> Company | None:
    """The company whose domain the customer's address has, while they belong to none; never a household, never one
    that an agent said is not theirs, and nothing for addresses that anybody can have."""
    if customer.company_id is not None or customer.is_unsure:
        return None
    domains = {one.rpartition("@")[2] for one in addresses_of(customer)}
    asked = [domain for one in domains if not is_free(one) for domain in above(one)]
    if not asked:
        return None
    rows = Company.objects.filter(domains__domain__in=asked).exclude(kind=CompanyKind.HOUSEHOLD)
    return rows.exclude(pk=customer.declined_company_id or 0).order_by("pk").first()


def representation_of(customer: Customer, representation_id: int) -> Representation:
    """An authority to write for the customer. Raises NotFound for anybody else's."""
    representation = customer.representations.filter(pk=representation_id).first()
    if representation is None:
        raise NotFound
    return representation


def representations_of(customer: Customer) -> list[Representation]:
    """Who may or might write for the customer, the newest first; those that ended as well."""
    rows = Representation.objects.filter(customer=customer).select_related("representative", "recorded_by", "ended_by")
    return list(rows.order_by("-recorded_at", "-pk"))


def represented_by(customer: Customer) -> list[Representation]:
    """For whom the customer may or might write, the newest first; those that ended as well."""
    rows = Representation.objects.filter(representative=customer).select_related("customer", "recorded_by", "ended_by")
    return list(rows.order_by("-recorded_at", "-pk"))


def authorities_around(customer: Customer) -> tuple[list[Representation], list[Representation]]:
    """Who may or might write for the customer, and for whom the customer may or might: both in one question."""
    rows = _AUTHORITIES.rows(customer=customer.pk)
    writing = [row for row in rows if row.customer_id == customer.pk]
    return writing, [row for row in rows if row.customer_id != customer.pk]


def _authorities(customer: int) -> QuerySet[Representation]:
    rows = Representation.objects.filter(Q(customer_id=customer) | Q(representative_id=customer))
    return rows.select_related("customer", "representative", "recorded_by", "ended_by").order_by("-recorded_at", "-pk")


_AUTHORITIES = WrittenOnce(_authorities, "customer")


def representatives_today(customer_id: int) -> dict[int, Representation]:
    """Who may write for the customer today: the representatives' ids, each with their newest authority."""
    today = todays_date()
    rows = Representation.objects.filter(customer_id=customer_id, ended_at=None).select_related("representative")
    return {row.representative_id: row for row in rows.order_by("recorded_at", "pk") if row.is_valid_on(today)}


def standing_of(address: str) -> AddressStanding | None:
    """What became of mail to the address; None while nothing bad is known."""
    return AddressStanding.objects.filter(address=normalize_address(address)).first()


def troubled_addresses(addresses: Iterable[str]) -> list[AddressStanding]:
    """Those of the addresses that mail came back from, or whose owners complained; for whoever writes to them."""
    known = AddressStanding.objects.filter(address__in={normalize_address(address) for address in addresses})
    return [row for row in known.order_by("address") if row.bounced_at or row.complained_at]
