"""What the noticing of complaints makes of what happens: letters are read, and the rows of conversations follow."""

from goodword.conversations.events import ConversationMarkedSpam, ConversationNotSpam, MessageReceived
from goodword.core.events import Event, on
from goodword.recovery.actions.noticing import follow_withdrawal, notice_in, settle_noticed
from goodword.recovery.complaint_events import (
    ComplaintAssessed,
    ComplaintClosed,
    ComplaintMarked,
    ComplaintNoticed,
    ComplaintReopened,
    ComplaintWithdrawn,
    NoticedComplaintDismissed,
)
from goodword.recovery.projections import restate_complaint


@on(MessageReceived)
def read(event: MessageReceived) -> None:
    """What a customer writes is read once, as it comes; what a program wrote never. History is no event."""
    if not event.automatic:
        notice_in(event.message_id, is_first=event.first)


@on(ComplaintMarked)
def settle(event: ComplaintMarked) -> None:
    """Somebody said that it is one."""
    settle_noticed(event.conversation_id or 0, by=event.by)


@on(ComplaintWithdrawn)
def withdraw(event: ComplaintWithdrawn) -> None:
    """Somebody said that it is none, or took back that it is one."""
    follow_withdrawal(event.complaint_id, by=event.by, is_undone=event.undoes is not None)


def keep(event: Event) -> None:
    """The row tells of it."""
    if event.conversation_id is not None:
        restate_complaint(event.conversation_id)


for _kind in (
    ComplaintNoticed,
    NoticedComplaintDismissed,
    ComplaintAssessed,
    ComplaintClosed,
    ComplaintReopened,
    ConversationMarkedSpam,
    ConversationNotSpam,
):
    on(_kind)(keep)
