"""What happens to a mailbox's connection, and to the mail that comes."""

from dataclasses import dataclass

from goodword.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MailboxConnected(Event, kind="mailbox.connected"):
    """An administrator said how the mailbox is read and how its mail leaves."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class ProviderRegistered(Event, kind="sign-in-provider.registered"):
    """An administrator entered or changed how the desk is registered at a sign-in provider."""

    registration_id: int


@dataclass(frozen=True, kw_only=True)
class ProviderForgotten(Event, kind="sign-in-provider.forgotten"):
    """An administrator removed the desk's registration at a sign-in provider."""

    registration_id: int


@dataclass(frozen=True, kw_only=True)
class MailboxSignedIn(Event, kind="mailbox.signed-in"):
    """Somebody signed in at the provider, which let the desk into the mailbox."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class SigningKeyMade(Event, kind="sending-domain.key-made"):
    """An administrator had a key made to sign a domain's mail; it waits until its record is published."""

    domain_id: int


@dataclass(frozen=True, kw_only=True)
class SigningStarted(Event, kind="sending-domain.signing-started"):
    """An administrator had the desk sign a domain's mail, with the key that waited."""

    domain_id: int


@dataclass(frozen=True, kw_only=True)
class SigningKeyRemoved(Event, kind="sending-domain.key-removed"):
    """An administrator had the desk forget a domain's keys; its mail leaves unsigned from here."""

    domain_id: int


@dataclass(frozen=True, kw_only=True)
class ReceivingFailed(Event, kind="mailbox.receiving-failed"):
    """The mailbox can no longer be read; the connection says why."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class ReceivingRecovered(Event, kind="mailbox.receiving-recovered"):
    """The mailbox can be read."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class SendingFailed(Event, kind="mailbox.sending-failed"):
    """The mailbox's relay can no longer be used; the connection says why."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class SendingRecovered(Event, kind="mailbox.sending-recovered"):
    """The mailbox's relay took a mail."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class SendingLimited(Event, kind="mailbox.sending-limited"):
    """An administrator said how many mails may leave the mailbox in a time."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class LoopTestAsked(Event, kind="mailbox.loop-asked"):
    """A test mail goes to the mailbox's own reply address."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class LoopTestPassed(Event, kind="mailbox.loop-passed"):
    """The test mail came in: letters carry reply addresses."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class LoopTestFailed(Event, kind="mailbox.loop-failed"):
    """A server did not take the test mail: letters carry the plain address."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class MailStored(Event, kind="mail.stored", version=2):
    """Mail came and is kept as it is; it will be read next. Several that came together are one event."""

    received_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class MailUnreadable(Event, kind="mail.unreadable"):
    """A stored mail could not be read; its row says why."""

    received_id: int


@dataclass(frozen=True, kw_only=True)
class MailTriedAgain(Event, kind="mail.tried-again"):
    """Somebody asked for an unreadable mail to be read again."""

    received_id: int


@dataclass(frozen=True, kw_only=True)
class MailboxAlarmRaised(Event, kind="mailbox.alarm-raised"):
    """Something about a mailbox needs an administrator; `alarm` is its kind."""

    mailbox_id: int
    alarm_id: int
    alarm: str


@dataclass(frozen=True, kw_only=True)
class MailboxAlarmCleared(Event, kind="mailbox.alarm-cleared"):
    """What the alarm was about is over."""

    mailbox_id: int
    alarm_id: int
    alarm: str


@dataclass(frozen=True, kw_only=True)
class FoldersChosen(Event, kind="mailbox.folders-chosen"):
    """An administrator said which folders of the mailbox are followed."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class LookAsked(Event, kind="mailbox.look-asked"):
    """An administrator asked for the whole mailbox to be looked at anew."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class HistoryAsked(Event, kind="history.asked"):
    """An administrator asked what older mail a mailbox holds; it is counted, and nothing else happens."""

    mailbox_id: int
    history_id: int


@dataclass(frozen=True, kw_only=True)
class HistoryBegun(Event, kind="history.begun"):
    """An administrator had the counted older mail brought in."""

    mailbox_id: int
    history_id: int


@dataclass(frozen=True, kw_only=True)
class HistoryStopped(Event, kind="history.stopped"):
    """An administrator stopped the counting or the bringing in; what is here stays."""

    mailbox_id: int
    history_id: int


@dataclass(frozen=True, kw_only=True)
class HistoryFinished(Event, kind="history.finished"):
    """All the older mail that was counted has been brought in."""

    mailbox_id: int
    history_id: int


@dataclass(frozen=True, kw_only=True)
class AutomaticMailResumed(Event, kind="mailbox.automatic-mail-resumed"):
    """An administrator let a mailbox that was stopped write by itself again."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class AutomaticMailLimited(Event, kind="mailbox.automatic-mail-limited"):
    """The mailbox may write more or less mail by itself."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerRefused(Event, kind="answer.refused"):
    """What somebody answered by mail to an agent's notice was not taken; `why` is a code. No customer saw it."""

    agent_id: int
    why: str
