"""The e-mail channel's own rows: connections, the mail that came, the mail that goes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goodword.channels.email.choices import (
    AlarmKind,
    Fate,
    Flow,
    FolderKind,
    Health,
    HistoryState,
    MailKind,
    Proof,
    Reading,
    Security,
    Sending,
    SentFolder,
    Source,
    Trouble,
)
from goodword.channels.email.ledger import AutomaticMail, AutomaticMailLimits  # noqa: F401 (Django looks for them here)
from goodword.conversations.models import Mailbox, Message
from goodword.core.clock import now
from goodword.core.models import Blob


class Connection(models.Model):
    """How a mailbox is read and how its mail leaves. Passwords are encrypted with the key outside the database."""

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, related_name="email_connection")
    imap_host = models.CharField(max_length=255, blank=True)
    imap_port = models.PositiveIntegerField(default=993)
    imap_security = models.CharField(max_length=8, choices=Security.choices, default=Security.TLS)
    imap_username = models.CharField(max_length=320, blank=True)
    imap_secret = models.TextField(blank=True)
    imap_proof = models.CharField(max_length=8, choices=Proof.choices, default=Proof.PASSWORD)
    imap_folder = models.CharField(max_length=255, default="INBOX")
    sent_folder = models.CharField(max_length=8, choices=SentFolder.choices, default=SentFolder.FOUND)
    look_asked_at = models.DateTimeField(null=True)
    smtp_host = models.CharField(max_length=255, blank=True)
    smtp_port = models.PositiveIntegerField(default=587)
    smtp_security = models.CharField(max_length=8, choices=Security.choices, default=Security.STARTTLS)
    smtp_username = models.CharField(max_length=320, blank=True)
    smtp_secret = models.TextField(blank=True)
    smtp_proof = models.CharField(max_length=8, choices=Proof.choices, default=Proof.PASSWORD)
    receiving = models.CharField(max_length=8, choices=Health.choices, default=Health.UNKNOWN)
    receiving_problem = models.CharField(max_length=500, blank=True)
    receiving_failing_since = models.DateTimeField(null=True)
    sending = models.CharField(max_length=8, choices=Health.choices, default=Health.UNKNOWN)
    sending_problem = models.CharField(max_length=500, blank=True)
    sending_failing_since = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    receive_since = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    most_a_minute = models.PositiveIntegerField(null=True)
    most_an_hour = models.PositiveIntegerField(null=True)
    most_a_day = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return f"connection of {self.mailbox_id}"


class LoopTest(models.Model):
    """A mail from the mailbox to its own reply address: whether the server takes `desk+c1042.…@`, and since when.

    `token` is part of its Message-ID; `signs_as` is the name under which the server reports who sent a mail.
    """

    connection = models.OneToOneField(Connection, primary_key=True, on_delete=models.CASCADE, related_name="loop_test")
    token = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField(default=now)
    proven_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=500, blank=True)
    signs_as = models.CharField(max_length=255, blank=True)


class MailboxAlarm(models.Model):
    """Something about a mailbox that administrators must know, from when it began until it was over."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="email_alarms")
    kind = models.CharField(max_length=12, choices=AlarmKind.choices)
    raised_at = models.DateTimeField(default=now)
    cleared_at = models.DateTimeField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mailbox", "kind"], name="mailbox_alarm_once", condition=Q(cleared_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} alarm of {self.mailbox_id}"


class FolderProgress(models.Model):
    """How far an IMAP folder has been taken in: by UIDVALIDITY and UID, never by \\Seen.

    What became of each of its mails stands in its FolderMails; `left_out` holds, as ranges of UIDs, the older mail that
    was not asked for: what reached the server before `since` (the connection's `receive_since` if empty). Mail below
    `began_at_uid` was there when we began, or when the server counted anew. `reckoning` is the last look at the whole
    folder, in numbers.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="progress")
    folder = models.CharField(max_length=255)
    kind = models.CharField(max_length=8, choices=FolderKind.choices, default=FolderKind.INCOMING)
    is_followed = models.BooleanField(default=True)
    since = models.DateTimeField(null=True)
    uid_validity = models.PositiveBigIntegerField(default=0)
    began_at_uid = models.PositiveBigIntegerField(default=0)
    last_uid = models.PositiveBigIntegerField(default=0)
    left_out = models.JSONField(default=list)
    reckoning = models.JSONField(default=dict)
    reckoned_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["connection", "folder"], name="folder_progress_once"),
        ]

    def __str__(self) -> str:
        return f"folder {self.folder} of connection {self.connection_id}"


class FolderMail(models.Model):
    """One mail of a followed folder, by its UID, and what became of it."""

    id = models.BigAutoField(primary_key=True)
    progress = models.ForeignKey(FolderProgress, on_delete=models.CASCADE, related_name="mails", db_index=False)
    uid = models.PositiveBigIntegerField()
    fate = models.CharField(max_length=8, choices=Fate.choices)
    received = models.ForeignKey("ReceivedMail", null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    reached_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["progress", "uid"], name="folder_mail_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["progress", "uid"], name="folder_mail_refused", condition=Q(fate=Fate.REFUSED)),
        ]

    def __str__(self) -> str:
        return f"mail {self.uid} of folder {self.progress_id}"


class MailboxLease(models.Model):
    """Which mail process follows the mailbox, until when unless it says so again."""

    connection = models.OneToOneField(Connection, primary_key=True, on_delete=models.CASCADE, related_name="lease")
    holder = models.CharField(max_length=120, blank=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"lease of connection {self.connection_id}"


class HistoryImport(models.Model):
    """Older mail of a mailbox's folders: first counted, then brought in if an administrator says so.

    `counted` is what the counting found; `folders` holds, for each folder, the UIDs still to come as ranges.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="histories")
    state = models.CharField(max_length=8, choices=HistoryState.choices, default=HistoryState.COUNTING)
    since = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(default=now)
    asked_by = models.PositiveBigIntegerField(null=True)
    moved_at = models.DateTimeField(default=now)
    counted = models.JSONField(default=dict)
    folders = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    unreadable = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["connection"],
                name="one_history_at_a_time",
                condition=Q(state__in=[HistoryState.COUNTING, HistoryState.COUNTED, HistoryState.BRINGING]),
            ),
        ]

    def __str__(self) -> str:
        return f"history {self.pk} of connection {self.connection_id}"


class ReceivedMail(models.Model):
    """A mail exactly as it came, stored before anybody tried to read it.

    `attempts` counts how often reading it was begun, so that a mail under which the program dies is told from others.
    """

    id = models.BigAutoField(primary_key=True)
    mailbox = models.ForeignKey(Mailbox, null=True, on_delete=models.SET_NULL, related_name="+")
    source = models.CharField(max_length=8, choices=Source.choices)
    raw = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    envelope_from = models.CharField(max_length=320, blank=True)
    envelope_to = models.CharField(max_length=320, blank=True)
    received_at = models.DateTimeField()
    is_history = models.BooleanField(default=False)
    reading = models.CharField(max_length=12, choices=Reading.choices, default=Reading.STORED)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)
    message = models.OneToOneField(Message, null=True, on_delete=models.SET_NULL, related_name="received_mail")
    kind = models.CharField(max_length=12, choices=MailKind.choices, default=MailKind.PERSON)
    may_be_answered = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mailbox", "fingerprint"], name="mail_received_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="mail_not_read", condition=~Q(reading=Reading.READ)),
            models.Index(fields=["mailbox", "-received_at"], name="mail_of_mailbox"),
        ]

    def __str__(self) -> str:
        return f"received mail {self.pk}"


class DoorTrouble(models.Model):
    """A time in which a door could not keep what it was given, and so left it with whoever brought it."""

    door = models.CharField(max_length=8, choices=Source.choices)
    kind = models.CharField(max_length=8, choices=Trouble.choices)
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    over_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["door"], name="door_trouble_once", condition=Q(over_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} trouble at {self.door}"


class UnplacedSent(models.Model):
    """A mail sent from elsewhere that belongs to no conversation yet: it joins the one that its answer opens."""

    received = models.OneToOneField(ReceivedMail, primary_key=True, on_delete=models.CASCADE, related_name="unplaced")
    message_id_header = models.CharField(max_length=500)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["message_id_header"], name="unplaced_sent")]

    def __str__(self) -> str:
        return f"unplaced {self.received_id}"


class MailReference(models.Model):
    """A Message-ID that belongs to a message, ours or theirs: what threading looks up."""

    message_id_header = models.CharField(max_length=500)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="mail_references")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["message_id_header"], name="mail_reference")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "message_id_header"], name="mail_reference_once"),
        ]


class OutgoingMail(models.Model):
    """The outbox: one row for each message that leaves by mail.

    `sending` means: being handed over at this moment, so that whoever finds the row so after a crash knows that the
    relay may have taken it. It is then handed over once more with the same Message-ID, and marked.
    """

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="outgoing_mail")
    message_id_header = models.CharField(max_length=255, unique=True)
    sending = models.CharField(max_length=12, choices=Sending.choices, default=Sending.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    tried_since = models.DateTimeField()
    problem = models.CharField(max_length=500, blank=True)
    may_have_arrived_twice = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"outgoing mail {self.pk}"


class Registration(models.Model):
    """The desk as a sign-in provider knows it, by the id and the secret that the provider gave for it."""

    provider = models.CharField(max_length=16)
    name = models.CharField(max_length=60)
    flow = models.CharField(max_length=8, choices=Flow.choices, default=Flow.PERSON)
    authorize_address = models.CharField(max_length=500, blank=True)
    token_address = models.CharField(max_length=500)
    scope = models.CharField(max_length=1000, blank=True)
    client_id = models.CharField(max_length=255)
    client_secret = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """What lets the desk into a mailbox without its password: tokens, encrypted, as the provider last gave them.

    `renewing_until`: one process asks for a new token until then, so that no two use up the same refresh token.
    """

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, related_name="email_grant")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="grants")
    access_secret = models.TextField(blank=True)
    expires_at = models.DateTimeField()
    refresh_secret = models.TextField(blank=True)
    refresh_expires_at = models.DateTimeField(null=True)
    granted_at = models.DateTimeField(default=now)
    renewing_until = models.DateTimeField(null=True)
    problem = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"grant of {self.mailbox_id}"


class SignInAttempt(models.Model):
    """Somebody was sent to a provider and has not come back: known by a state that counts once, for a few minutes."""

    state_hash = models.CharField(max_length=64, unique=True)
    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="+")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    agent_id = models.BigIntegerField()
    verifier_secret = models.TextField()
    began_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"sign-in attempt for {self.mailbox_id}"


class SendingDomain(models.Model):
    """A domain that mailboxes send from: what its DNS said when it was last looked at."""

    name = models.CharField(max_length=255, unique=True)
    checked_at = models.DateTimeField(null=True)
    findings = models.JSONField(default=dict)
    signing_problem = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.name


class SigningKey(models.Model):
    """A key that signs a domain's mail. The one in use signs; another one waits until its record is seen."""

    domain = models.ForeignKey(SendingDomain, on_delete=models.CASCADE, related_name="keys")
    selector = models.CharField(max_length=63)
    key_secret = models.TextField()
    public = models.TextField()
    made_at = models.DateTimeField(default=now)
    in_use = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["domain", "selector"], name="signing_selector_once"),
            models.UniqueConstraint(fields=["domain"], name="signing_key_in_use", condition=Q(in_use=True)),
        ]

    def __str__(self) -> str:
        return f"key {self.selector}"


class Departure(models.Model):
    """A place in the line of mails that leave a mailbox: what its sending limits are counted by, past and to come.

    With an `outgoing` it is kept for that reply, which has not begun to leave.
    """

    id = models.BigAutoField(primary_key=True)
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="departures")
    at = models.DateTimeField()
    outgoing = models.OneToOneField(OutgoingMail, null=True, on_delete=models.CASCADE, related_name="departure")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["connection", "at"], name="departure_line")]
