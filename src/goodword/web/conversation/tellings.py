"""What happened, as a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from goodword.channels.email.choices import HeldBack
from goodword.conversations.choices import HeldFor, Priority
from goodword.conversations.events import (
    AcknowledgementHeldBack,
    ConversationAssigned,
    ConversationClosed,
    ConversationMarkedSpam,
    ConversationMoved,
    ConversationNotSpam,
    ConversationReopened,
    ConversationSnoozed,
    ConversationTagged,
    ConversationUnsnoozed,
    ConversationUntagged,
    ConversationWoke,
    CustomerChanged,
    DraftDiscarded,
    DraftTakenOver,
    PriorityChanged,
    ReplyHeldBack,
    SpamSenderForgotten,
    SpamSenderListed,
    TalkTakenBack,
    UrgentAcknowledged,
)
from goodword.conversations.matter_events import MatterConfirmed
from goodword.conversations.queries.thread import ThreadEvent
from goodword.web.components.moments import exact_of
from goodword.web.conversation.complaint_tellings import COMPLAINT_SENTENCES
from goodword.web.conversation.feedback_tellings import FEEDBACK_SENTENCES
from goodword.web.conversation.payout_tellings import PAYOUT_SENTENCES
from goodword.web.conversation.remedy_tellings import REMEDY_SENTENCES


def told(event: ThreadEvent) -> str:
    """The event in the reader's language; nothing for a kind that the thread does not show."""
    names = {"who": event.actor or _("Goodword"), "to": event.after}
    return _SENTENCES[event.kind](event) % {**names, "time": exact_of(event.until) if event.until else ""}


def _assigned(event: ThreadEvent) -> str:
    if not event.after:
        return _("%(who)s put it back: nobody has it")
    return _("%(who)s took it") if event.after == event.actor else _("%(who)s gave it to %(to)s")


def _moved(event: ThreadEvent) -> str:
    return _("%(who)s moved it to %(to)s") if event.after else _("%(who)s took it out of its team")


def _closed(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s closed it")


def _solved(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s said that it is solved")


def _reopened(event: ThreadEvent) -> str:
    return _("%(who)s wrote again: it is open") if event.by_customer else _("%(who)s opened it again")


def _held_back(event: ThreadEvent) -> str:
    why = {"why": HeldFor(event.reason).label if event.reason in HeldFor.values else HeldFor.LETTER.label}
    return _("The reply that %%(to)s had set for later is a draft again: %(why)s") % why


def _taken_over(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s went on with the draft of %(to)s")


def _discarded(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s threw away the draft of %(to)s")


def _talk_taken_back(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s took back what they had logged of a call or visit")


def _not_acknowledged(event: ThreadEvent) -> str:
    reason = HeldBack(event.reason).label if event.reason in HeldBack.values else ""
    return _("Not acknowledged by itself: %(reason)s") % {"reason": reason}


def _became(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s said that it is the matter of %(to)s")


def _has_it(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s said: I have what is urgent")


_RANKED = {
    Priority.LOW: gettext_noop("%(who)s set its priority to low"),
    Priority.NORMAL: gettext_noop("%(who)s set its priority to normal"),
    Priority.HIGH: gettext_noop("%(who)s set its priority to high"),
    Priority.URGENT: gettext_noop("%(who)s set its priority to urgent"),
}


def _ranked(event: ThreadEvent) -> str:
    return _(_RANKED[Priority(int(event.reason))])


def _tagged(event: ThreadEvent) -> str:
    return _("%(who)s tagged it %(to)s") if event.after else _("%(who)s gave it a tag that is gone now")


def _untagged(event: ThreadEvent) -> str:
    return _("%(who)s took off the tag %(to)s") if event.after else _("%(who)s took off a tag that is gone now")


def _snoozed(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s snoozed it until %(time)s")


def _unsnoozed(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s ended the snooze")


def _woke(event: ThreadEvent) -> str:
    if event.by_customer:
        return _("%(who)s wrote: the snooze is over")
    if event.reason == "lost":
        return _("A letter of ours was not delivered: the snooze is over")
    return _("The snooze is over: %(to)s wanted to see it again now") if event.after else _("The snooze is over")


def _spam(event: ThreadEvent) -> str:
    return _("%(who)s marked it as spam") if event.actor else _("Its sender is on the house’s list: it came to Spam")


def _no_spam(event: ThreadEvent) -> str:
    if event.by_customer:
        return _("%(who)s wrote again: it is out of Spam")
    return _("%(who)s said that it is not spam") if event.actor else _("Its words are urgent: it is kept out of Spam")


def _sender_listed(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s lets new mail from this sender go to Spam")


def _sender_forgotten(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s lets new mail from this sender in again")


_SENTENCES = {
    **COMPLAINT_SENTENCES,
    **FEEDBACK_SENTENCES,
    **REMEDY_SENTENCES,
    **PAYOUT_SENTENCES,
    PriorityChanged.kind: _ranked,
    ConversationTagged.kind: _tagged,
    ConversationUntagged.kind: _untagged,
    ConversationSnoozed.kind: _snoozed,
    ConversationUnsnoozed.kind: _unsnoozed,
    ConversationWoke.kind: _woke,
    ConversationMarkedSpam.kind: _spam,
    ConversationNotSpam.kind: _no_spam,
    SpamSenderListed.kind: _sender_listed,
    SpamSenderForgotten.kind: _sender_forgotten,
    AcknowledgementHeldBack.kind: _not_acknowledged,
    ConversationAssigned.kind: _assigned,
    ConversationMoved.kind: _moved,
    ConversationClosed.kind: _closed,
    ConversationReopened.kind: _reopened,
    ReplyHeldBack.kind: _held_back,
    DraftTakenOver.kind: _taken_over,
    DraftDiscarded.kind: _discarded,
    TalkTakenBack.kind: _talk_taken_back,
    CustomerChanged.kind: _became,
    UrgentAcknowledged.kind: _has_it,
    MatterConfirmed.kind: _solved,
}
