"""Who may know which person and which company: stated here and nowhere else.

A **person** is known to whoever may read a matter of theirs, one that they wrote in, or one of somebody whom they
write for, or who writes for them, with an authority that counts today. Whoever may answer it may change the person.
Somebody whom an agent added by hand is known to everybody who answers customers. Notes on a person are seen by whoever
may know the person, and written by whoever may change them.

A **company** is known to everybody who answers customers. A household is so only while nobody belongs to it; otherwise
to whoever knows one of its people. Its people and matters are shown as far as each may be known.

Owners and administrators know everybody. **Colleagues** know the people of what is assigned to them; they have no
lists.
"""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from goodword.accounts.choices import Role
from goodword.accounts.models import Agent
from goodword.conversations.access import To, visible_conversations
from goodword.conversations.models import ConversationQuerySet
from goodword.core.errors import NotAllowed, NotFound
from goodword.people.choices import CompanyKind
from goodword.people.models import Company, Customer
from goodword.people.queries import todays_date


def may_list_people(agent: Agent) -> bool:
    """Whether the agent has the lists of people and companies."""
    return Role(agent.role) is not Role.COLLEAGUE


def check_may_list_people(agent: Agent) -> None:
    """Raises NotAllowed for colleagues."""
    if not may_list_people(agent):
        raise NotAllowed


def acquaintance(agent: Agent, seen: ConversationQuerySet) -> Q:
    """The condition that a customer must meet for the agent, who may see these conversations."""
    written_for, writing = _counts_today("customer__representations"), _counts_today("customer__represents")
    known = (
        Q(Exists(seen.filter(customer=OuterRef("pk"))))
        | Q(Exists(seen.filter(messages__customer=OuterRef("pk"))))
        | Q(Exists(seen.filter(written_for, customer__representations__representative=OuterRef("pk"))))
        | Q(Exists(seen.filter(writing, customer__represents__customer=OuterRef("pk"))))
    )
    return known | Q(added_at__isnull=False) if may_list_people(agent) else known


def _counts_today(road: str) -> Q:
    """The authority at the end of this road has not ended, nor is its last day over."""
    until = Q(**{f"{road}__valid_until__isnull": True}) | Q(**{f"{road}__valid_until__gte": todays_date()})
    return Q(**{f"{road}__ended_at__isnull": True}) & until


def known_people(agent: Agent, customer_ids: Collection[int], to: To = To.READ) -> set[int]:
    """Those of the customers whom the agent may know (or, with `to`, change)."""
    if agent.administers or not customer_ids:
        return set(customer_ids)
    rows = Customer.objects.filter(acquaintance(agent, visible_conversations(agent, to)), pk__in=customer_ids)
    return set(rows.values_list("pk", flat=True))


def person_for(agent: Agent, customer_id: int, to: To = To.READ) -> Customer:
    """The only road from a screen to a customer. Raises NotFound for a stranger, NotAllowed for whoever may only
    look."""
    customer = (
        Customer.objects.select_related("deceased_recorded_by", "tier", "company__tier").filter(pk=customer_id).first()
    )
    if customer is None or not known_people(agent, [customer_id]):
        raise NotFound
    if to > To.READ and not may_change_person(agent, customer):
        raise NotAllowed
    return customer


def may_change_person(agent: Agent, customer: Customer) -> bool:
    """Whether the agent may change a person whom they know; asked only of leads, who read more than they answer."""
    role = Role(agent.role)
    if role is Role.LEAD:
        return bool(known_people(agent, [customer.pk], To.ANSWER))
    return role is not Role.COLLEAGUE


def company_acquaintance(agent: Agent) -> Q:
    """The condition that a company must meet for the agent."""
    if agent.administers:
        return Q()
    people = Customer.objects.filter(company=OuterRef("pk"))
    known = Exists(people.filter(acquaintance(agent, visible_conversations(agent))))
    return ~Q(kind=CompanyKind.HOUSEHOLD) | ~Q(Exists(people)) | Q(known)


def known_companies(agent: Agent, company_ids: Collection[int]) -> set[int]:
    """Those of the companies that the agent may know."""
    if agent.administers or not company_ids or not may_list_people(agent):
        return set(company_ids) if agent.administers else set()
    rows = Company.objects.filter(company_acquaintance(agent), pk__in=company_ids)
    return set(rows.values_list("pk", flat=True))


def company_for(agent: Agent, company_id: int) -> Company:
    """The only road from a screen to a company; whoever knows it may change it. Raises NotFound."""
    company = Company.objects.select_related("tier").filter(pk=company_id).first()
    if company is None or not known_companies(agent, [company_id]):
        raise NotFound
    return company
