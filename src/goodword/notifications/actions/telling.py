"""Telling agents what happened: a row for each, in the transaction in which it happened."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction

from goodword.accounts.models import Agent
from goodword.conversations.models import Mailbox
from goodword.core.actor import SYSTEM
from goodword.core.clock import now
from goodword.core.events import record
from goodword.notifications.choices import Matter, Post
from goodword.notifications.events import AgentsNotified
from goodword.notifications.models import Notification

ONE_MATTER = timedelta(minutes=15)
MOST_IN_AN_HOUR = 30
ANEW = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """What agents are to be told. `about` names the occasion: nobody is told of it twice."""

    matter: Matter
    about: str
    conversation_id: int | None = None
    mailbox_id: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def tell(news: News, agents: Iterable[Agent], *, by_mail: bool = True) -> list[Notification]:
    """Tell these agents, and return the notifications that are new. Those to be mailed say that they wait.

    Of urgent wording an agent gets one mail for a conversation in a quarter of an hour and thirty in one hour, however
    much is written; in the app they are told each time.
    """
    wanted = list(agents)
    told = set(Notification.objects.filter(about=news.about, agent__in=wanted).values_list("agent_id", flat=True))
    unreached = [agent for agent in wanted if agent.pk not in told]
    if not unreached:
        return []
    mailed = _reached_by_mail(unreached, news) if by_mail else set[int]()
    rows = Notification.objects.bulk_create(
        Notification(
            agent=agent,
            matter=news.matter,
            about=news.about,
            at=now(),
            conversation_id=news.conversation_id,
            mailbox_id=news.mailbox_id,
            facts=news.facts,
            post=Post.WAITING if agent.pk in mailed else Post.NONE,
        )
        for agent in unreached
    )
    record(AgentsNotified(by=SYSTEM, told=[row.agent_id for row in rows], matter=news.matter.value))
    return rows


@transaction.atomic
def retract_working(mailbox_id: int, alarm: str) -> None:
    """The alarm is raised anew right after it was cleared: nobody need hear that all is well in between."""
    rows = Notification.objects.filter(matter=Matter.WORKING, mailbox_id=mailbox_id, facts__alarm=alarm)
    rows.filter(at__gt=now() - ANEW, read_at=None).delete()


def _reached_by_mail(agents: Collection[Agent], news: News) -> set[int]:
    """Whom a mail reaches without harm: none whose address is a mailbox of the desk, none who gets too many."""
    emails = {agent.email.lower() for agent in agents}
    ours = set(Mailbox.objects.filter(address__in=emails).values_list("address", flat=True))
    reached = {agent.pk for agent in agents if agent.email.lower() not in ours}
    return reached - _told_enough(reached, news) if news.matter == Matter.URGENT else reached


def _told_enough(agent_ids: Collection[int], news: News) -> set[int]:
    posted = Notification.objects.filter(agent_id__in=agent_ids, matter=Matter.URGENT).exclude(post=Post.NONE)
    lately = list(posted.filter(at__gt=now() - timedelta(hours=1)).values_list("agent_id", "conversation_id", "at"))
    of_this = {agent for agent, number, at in lately if number == news.conversation_id and at > now() - ONE_MATTER}
    counts = {agent: sum(one == agent for one, _number, _at in lately) for agent in agent_ids}
    return of_this | {agent for agent, count in counts.items() if count >= MOST_IN_AN_HOUR}
