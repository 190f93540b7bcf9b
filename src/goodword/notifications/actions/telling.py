"""Telling agents what happened: a row for each, in the transaction in which it happened."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from goodword.accounts.models import Agent
from goodword.conversations.models import Mailbox
from goodword.core.actor import SYSTEM
from goodword.core.clock import now
from goodword.core.events import record
from goodword.notifications.choices import Matter, Post
from goodword.notifications.defaults import NEVER_WAITS
from goodword.notifications.events import AgentsNotified
from goodword.notifications.models import Notification
from goodword.notifications.ways import Way, ways_of

ONE_MATTER = timedelta(minutes=15)
MOST_IN_AN_HOUR = 30
ANEW = timedelta(minutes=1)
# Of these an agent has one for a conversation, with a count, until they look.
GROUPED = frozenset({Matter.WROTE_MINE, Matter.WROTE_OTHER, Matter.NOTED})
_ON_THE_WAY = (Post.WAITING, Post.QUIET)


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
    """Tell these agents by the paths that they chose, and return the notifications that are new.

    What is to go by mail or push says that it waits. What somebody did not look at yet takes up what is said again of
    the same conversation. An agent gets thirty mails in one hour at most, and of urgent wording one for a conversation
    in a quarter of an hour; in the app they are told each time.
    """
    wanted = list(agents)
    told = set(Notification.objects.filter(about=news.about, agent__in=wanted).values_list("agent_id", flat=True))
    unreached = [agent for agent in wanted if agent.pk not in told]
    ways = ways_of(unreached, news.matter) if unreached else {}
    unreached = [agent for agent in unreached if ways[agent.pk].has_any]
    if not unreached:
        return []
    mailed = _reached_by_mail([one for one in unreached if ways[one.pk].mail], news) if by_mail else set[int]()
    earlier = _take_up(unreached, news)
    rows = Notification.objects.bulk_create(
        _row(agent, news, ways[agent.pk], earlier.get(agent.pk), is_mailed=agent.pk in mailed) for agent in unreached
    )
    record(AgentsNotified(by=SYSTEM, told=[row.agent_id for row in rows], matter=news.matter.value))
    return rows


def _row(agent: Agent, news: News, way: Way, earlier: Notification | None, *, is_mailed: bool) -> Notification:
    """What only leaves the desk, or stands in the summary, counts as read from the start."""
    at, facts = now(), dict(news.facts)
    if earlier and earlier.post in _ON_THE_WAY:  # its mail does not wait for longer
        facts["first"] = earlier.facts.get("first") or earlier.at.isoformat()
    return Notification(
        agent=agent,
        matter=news.matter,
        about=news.about,
        at=at,
        conversation_id=news.conversation_id,
        mailbox_id=news.mailbox_id,
        facts=facts,
        read_at=None if way.app else at,
        post=way.mail if is_mailed else Post.NONE,
        push=way.push,
        mailed_at=earlier.mailed_at if earlier else None,
        count=1 + (earlier.count if earlier else 0),
    )


def _take_up(agents: Collection[Agent], news: News) -> Mapping[int, Notification]:
    """What was said of the conversation before and is not looked at: the new row stands for it as well.

    Under lock: if its mail is being sent at this moment, the new row has to know, or the same is mailed once more.
    """
    if news.matter not in GROUPED:
        return {}
    rows = Notification.objects.select_for_update().filter(
        Q(read_at=None) | Q(post__in=_ON_THE_WAY) | Q(push__in=_ON_THE_WAY),
        agent__in=agents,
        matter=news.matter,
        conversation_id=news.conversation_id,
    )
    earlier = {row.agent_id: row for row in rows.order_by("pk")}
    Notification.objects.filter(pk__in=[row.pk for row in earlier.values()]).delete()
    return earlier


@transaction.atomic
def retract_working(mailbox_id: int, alarm: str) -> None:
    """The alarm is raised anew right after it was cleared: nobody need hear that all is well in between."""
    rows = Notification.objects.filter(matter=Matter.WORKING, mailbox_id=mailbox_id, facts__alarm=alarm)
    rows.filter(at__gt=now() - ANEW, read_at=None).delete()


def _reached_by_mail(agents: Collection[Agent], news: News) -> set[int]:
    """Whom a mail reaches without harm: none whose address is a mailbox of the desk, none who gets too many."""
    emails = {agent.email.lower() for agent in agents}
    ours = set(Mailbox.objects.filter(address__in=emails).values_list("address", flat=True)) if emails else set()
    reached = {agent.pk for agent in agents if agent.email.lower() not in ours}
    return reached - _told_enough(reached, news) if reached else reached


def _told_enough(agent_ids: Collection[int], news: News) -> set[int]:
    posted = Notification.objects.filter(agent_id__in=agent_ids).exclude(post=Post.NONE)
    if news.matter in NEVER_WAITS - {Matter.URGENT}:
        return set()
    kind = posted.filter(matter=Matter.URGENT) if news.matter == Matter.URGENT else posted.exclude(matter=Matter.URGENT)
    lately = list(kind.filter(at__gt=now() - timedelta(hours=1)).values_list("agent_id", "conversation_id", "at"))
    of_this = {agent for agent, number, at in lately if number == news.conversation_id and at > now() - ONE_MATTER}
    counts = {agent: sum(one == agent for one, _number, _at in lately) for agent in agent_ids}
    enough = {agent for agent, count in counts.items() if count >= MOST_IN_AN_HOUR}
    return enough | of_this if news.matter == Matter.URGENT else enough
