"""The lists of people and of companies: what their templates need."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from goodword.accounts.types import Agent
from goodword.conversations.queries.companies import CompanyPage, company_page
from goodword.conversations.queries.people import PeoplePage, PersonRow, Sort, people_page
from goodword.core.errors import Invalid
from goodword.people.phones import show_phone
from goodword.people.queries import home_zone, identities_of
from goodword.people.types import Identity
from goodword.web.shell import AgentRequest

LONGEST_FILTER = 200
PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Line:
    """A person in the list, with the address and the number that come first."""

    row: PersonRow
    address: str = ""
    number: str = ""
    further: int = 0


@dataclass(frozen=True)
class List:
    """What stands on a list: the filter, the order, where it begins. `name` is the address's name."""

    name: str
    text: str = ""
    sort: str = Sort.CONTACT
    after: str = ""
    people: PeoplePage = field(default_factory=PeoplePage)
    companies: CompanyPage = field(default_factory=CompanyPage)

    @cached_property
    def lines(self) -> list[Line]:
        identities = [identity for row in self.people.rows for identity in identities_of(row.customer)]
        zone = home_zone() if any(one.kind == PHONE for one in identities) else "UTC"
        return [_line(row, identities_of(row.customer), zone) for row in self.people.rows]

    @property
    def next_key(self) -> str:
        return self.people.next_key or self.companies.next_key

    @property
    def is_filtered(self) -> bool:
        return bool(self.text.strip())

    @property
    def address(self) -> str:
        """The list as a page, with its filter."""
        return reverse(self.name) + self._query()

    @property
    def more_page(self) -> str:
        """The next rows as a page of their own, without JavaScript."""
        return reverse(self.name) + self._query(after=self.next_key)

    @property
    def more_rows(self) -> str:
        """The next rows, to be put below those that stand there."""
        return reverse(f"{self.name}-rows") + self._query(after=self.next_key)

    @property
    def by_contact(self) -> str:
        return reverse(self.name) + self._query(sort=Sort.CONTACT)

    @property
    def by_name(self) -> str:
        return reverse(self.name) + self._query(sort=Sort.NAME)

    def _query(self, **changes: str) -> str:
        asked = {"q": self.text.strip(), "sort": self.sort, "after": "", **changes}
        if asked["sort"] == Sort.CONTACT:
            del asked["sort"]
        query = urlencode({name: value for name, value in asked.items() if value}, safe="~")
        return f"?{query}" if query else ""


def _line(row: PersonRow, identities: list[Identity], zone: str) -> Line:
    addresses = [one.value for one in identities if one.kind != PHONE]
    numbers = [show_phone(one.value, zone) for one in identities if one.kind == PHONE]
    further = max(0, len(addresses) - 1) + max(0, len(numbers) - 1)
    return Line(row, next(iter(addresses), ""), next(iter(numbers), ""), further)


def people_list(request: AgentRequest, agent: Agent) -> List:
    """The people that the address asks for. Raises NotAllowed, Invalid."""
    text, after = _asked(request)
    try:
        sort = Sort(request.GET.get("sort") or Sort.CONTACT)
    except ValueError as error:
        raise Invalid from error
    page = people_page(agent, text=text, sort=sort, after=after)
    return List("people", text, sort, after, people=page)


def company_list(request: AgentRequest, agent: Agent) -> List:
    """The companies that the address asks for. Raises NotAllowed, Invalid."""
    text, after = _asked(request)
    return List("companies", text, after=after, companies=company_page(agent, text=text, after=after))


def _asked(request: AgentRequest) -> tuple[str, str]:
    text, after = (request.GET.get(name, "").replace("\0", "") for name in ("q", "after"))
    return text[:LONGEST_FILTER], after
