"""Companies as far as the agent may know them: the list, and what stands on a company's page."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q

from goodword.accounts.models import Agent
from goodword.conversations.access import visible_conversations
from goodword.conversations.acquaintance import acquaintance, check_may_list_people, company_acquaintance
from goodword.conversations.queries.people import PAGE, name_beyond
from goodword.conversations.queries.person import SHOWN, Matters, page_of_matters
from goodword.core.db.bytewise import beginning_with
from goodword.people.models import Company, Customer
from goodword.people.words import asked_words, folded

MOST_CHOICES = 8


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company, and how many of its people the agent knows."""

    company: Company
    people: int


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """Some companies, and the key after which the next ones stand; empty at the end."""

    rows: list[CompanyRow] = field(default_factory=list)
    next_key: str = ""


def company_page(agent: Agent, *, text: str = "", after: str = "", size: int = PAGE) -> CompanyPage:
    """One page of the companies by name. Raises NotAllowed for colleagues, Invalid for a foreign key."""
    check_may_list_people(agent)
    rows = Company.objects.filter(company_acquaintance(agent), _named(text))
    if after:
        rows = rows.filter(name_beyond(after))
    found = list(rows.prefetch_related("domains").order_by("sort_name", "pk")[: size + 1])
    shown, counts = found[:size], _people_in(agent, found[:size])
    last = shown[-1] if len(found) > size else None
    return CompanyPage(
        [CompanyRow(one, counts.get(one.pk, 0)) for one in shown],
        f"{last.sort_name}~{last.pk}" if last else "",
    )


def companies_called(agent: Agent, text: str) -> list[Company]:
    """The first companies that the text may mean, to choose from."""
    rows = Company.objects.filter(company_acquaintance(agent), _named(text))
    return list(rows.order_by("sort_name", "pk")[:MOST_CHOICES])


def same_company(agent: Agent, name: str) -> Company | None:
    """A company of just this name that the agent may know."""
    rows = Company.objects.filter(company_acquaintance(agent), sort_name=folded(name)[:200])
    return rows.order_by("pk").first()


def company_matters(agent: Agent, company: Company, after: str = "", size: int = SHOWN) -> Matters:
    """One page of the matters of the company's people that the agent may see, open ones first, then the newest."""
    rows = visible_conversations(agent).filter(customer__company=company).select_related("customer")
    return page_of_matters(rows, after, size)


def _named(text: str) -> Q:
    """Every word begins one of the name's."""
    condition = Q()
    for word in asked_words(text):
        condition &= beginning_with("sort_name", word) | Q(sort_name__contains=f" {word}")
    return condition


def _people_in(agent: Agent, companies: Sequence[Company]) -> dict[int, int]:
    people = Customer.objects.filter(company__in=companies)
    if not agent.administers:
        people = people.filter(acquaintance(agent, visible_conversations(agent)))
    counted = people.order_by().values("company").annotate(n=Count("pk"))
    return {pk: n for pk, n in counted.values_list("company", "n") if pk is not None}
