"""What people did after their complaint was put right: apart from what they say of it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q

from goodword.accounts.models import Agent
from goodword.conversations.choices import Direction
from goodword.conversations.models import Message
from goodword.core.clock import now
from goodword.core.db.lasting import DaysLater
from goodword.insight.periods import Period
from goodword.insight.queries.given import Share
from goodword.insight.queries.put_right import said_in
from goodword.recovery.complaint_choices import Result, Stage
from goodword.recovery.models import Complaint

AFTER = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Afterwards:
    """Of the complaints that were put right long enough ago: after how many the person wrote to us about something
    else within 90 days, and after how many they complained again. `too_early` are not counted yet."""

    wrote: Share
    complained: Share
    too_early: int


def afterwards(reader: Agent, period: Period, team: int | None = None) -> Afterwards:
    """Of the complaints of a period that are closed, but for those that the customer let go."""
    rows = said_in(reader, period, team).filter(stage=Stage.CLOSED).exclude(result=Result.WITHDRAWN)
    ripe = rows.filter(closed_at__lte=now() - AFTER)
    until = DaysLater(OuterRef("closed_at"), AFTER.days)
    later = Q(at__gt=OuterRef("closed_at"), at__lte=until)
    theirs = Message.objects.filter(later, direction=Direction.IN, is_automatic=False, customer=OuterRef("customer"))
    again = Complaint.objects.standing().filter(
        customer=OuterRef("customer"), said_at__gt=OuterRef("closed_at"), said_at__lte=until
    )
    counted = ripe.annotate(
        has_written=Exists(theirs.exclude(conversation=OuterRef("conversation"))), has_complained=Exists(again)
    ).aggregate(
        n=Count("id"), wrote=Count("id", filter=Q(has_written=True)), again=Count("id", filter=Q(has_complained=True))
    )
    return Afterwards(
        wrote=Share(counted["wrote"], counted["n"]),
        complained=Share(counted["again"], counted["n"]),
        too_early=rows.filter(closed_at__gt=now() - AFTER).count(),
    )
