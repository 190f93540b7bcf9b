"""What templates show of notifications and alarms, wherever they stand."""

from typing import Any

from django import template
from django.template import Context

from goodword.accounts.queries import active_agents
from goodword.conversations.queries.urgency import named_for
from goodword.conversations.types import Mailbox
from goodword.core.clock import now
from goodword.notifications.queries import open_alarms
from goodword.web.notifications.shown import shown_alarms

register = template.Library()


@register.inclusion_tag("notifications/_fresh.html", takes_context=True)
def fresh_notifications(context: Context) -> dict[str, Any]:
    """The place where notifications appear that come while the page is open."""
    return {"agent": context["request"].user, "shown": [], "since": int(now().timestamp())}


@register.inclusion_tag("notifications/_alarms.html", takes_context=True)
def alarms(context: Context) -> dict[str, Any]:
    """The strip of open alarms, for those who can do something about them."""
    agent = context["request"].user
    return {"agent": agent, "alarms": shown_alarms(open_alarms()) if agent.administers else []}


@register.inclusion_tag("notifications/_mailbox_alarms.html", takes_context=True)
def mailbox_alarms(context: Context, mailbox: Mailbox) -> dict[str, Any]:
    """What is wrong with one mailbox, on its own page."""
    return {"agent": context["request"].user, "alarms": shown_alarms(open_alarms(mailbox.pk))}


@register.simple_tag
def alerted_names(mailbox: Mailbox) -> str:
    """The people who are told of urgent mail to the mailbox; empty if nobody is named."""
    return ", ".join(agent.name for agent in named_for(mailbox.pk))


@register.inclusion_tag("settings/_alerted.html", takes_context=True)
def alerted(context: Context, mailbox: Mailbox) -> dict[str, Any]:
    """Who is told of urgent mail to the mailbox, and whom one could name."""
    named = {agent.pk for agent in named_for(mailbox.pk)}
    agents = [{"agent": agent, "is_named": agent.pk in named} for agent in active_agents()]
    return {"mailbox": mailbox, "agents": agents, "nobody": not named, "csrf_token": context.get("csrf_token")}
