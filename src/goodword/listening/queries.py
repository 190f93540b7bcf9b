"""What was asked and answered, for the screens and for measures."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from goodword.accounts.models import Agent
from goodword.conversations.access import visible_conversations
from goodword.core.clock import now
from goodword.listening.choices import BAD, TOP, Item, Survey
from goodword.listening.events import FeedbackAsked, FeedbackDeclined, FeedbackGiven, FeedbackNotAsked
from goodword.listening.models import Asking, CheckBackSettings, NoMoreQuestions, Response

IN_THREAD = (FeedbackAsked, FeedbackNotAsked, FeedbackGiven, FeedbackDeclined)


@dataclass(frozen=True, slots=True)
class Said:
    """How many answered one item, how many of them in the two top boxes, how many in the two bottom ones."""

    item: Item
    answered: int
    top: int
    bad: int


@dataclass(frozen=True, slots=True)
class Answers:
    """Of those asked in a period: how many were, how many answered anything, and each item. Who was asked and did not
    answer is `asked - said.answered` for an item: the worst and the best bounds are made of it."""

    asked: int
    answered: int
    items: tuple[Said, ...]


def check_back_settings() -> CheckBackSettings:
    """As set, else as they come."""
    return CheckBackSettings.objects.filter(pk=1).first() or CheckBackSettings(pk=1)


def answers_between(begins: datetime, ends: datetime, *, survey: Survey = Survey.CHECK_BACK) -> Answers:
    """What those said who were asked from `begins` until before `ends`, whenever they answered."""
    asked = Asking.objects.filter(survey=survey, at__gte=begins, at__lt=ends, held="")
    counts = {
        f"{item.value}_{name}": Count("pk", filter=Q(**{f"response__{item.value}__{lookup}": value}))
        for item in Item
        for name, lookup, value in (("n", "isnull", False), ("top", "gte", TOP), ("bad", "lte", BAD))
    }
    found = asked.aggregate(asked=Count("pk"), answered=Count("response"), **counts)
    said = (Said(one, *(found[f"{one.value}_{name}"] for name in ("n", "top", "bad"))) for one in Item)
    return Answers(found["asked"], found["answered"], tuple(said))


def answers_about(kind: str, subject_id: int) -> Asking | None:
    """What was asked about it, with the answer if there is one; for a screen whose reader may see the subject."""
    rows = Asking.objects.select_related("response__promise").filter(survey=Survey.CHECK_BACK)
    return rows.filter(subject_kind=kind, subject_id=subject_id).first()


def last_words_of(customer_id: int, reader: Agent) -> Response | None:
    """The last that the customer said in their own words, of what the reader may see."""
    rows = Response.objects.filter(asking__customer=customer_id, asking__conversation__in=visible_conversations(reader))
    return rows.exclude(words="").select_related("asking").order_by("-changed_at", "-id").first()


def response_of(asking: Asking) -> Response | None:
    return Response.objects.filter(asking=asking).select_related("promise").first()


def wants_no_questions(customer_id: int) -> bool:
    return NoMoreQuestions.objects.filter(customer=customer_id).exists()


def asked_since(customer_id: int, begins: datetime) -> QuerySet[Asking]:
    """What they were asked since, by any of our questions."""
    return Asking.objects.filter(customer=customer_id, held="", at__gt=begins, at__lte=now())
