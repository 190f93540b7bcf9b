"""What was given, and what waits for an answer."""

from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from goodword.accounts.models import Agent
from goodword.conversations.access import visible_conversations
from goodword.core.money import Money
from goodword.recovery.choices import RequestAnswer
from goodword.recovery.models import Purchase, Remedy, RemedyRequest

MOST = 50


@dataclass(frozen=True, slots=True)
class Given:
    """What a customer was given: the newest of it, and the sum of each currency."""

    remedies: list[Remedy]
    sums: list[Money]


def remedies_in(conversation_id: int) -> list[Remedy]:
    """What was given or asked for there, in order."""
    rows = Remedy.objects.filter(conversation=conversation_id).order_by("id")
    return list(rows.select_related("purchase", "product", "given_by", "asked_by", "request")[:MOST])


def given_to_customer(customer_id: int, agent: Agent, most: int = 5) -> Given:
    """What they were given in matters that the reader may see."""
    seen = visible_conversations(agent).values("pk")
    rows = Remedy.objects.given().filter(customer=customer_id, conversation__in=seen)
    sums = rows.exclude(amount_minor=0).values_list("currency").annotate(total=Sum("amount_minor")).order_by("currency")
    newest = rows.select_related("product", "conversation").order_by("-id")[:most]
    return Given(list(newest), [Money(total, currency) for currency, total in sums])


def purchases_of(customer_id: int, most: int = 20) -> list[Purchase]:
    """The newest first."""
    return list(Purchase.objects.filter(customer=customer_id).order_by("-id")[:most])


def requests_for(agent: Agent, most: int = MOST) -> list[RemedyRequest]:
    """What was put to the agent and waits for an answer, the oldest first. Mostly it is nothing, which costs little."""
    waiting = RemedyRequest.objects.filter(answer=RequestAnswer.NONE, approver=agent).order_by("id")
    numbers = list(waiting.values_list("pk", flat=True)[:most])
    return list(_open().filter(pk__in=numbers).order_by("id")) if numbers else []


def _open() -> QuerySet[RemedyRequest]:
    told = ("conversation__customer", "purchase", "product", "reason")
    return RemedyRequest.objects.filter(answer=RequestAnswer.NONE).select_related(
        *(f"remedy__{one}" for one in told), "asked_by", "promise"
    )
