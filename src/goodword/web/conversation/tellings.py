"""What happened, as a sentence."""

from django.utils.translation import gettext as _

from goodword.channels.email.choices import HeldBack
from goodword.conversations.events import (
    AcknowledgementHeldBack,
    ConversationAssigned,
    ConversationClosed,
    ConversationMoved,
    ConversationReopened,
    CustomerChanged,
    ReplyHeldBack,
    UrgentAcknowledged,
)
from goodword.conversations.queries.thread import ThreadEvent


def told(event: ThreadEvent) -> str:
    """The event in the reader's language; nothing for a kind that the thread does not show."""
    return str(_SENTENCES[event.kind](event) % {"who": event.actor or _("Goodword"), "to": event.after})


def _assigned(event: ThreadEvent) -> str:
    if not event.after:
        return _("%(who)s put it back: nobody has it")
    return _("%(who)s took it") if event.after == event.actor else _("%(who)s gave it to %(to)s")


def _moved(event: ThreadEvent) -> str:
    return _("%(who)s moved it to %(to)s") if event.after else _("%(who)s took it out of its team")


def _closed(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s closed it")


def _reopened(event: ThreadEvent) -> str:
    return _("%(who)s wrote again: it is open") if event.by_customer else _("%(who)s opened it again")


def _held_back(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("A new letter came first: the reply that %(to)s had set for later is a draft again")


def _not_acknowledged(event: ThreadEvent) -> str:
    reason = HeldBack(event.reason).label if event.reason in HeldBack.values else ""
    return _("Not acknowledged by itself: %(reason)s") % {"reason": reason}


def _became(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s said that it is the matter of %(to)s")


def _has_it(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s said: I have what is urgent")


_SENTENCES = {
    AcknowledgementHeldBack.kind: _not_acknowledged,
    ConversationAssigned.kind: _assigned,
    ConversationMoved.kind: _moved,
    ConversationClosed.kind: _closed,
    ConversationReopened.kind: _reopened,
    ReplyHeldBack.kind: _held_back,
    CustomerChanged.kind: _became,
    UrgentAcknowledged.kind: _has_it,
}
