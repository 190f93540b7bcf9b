"""Urgent wording, replies held back, and mailboxes that fail: told whatever anybody chose to hear."""

from goodword.accounts.models import Agent
from goodword.accounts.queries import active_agents
from goodword.channels.email.events import AnswerRefused, MailboxAlarmCleared, MailboxAlarmRaised
from goodword.channels.email.models import MailboxAlarm
from goodword.conversations.events import (
    ConversationClosed,
    ReplyHeldBack,
    ReplyQueued,
    ReplySent,
    ReplySentElsewhere,
    UrgentAcknowledged,
    UrgentWordingNoticed,
)
from goodword.conversations.models import Conversation
from goodword.conversations.queries.urgency import alerted_agents
from goodword.core.clock import now
from goodword.core.events import Event, on
from goodword.notifications.actions.reading import mark_handled, mark_held_settled, mark_looked_at
from goodword.notifications.actions.telling import News, retract_working, tell
from goodword.notifications.choices import Matter, Post
from goodword.notifications.jobs import post
from goodword.notifications.models import Notification


@on(UrgentWordingNoticed)
def alert_the_named(event: UrgentWordingNoticed) -> None:
    """Urgent wording alerts the people named for the mailbox at once, day or night."""
    mailbox_id = Conversation.objects.values_list("mailbox_id", flat=True).get(pk=event.conversation_id or 0)
    news = News(
        matter=Matter.URGENT,
        about=f"urgent:{event.message_id}",
        conversation_id=event.conversation_id,
        facts={"kinds": event.kinds},
    )
    post(tell(news, alerted_agents(mailbox_id)))


@on(UrgentAcknowledged)
def spare_the_others(event: UrgentAcknowledged) -> None:
    """Somebody has it: for everybody else it counts as read."""
    if event.conversation_id is not None:
        mark_handled(event.conversation_id)


def spare_everybody(event: Event) -> None:
    """Answered or closed, as the conversation's own room found: nothing is left to look at."""
    number = event.conversation_id
    if number is not None and not Conversation.objects.filter(pk=number, urgent_since__isnull=False).exists():
        mark_handled(number)


for answered in (ReplySent, ReplySentElsewhere, ConversationClosed):
    on(answered)(spare_everybody)


@on(ReplyHeldBack)
def tell_the_writer(event: ReplyHeldBack) -> None:
    """Whoever set a reply for later hears that it did not leave; not by mail, since the draft waits in the desk."""
    news = News(
        matter=Matter.HELD,
        about=f"held:{event.draft_id}:{now().timestamp():.0f}",
        conversation_id=event.conversation_id,
        facts={"draft": event.draft_id},
    )
    post(tell(news, Agent.objects.filter(pk=event.agent_id, is_active=True), by_mail=False))


@on(AnswerRefused)
def tell_that_it_was_not_taken(event: AnswerRefused) -> None:
    """Whoever answered a notice by mail hears that nothing came of it; of one conversation once in an hour."""
    news = News(
        matter=Matter.REFUSED,
        about=f"refused:{event.conversation_id}:{now():%Y%m%d%H}",
        conversation_id=event.conversation_id,
        facts={"why": event.why},
    )
    post(tell(news, Agent.objects.filter(pk=event.agent_id, is_active=True)))


@on(ReplyQueued)
def settle_what_was_held(event: ReplyQueued) -> None:
    """Whoever replies has seen what they were told of the conversation."""
    if event.conversation_id is not None and event.by.agent_id is not None:
        mark_looked_at(event.conversation_id, by=event.by)


@on(ConversationClosed)
def settle_what_is_closed(event: ConversationClosed) -> None:
    """Nothing is left to answer."""
    if event.conversation_id is not None:
        mark_held_settled(event.conversation_id)


@on(MailboxAlarmRaised)
def alarm_administrators(event: MailboxAlarmRaised) -> None:
    """Whoever administers the desk is told that a mailbox needs attention."""
    retract_working(event.mailbox_id, event.alarm)
    alarm = MailboxAlarm.objects.get(pk=event.alarm_id)
    news = News(
        matter=Matter.ALARM,
        about=f"alarm:{alarm.pk}",
        mailbox_id=event.mailbox_id,
        facts={**alarm.facts, "alarm": event.alarm},
    )
    post(tell(news, [agent for agent in active_agents() if agent.administers]))


@on(MailboxAlarmCleared)
def tell_that_it_works(event: MailboxAlarmCleared) -> None:
    """Those who were alarmed are told that it is over; by mail, if the alarm came by mail."""
    alarmed = Notification.objects.filter(about=f"alarm:{event.alarm_id}")
    news = News(
        matter=Matter.WORKING,
        about=f"working:{event.alarm_id}",
        mailbox_id=event.mailbox_id,
        facts={"alarm": event.alarm},
    )
    mailed = Agent.objects.filter(is_active=True, notifications__in=alarmed.filter(post=Post.SENT))
    others = Agent.objects.filter(is_active=True, notifications__in=alarmed.exclude(post=Post.SENT))
    post(tell(news, list(mailed)))
    tell(news, list(others), by_mail=False)
