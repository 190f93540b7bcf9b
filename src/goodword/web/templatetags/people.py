"""What templates show of people: who writes, for whom, and what they may hear."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from goodword.channels.email.looping import is_overdue, is_proven
from goodword.channels.email.types import Connection
from goodword.conversations.choices import State
from goodword.conversations.types import Conversation, Mailbox, Message
from goodword.people.types import Representation
from goodword.web.components.languages import language_name
from goodword.web.conversation.pane import Pane
from goodword.web.person.who import grounds, scope_words, who_of
from goodword.web.templatetags.desk import icon

register = template.Library()
register.filter("scope_words", scope_words)
register.filter("language_name", language_name)


@register.simple_tag
def matter_sign(conversation: Conversation, size: str = "s") -> SafeString:
    """Whether a matter is open, snoozed or closed, as a sign that says so."""
    signs = {State.CLOSED: "check", State.SNOOZED: "clock"}
    state = State(conversation.state)
    return icon(signs.get(state, "mail"), str(state.label), size)


@register.filter(name="grounds")
def show_grounds(representation: Representation) -> str:
    """What stands in brackets behind a representative's name."""
    return grounds(representation)


@register.inclusion_tag("person/_who.html", takes_context=True)
def who(context: Context, pane: Pane) -> dict[str, Any]:
    """The strip below the subject: what must be known or said of whoever writes."""
    return {"who": who_of(pane), "pane": pane, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("person/_hearing.html")
def hearing(pane: Pane) -> dict[str, Any]:
    """Above the composer: what the one who gets the answer may hear."""
    return {"who": who_of(pane), "pane": pane}


@register.simple_tag
def written_for(pane: Pane, message: Message) -> str:
    """The customer's name, if somebody with the authority to do so wrote the letter for them."""
    conversation = pane.conversation
    if not message.is_from_customer or message.customer_id == conversation.customer_id:
        return ""
    return conversation.customer.name if who_of(pane).wrote_for(message) else ""


@register.inclusion_tag("settings/_reply_address_state.html")
def reply_address_state(mailbox: Mailbox, connection: Connection | None) -> dict[str, Any]:
    """Whether the mailbox's letters carry reply addresses, in a sentence."""
    test = getattr(connection, "loop_test", None)
    return {
        "mailbox": mailbox,
        "can_be_tested": bool(connection and connection.imap_host and connection.smtp_host),
        "test": test,
        "is_proven": bool(test and is_proven(test)),
        "is_overdue": bool(test and is_overdue(test)),
    }
