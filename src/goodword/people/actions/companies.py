"""Companies: customers' employers and households, and who belongs to them."""

import re
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.people.actions.describing import checked_name, locked_customer
from goodword.people.choices import CompanyKind
from goodword.people.events import CompanyChanged, CompanyCreated, CompanyDeclined, CompanyDescribed, CompanyRenamed
from goodword.people.models import Company, CompanyDomain, Customer
from goodword.people.projections import index_company, index_people
from goodword.people.providers import is_free
from goodword.people.words import sort_name_of

LONGEST_NOTES = 5000
MOST_DOMAINS = 50
_DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)+")


@transaction.atomic
def create_company(
    *,
    by: Actor,
    name: str,
    kind: CompanyKind | str = CompanyKind.EMPLOYER,
    domains: Iterable[str] = (),
    notes: str = "",
) -> Company:
    """A new employer or household, with the domains that suggest that somebody belongs to it. Raises Invalid."""
    name, checked = checked_name(name), _checked_domains(domains)
    _check_kind(kind)
    company = Company.objects.create(
        name=name,
        sort_name=sort_name_of(name),
        kind=kind,
        notes=notes.strip()[:LONGEST_NOTES],
        created_at=now(),
        created_by_id=by.agent_id,
    )
    _set_domains(company, checked)
    record(CompanyCreated(by=by, company_id=company.pk))
    return company


@transaction.atomic
def rename_company(company_id: int, *, by: Actor, name: str) -> Company:
    """Call the company by another name; its people are found by it at once. Raises NotFound, Invalid."""
    company, name = _locked(company_id), checked_name(name)
    if name != company.name:
        company.change(name=name, sort_name=sort_name_of(name))
        index_company(company.pk)
        record(CompanyRenamed(by=by, company_id=company.pk))
    return company


@transaction.atomic
def describe_company(
    company_id: int, *, by: Actor, kind: CompanyKind | str, domains: Iterable[str], notes: str
) -> Company:
    """What the company is, which domains suggest it, and what to know of it. Raises NotFound, Invalid."""
    company, checked = _locked(company_id), _checked_domains(domains)
    _check_kind(kind)
    notes = notes.strip()[:LONGEST_NOTES]
    before = (company.kind, company.notes, {one.domain for one in company.domains.all()})
    if before != (kind, notes, set(checked)):
        company.change(kind=kind, notes=notes)
        _set_domains(company, checked)
        record(CompanyDescribed(by=by, company_id=company.pk))
    return company


@transaction.atomic
def set_company(customer_id: int, *, by: Actor, company: int | None, undoes: int | None = None) -> Customer:
    """The customer belongs to the company, or to none. Raises NotFound, Invalid for a company that is not there."""
    customer = locked_customer(customer_id)
    if company is not None and not Company.objects.filter(pk=company).exists():
        raise Invalid(company=_("Choose one of the companies."))
    before = customer.company_id
    if company != before:
        customer.change(company_id=company)
        index_people([customer.pk])
        record(CompanyChanged(by=by, person_id=customer.pk, before=before, after=company, undoes=undoes))
    return customer


@transaction.atomic
def decline_company(customer_id: int, *, by: Actor, company: int, undoes: int | None = None) -> Customer:
    """The customer does not belong to the company that their address suggests: nobody is asked again.

    Raises NotFound, Invalid for a company that is not there.
    """
    customer = locked_customer(customer_id)
    if not Company.objects.filter(pk=company).exists():
        raise Invalid(company=_("Choose one of the companies."))
    if customer.declined_company_id != company:
        customer.change(declined_company_id=company)
        record(CompanyDeclined(by=by, person_id=customer.pk, company_id=company, undoes=undoes))
    return customer


@transaction.atomic
def ask_company_again(customer_id: int, *, by: Actor, undoes: int) -> Customer:
    """Take it back that the customer does not belong to a company. Raises NotFound."""
    customer = locked_customer(customer_id)
    declined = customer.declined_company_id
    if declined is not None:
        customer.change(declined_company_id=None)
        record(CompanyDeclined(by=by, person_id=customer.pk, company_id=declined, undoes=undoes))
    return customer


def _locked(company_id: int) -> Company:
    company = Company.objects.select_for_update(of=("self",)).filter(pk=company_id).first()
    if company is None:
        raise NotFound
    return company


def _check_kind(kind: str) -> None:
    if kind not in CompanyKind.values:
        raise Invalid(kind=_("Choose among these."))


def _checked_domains(domains: Iterable[str]) -> list[str]:
    asked = [one.strip().lower().rpartition("@")[2].strip(".") for one in domains]
    found = list(dict.fromkeys(one for one in asked if one))
    for one in found:
        if not _DOMAIN.fullmatch(one) or len(one) > 255:  # noqa: PLR2004 (what DNS allows)
            raise Invalid(domains=_("“%(domain)s” is no domain. Write it as in example.org.") % {"domain": one})
        if is_free(one):
            raise Invalid(domains=_("Anybody can have an address at %(domain)s: leave it out.") % {"domain": one})
    if len(found) > MOST_DOMAINS:
        raise Invalid(domains=_("That are too many. Keep those that people write from."))
    return found


def _set_domains(company: Company, domains: list[str]) -> None:
    company.domains.exclude(domain__in=domains).delete()
    there = set(company.domains.values_list("domain", flat=True))
    CompanyDomain.objects.bulk_create(
        [CompanyDomain(company=company, domain=one) for one in domains if one not in there]
    )
