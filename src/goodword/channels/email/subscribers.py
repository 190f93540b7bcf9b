"""What the e-mail channel does when something happens to a conversation. A reply taken back takes its row along."""

from goodword.channels.email.actions.looping import ask_for_loop, forget_loop
from goodword.channels.email.actions.sending import queue_mail, requeue_mail
from goodword.channels.email.events import (
    HistoryAsked,
    HistoryBegun,
    LoopTestAsked,
    MailboxConnected,
    MailStored,
    MailTriedAgain,
    SendingLimited,
)
from goodword.channels.email.jobs.acknowledging import acknowledge
from goodword.channels.email.jobs.history import bring_history, count_history
from goodword.channels.email.jobs.looping import send_loop_mail
from goodword.channels.email.jobs.reading import read_waiting_mail
from goodword.channels.email.jobs.sending import send_mail
from goodword.channels.email.models import Connection, LoopTest
from goodword.channels.email.queries import waiting_mail_of
from goodword.conversations.choices import Channel
from goodword.conversations.events import AcknowledgementQueued, MessageReceived, ReplyQueued, ReplyRetried
from goodword.conversations.models import Message
from goodword.core.clock import now
from goodword.core.events import on


@on(ReplyQueued)
def put_into_outbox(event: ReplyQueued) -> None:
    """A reply by mail waits in the outbox and leaves when the undo window has passed."""
    message = Message.objects.filter(pk=event.message_id, channel=Channel.EMAIL).first()
    if message is not None:
        outgoing = queue_mail(message.pk)
        send_mail.enqueue_later(message.leaves_at or now(), outgoing_id=outgoing.pk)


@on(AcknowledgementQueued)
def put_acknowledgement_into_outbox(event: AcknowledgementQueued) -> None:
    """What the desk writes by itself leaves as replies do, and at once."""
    send_mail.enqueue(outgoing_id=queue_mail(event.message_id).pk)


@on(MessageReceived)
def answer_for_itself(event: MessageReceived) -> None:
    """A person wrote for the first time: that is acknowledged if the mailbox does so."""
    if event.automatic or not event.first:
        return
    messages = Message.objects.filter(pk=event.message_id, channel=Channel.EMAIL)
    if messages.filter(conversation__mailbox__acknowledges=True).exists():
        acknowledge.enqueue(message_id=event.message_id)


@on(ReplyRetried)
def put_into_outbox_again(event: ReplyRetried) -> None:
    """A reply that failed is tried again at once."""
    if Message.objects.filter(pk=event.message_id, channel=Channel.EMAIL).exists():
        send_mail.enqueue(outgoing_id=requeue_mail(event.message_id).pk)


@on(SendingLimited)
def reckon_anew(event: SendingLimited) -> None:
    """Replies that wait for their place in the line ask for a new one."""
    for outgoing in waiting_mail_of(event.mailbox_id):
        send_mail.enqueue(outgoing_id=outgoing.pk)


@on(MailStored)
def read_it(_event: MailStored) -> None:
    """Stored mail is read by the next free worker."""
    read_waiting_mail.enqueue()


@on(MailTriedAgain)
def read_it_again(_event: MailTriedAgain) -> None:
    """An unreadable mail is read once more."""
    read_waiting_mail.enqueue()


@on(HistoryAsked)
def count_older_mail(event: HistoryAsked) -> None:
    """What older mail a mailbox holds is counted by a worker."""
    count_history.enqueue(history_id=event.history_id)


@on(HistoryBegun)
def bring_in_older_mail(event: HistoryBegun) -> None:
    """Older mail is brought in by a worker, while others have their turns."""
    bring_history.enqueue(history_id=event.history_id)


@on(MailboxConnected)
def ask_whether_it_takes_reply_addresses(event: MailboxConnected) -> None:
    """What another connection proved counts no more; this one is asked if mail both comes and goes by it."""
    forget_loop(event.mailbox_id)
    both_ways = Connection.objects.filter(mailbox_id=event.mailbox_id).exclude(imap_host="").exclude(smtp_host="")
    if both_ways.exists():
        ask_for_loop(event.mailbox_id, by=event.by)


@on(LoopTestAsked)
def send_the_test_mail(event: LoopTestAsked) -> None:
    """The test mail leaves soon."""
    token = LoopTest.objects.filter(connection__mailbox_id=event.mailbox_id).values_list("token", flat=True).first()
    if token:
        send_loop_mail.enqueue(token=token)
