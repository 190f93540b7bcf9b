"""The lists of people and of companies, each as far as the agent may know them, filtered, sorted, paged by key.

The newest contact is that of the newest conversation the agent may see: other teams' are neither shown nor counted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from itertools import product

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from goodword.accounts.models import Agent
from goodword.conversations.access import visible_conversations, visible_parts
from goodword.conversations.acquaintance import acquaintance, check_may_list_people
from goodword.conversations.choices import State
from goodword.conversations.models import Conversation, ConversationQuerySet
from goodword.core.db.bytewise import beginning_with
from goodword.core.db.topmost import Topmost
from goodword.core.errors import Invalid
from goodword.people.models import Customer, PersonWord
from goodword.people.words import asked_words

PAGE = 50
FEW = 2000
LONGEST_NUMBER = 18


class Sort(StrEnum):
    CONTACT = "contact"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody, when there was something last, and how many of their matters are open, as far as the agent sees."""

    customer: Customer
    last_at: datetime
    is_heard: bool
    open_count: int = 0


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Some people, and the key after which the next ones stand; empty at the end."""

    rows: list[PersonRow] = field(default_factory=list)
    next_key: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    moment: datetime
    customer_id: int


def people_page(
    agent: Agent, *, text: str = "", sort: Sort = Sort.CONTACT, after: str = "", size: int = PAGE, company: int = 0
) -> PeoplePage:
    """One page of the people whom the agent may know, of one company if it is named. Raises NotAllowed for colleagues,
    Invalid for a key that is not one of ours."""
    check_may_list_people(agent)
    asked = _Asked(agent, asked_words(text), after, size + 1)
    if company:
        people = _within(Customer.objects.filter(company=company), asked)
    elif sort is Sort.NAME:
        people = _by_name(asked)
    else:
        ids = _by_contact(asked)
        found = Customer.objects.in_bulk(ids[:size])
        rows = _rows(agent, [found[pk] for pk in ids[:size] if pk in found])
        return PeoplePage(rows, _contact_key(rows) if len(ids) > size else "")
    rows = _rows(agent, people[:size])
    return PeoplePage(rows, f"{rows[-1].customer.sort_name}~{rows[-1].customer.pk}" if len(people) > size else "")


class _Asked:
    """What is asked for: whose eyes, which words, after which key, how many."""

    def __init__(self, agent: Agent, words: Sequence[str], after: str, size: int) -> None:
        self.agent, self.words, self.after, self.size = agent, words, after, size
        self.seen: ConversationQuerySet = visible_conversations(agent).filter(is_spam=False)

    def known(self) -> Q:
        """The condition on customers; none for those who know everybody."""
        return Q() if self.agent.administers else acquaintance(self.agent, self.seen)

    def has_words(self, customer: str = "pk") -> Q:
        """Every word begins one of the customer's."""
        theirs = PersonWord.objects.filter(customer=OuterRef(customer))
        condition = Q()
        for word in self.words:
            condition &= Q(Exists(theirs.filter(beginning_with("word", word))))
        return condition

    def few(self) -> list[int] | None:
        """Everybody whom one of the words finds, when these are few; None when all of them find many (or none is
        asked). An index answers it, whoever may know them."""
        for word in self.words:
            rows = PersonWord.objects.filter(beginning_with("word", word))
            ids = list(rows.values_list("customer", flat=True).distinct()[: FEW + 1])
            if len(ids) <= FEW:
                return ids
        return None


def _by_contact(asked: _Asked) -> list[int]:
    """The customers by their newest contact."""
    few = asked.few() if asked.words else None
    if few is not None:
        return _contact_of(asked, Customer.objects.filter(pk__in=few))
    found = [*_walked(asked), *_added(asked)]
    found.sort(key=lambda one: (one.moment, one.customer_id), reverse=True)
    return [one.customer_id for one in found[: asked.size]]


def _contact_of(asked: _Asked, people: QuerySet[Customer]) -> list[int]:
    """Few people, each with their newest contact looked up."""
    own = asked.seen.filter(customer=OuterRef("pk")).order_by("-last_message_at").values("last_message_at")[:1]
    rows = people.filter(asked.known(), asked.has_words()).annotate(contact=Coalesce(Subquery(own), F("created_at")))
    if asked.after:
        rows = rows.filter(_contact_beyond(asked.after, "contact", "pk"))
    return list(rows.order_by("-contact", "-pk").values_list("pk", flat=True)[: asked.size])


def _walked(asked: _Asked) -> Iterable[_Found]:
    """Along the newest conversations, each customer at the newest of theirs; the top of each list whose order an index
    keeps, all in one question."""
    same = asked.seen.filter(customer=OuterRef("customer"))
    newer = same.filter(
        Q(last_message_at__gt=OuterRef("last_message_at"))
        | Q(last_message_at=OuterRef("last_message_at"), pk__gt=OuterRef("pk"))
    )
    lists = []
    for part, state in product(visible_parts(asked.agent, {}), State.values):
        rows = part.filter(~Exists(newer), asked.has_words("customer"), is_spam=False, state=state)
        if asked.after:
            rows = rows.filter(_contact_beyond(asked.after, "last_message_at", "customer"))
        lists.append(rows)
    top = Conversation.objects.filter(pk__in=Topmost(lists, ["-last_message_at", "-customer"], asked.size))
    return [_Found(*one) for one in top.values_list("last_message_at", "customer")]


def _added(asked: _Asked) -> Iterable[_Found]:
    """Those who were added by hand, and of whom there is no conversation that the agent sees."""
    rows = Customer.objects.filter(~Exists(asked.seen.filter(customer=OuterRef("pk"))), added_at__isnull=False)
    rows = rows.filter(asked.has_words())
    if asked.after:
        rows = rows.filter(_contact_beyond(asked.after, "added_at", "pk"))
    newest = rows.order_by("-added_at", "-pk").values_list("added_at", "pk")[: asked.size]
    return [_Found(moment, pk) for moment, pk in newest if moment is not None]


def _by_name(asked: _Asked) -> list[Customer]:
    """The customers by name."""
    few = asked.few() if asked.words else None
    if few is not None:
        return _within(Customer.objects.filter(pk__in=few), asked)
    return _within(Customer.objects.filter(_sparse(asked)), asked)


def _sparse(asked: _Asked) -> Q:
    """Whoever sees few conversations knows few people: these are looked up, instead of looking at everybody."""
    if asked.agent.administers:
        return Q()
    pairs = list(asked.seen.values_list("pk", "customer")[: FEW + 1])
    if len(pairs) > FEW:
        return Q()
    wrote = asked.seen.exclude(messages__customer=None).values_list("messages__customer", flat=True).distinct()
    owners = {customer_id for _pk, customer_id in pairs}
    around = Q(represents__customer__in=owners) | Q(representations__representative__in=owners)
    ids = {*owners, *wrote, *Customer.objects.filter(around).values_list("pk", flat=True)}
    return Q(pk__in=ids) | Q(added_at__isnull=False)


def _within(people: QuerySet[Customer], asked: _Asked) -> list[Customer]:
    rows = people.filter(asked.known(), asked.has_words())
    if asked.after:
        rows = rows.filter(name_beyond(asked.after))
    return list(rows.order_by("sort_name", "pk")[: asked.size])


def _rows(agent: Agent, people: Sequence[Customer]) -> list[PersonRow]:
    """The people with what a line shows of them: four questions, however many there are."""
    fresh = Customer.objects.filter(pk__in=[one.pk for one in people]).select_related("tier", "company__tier")
    by_id = {one.pk: one for one in fresh.prefetch_related("identities")}
    seen = visible_conversations(agent).filter(is_spam=False, customer__in=by_id)
    newest = seen.filter(customer=OuterRef("pk")).order_by("-last_message_at").values("last_message_at")[:1]
    last = dict(Customer.objects.filter(pk__in=by_id).annotate(at=Subquery(newest)).values_list("pk", "at"))
    counted = seen.values("customer").annotate(open=Count(Case(When(~Q(state=State.CLOSED), then=1))))
    open_of = dict(counted.values_list("customer", "open"))
    return [
        PersonRow(one, last[pk] or one.created_at, last[pk] is not None, open_of.get(pk, 0))
        for pk, one in ((other.pk, by_id[other.pk]) for other in people if other.pk in by_id)
    ]


def _contact_key(rows: Sequence[PersonRow]) -> str:
    return f"{rows[-1].last_at.isoformat()}~{rows[-1].customer.pk}" if rows else ""


def _contact_beyond(key: str, moment: str, number: str) -> Q:
    at, pk = _parts(key)
    try:
        before = datetime.fromisoformat(at).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _incomplete() from error
    return Q(**{f"{moment}__lt": before}) | Q(**{moment: before, f"{number}__lt": pk})


def name_beyond(key: str) -> Q:
    """Those after the key in a list by name. Raises Invalid for a key that is not one of ours."""
    name, pk = _parts(key)
    return Q(sort_name__gt=name) | Q(sort_name=name, pk__gt=pk)


def _parts(key: str) -> tuple[str, int]:
    first, _tilde, number = key.rpartition("~")
    if not number.isdecimal() or len(number) > LONGEST_NUMBER:
        raise _incomplete()
    return first, int(number)


def _incomplete() -> Invalid:
    return Invalid(_("This address is not complete. Open the list again."))
