"""Conversations and everything written in them."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, FilteredRelation, OuterRef, Q

from goodword.accounts.models import Agent, Changeable, Team
from goodword.conversations.choices import (
    Channel,
    ComplaintMark,
    Delivery,
    Direction,
    DraftKind,
    MadeBy,
    Priority,
    Says,
    State,
    Turn,
    UrgentKind,
)
from goodword.conversations.matters import MatterDone, MatterLink  # noqa: F401 (Django reads models here)
from goodword.conversations.organizing import Tag, Tagging
from goodword.conversations.together import ReadMark, Talk, WriterSettled  # noqa: F401 (Django reads models here)
from goodword.core.clock import NEVER, now
from goodword.core.db.gathering import Gathered
from goodword.core.errors import NotFound
from goodword.core.models import Blob
from goodword.people.models import Customer


class Mailbox(models.Model):
    """One connected address; what arrives there belongs to its team."""

    address = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="mailboxes")
    acknowledges = models.BooleanField(default=True)
    alerted = models.ManyToManyField(Agent, related_name="+", blank=True)
    signature = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["address"]

    def __str__(self) -> str:
        return self.address


class AcknowledgementText(models.Model):
    """What the mailbox tells somebody who writes for the first time, in one language; without a row, our own words."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="acknowledgement_texts")
    language = models.CharField(max_length=8)
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mailbox", "language"], name="acknowledgement_text_once"),
        ]

    def __str__(self) -> str:
        return f"acknowledgement of {self.mailbox_id} in {self.language}"


def _list_of(*columns: str, name: str) -> models.Index:
    """An index for a list of conversations; spam stands in none of them."""
    return models.Index(fields=columns, condition=Q(is_spam=False), name=name)


_BY_DUE = ("next_due_at", "turn", "waiting_since", "id")


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def ours(self) -> "ConversationQuerySet":
        """Open, and somebody is waiting for us."""
        return self.wanted().filter(state=State.OPEN, turn=Turn.OURS)

    def wanted(self) -> "ConversationQuerySet":
        """What is not spam."""
        return self.filter(is_spam=False)

    def with_tags(self) -> "ConversationQuerySet":
        """Each with the numbers and names of its tags, in their order: `tag_ids`, `tag_names`."""
        tags = Tagging.objects.filter(conversation=OuterRef("pk")).order_by("tag__key")
        return self.annotate(tag_ids=Gathered(tags, "tag_id"), tag_names=Gathered(tags, "tag__name"))

    def with_marks_of(self, agent: Agent) -> "ConversationQuerySet":
        """Each with how far the agent has read it: `seen_at`, `seen_message`, `seen_note`, `asked_again`, or None."""
        rows = self.annotate(mark=FilteredRelation("read_marks", condition=Q(read_marks__agent=agent)))
        marks = {"seen_at": "seen_at", "seen_message": "message_id", "seen_note": "note_id"}
        columns = {name: F(f"mark__{column}") for name, column in marks.items()}
        return rows.annotate(**columns, asked_again=F("mark__asked_again"))

    def locked(self, number: int) -> "Conversation":
        """The row, under lock until the transaction ends. Raises NotFound."""
        row = self.select_for_update().filter(pk=number).first()
        if row is None:
            raise NotFound
        return row


class Conversation(Changeable):
    """Everything about one matter of one customer. Its id is the number people see (`#1042`)."""

    id = models.BigAutoField(primary_key=True)
    subject = models.CharField(max_length=500)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="conversations")
    mailbox = models.ForeignKey(Mailbox, null=True, on_delete=models.SET_NULL, related_name="+")
    channel = models.CharField(max_length=16, choices=Channel.choices)
    team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="+")
    assignee = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    turn = models.CharField(max_length=8, choices=Turn.choices, default=Turn.OURS)
    turn_set_at = models.DateTimeField(null=True)  # when somebody of the house last said whose turn it is
    next_due_at = models.DateTimeField(default=NEVER)  # when somebody will be let down next
    next_due_from = models.DateTimeField(null=True)  # since when that has been running
    is_owed = models.BooleanField(default=False)  # something is promised but the resolution, and no answer on its way
    waiting_since = models.DateTimeField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    last_message_at = models.DateTimeField()
    news_at = models.DateTimeField(null=True)  # when the customer's or a colleague's latest words came to the desk
    preview = models.CharField(max_length=200, blank=True)
    is_undelivered = models.BooleanField(default=False)
    urgent_since = models.DateTimeField(null=True)
    priority = models.SmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    snoozed_until = models.DateTimeField(null=True)
    snoozed_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    woke_at = models.DateTimeField(null=True)
    is_spam = models.BooleanField(default=False)
    complaint_mark = models.CharField(
        max_length=8, choices=ComplaintMark.choices, default=ComplaintMark.NONE, blank=True
    )
    tags = models.ManyToManyField(Tag, through=Tagging, related_name="conversations")

    objects = ConversationQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            _list_of("team", "state", "-last_message_at", "-id", name="conversation_team_newest"),
            _list_of("team", "state", "turn", "waiting_since", "id", name="conversation_team_waiting"),
            _list_of("team", "state", "turn", "-priority", "waiting_since", "id", name="conversation_team_priority"),
            _list_of("team", "state", *_BY_DUE, name="conversation_team_due"),
            _list_of("assignee", "state", *_BY_DUE, name="conversation_owner_due"),
            _list_of("state", *_BY_DUE, name="conversation_due"),
            _list_of("assignee", "state", "turn", "waiting_since", "id", name="conversation_owner"),
            _list_of("assignee", "state", "-last_message_at", "-id", name="conversation_owner_newest"),
            models.Index(
                fields=["team", "state", "turn", "waiting_since", "id"],
                condition=Q(is_spam=False, assignee__isnull=True),
                name="conversation_nobodys",
            ),
            models.Index(
                fields=["team", "state", *_BY_DUE],
                condition=Q(is_spam=False, assignee__isnull=True),
                name="conversation_nobodys_due",
            ),
            _list_of("state", "turn", "waiting_since", "id", name="conversation_waiting"),
            _list_of("state", "turn", "-priority", "waiting_since", "id", name="conversation_priority"),
            _list_of("state", "-last_message_at", "-id", name="conversation_newest"),
            models.Index(fields=["-last_message_at", "-id"], condition=Q(is_spam=True), name="conversation_spam"),
            models.Index(
                fields=["snoozed_until", "id"], condition=Q(snoozed_until__isnull=False), name="conversation_wakes"
            ),
            models.Index(fields=["customer", "-last_message_at"], name="conversation_customer"),
            models.Index(
                fields=["state"], condition=Q(complaint_mark=ComplaintMark.NOTICED), name="conversation_reads_like"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.subject}"

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_ours(self) -> bool:
        """Open, and somebody is waiting for us."""
        return self.is_open and not self.is_spam and self.turn == Turn.OURS

    @property
    def has_woken(self) -> bool:
        """Its snooze ended in time, and nobody wrote since."""
        return self.is_open and self.woke_at is not None and self.woke_at >= self.last_message_at

    @property
    def is_closed(self) -> bool:
        return self.state == State.CLOSED

    @property
    def is_snoozed(self) -> bool:
        return self.state == State.SNOOZED


class Message(models.Model):
    """A message to or from the customer. Its body is a row of its own, so that lists stay light."""

    id = models.BigAutoField(primary_key=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    home = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="+", editable=False)
    direction = models.CharField(max_length=4, choices=Direction.choices)
    made_by = models.CharField(max_length=12, choices=MadeBy.choices, default=MadeBy.CUSTOMER)
    is_automatic = models.BooleanField(default=False)
    channel = models.CharField(max_length=16, choices=Channel.choices)
    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="+")
    agent = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    sender_name = models.CharField(max_length=200, blank=True)
    sender_address = models.CharField(max_length=320, blank=True)
    reply_to = models.CharField(max_length=320, blank=True)
    recipients = models.JSONField(default=list)
    subject = models.CharField(max_length=500, blank=True)
    preview = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    says = models.CharField(max_length=8, choices=Says.choices, default=Says.NOTHING, blank=True)
    delivery = models.CharField(max_length=8, choices=Delivery.choices, default=Delivery.NONE, blank=True)
    delivery_problem = models.CharField(max_length=500, blank=True)
    came_back = models.JSONField(null=True)  # from whom, and why, in order: [[address, problem]]
    leaves_at = models.DateTimeField(null=True)
    may_have_arrived_twice = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["conversation", "at", "id"], name="message_thread")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(direction=Direction.IN, made_by=MadeBy.CUSTOMER, customer__isnull=False)
                | Q(direction=Direction.OUT, made_by=MadeBy.AGENT, agent__isnull=False)
                | Q(direction=Direction.OUT, made_by__in=[MadeBy.DESK, MadeBy.ELSEWHERE]),
                name="message_has_author",
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk} of #{self.conversation_id}"

    @property
    def delivery_problems(self) -> list[str]:
        """Why it was not delivered: a problem for each recipient from whom it came back, else the one there is."""
        return [problem for _address, problem in self.came_back or ()] or [self.delivery_problem]

    @property
    def is_from_customer(self) -> bool:
        return self.direction == Direction.IN


class MessageBody(models.Model):
    """What was written. `text` always; `html` (sanitized) if the sender wrote any. `quoted_from` cuts the text where
    quoted history begins (its length if there is none); in HTML the quoted part is wrapped in `<details>`. Of replies,
    `signature` is what stands below, as HTML, and `with_history` says whether what they answer is quoted. `remarks` are
    codes (`Remark`) of what the reader should know of the letter; `invitations` to calendars came with it."""

    message = models.OneToOneField(Message, primary_key=True, on_delete=models.CASCADE, related_name="body")
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    quoted_from = models.PositiveIntegerField(default=0)
    has_remote_images = models.BooleanField(default=False)
    signature = models.TextField(blank=True)
    with_history = models.BooleanField(default=True)
    remarks = models.JSONField(default=list, blank=True)
    invitations = models.JSONField(default=list, blank=True)


class Note(models.Model):
    """Internal: a row of its own kind, so that no road to the customer can ever carry it."""

    id = models.BigAutoField(primary_key=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="notes")
    home = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="+", editable=False)
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    at = models.DateTimeField()
    mentions = models.ManyToManyField(Agent, related_name="+", blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["conversation", "at", "id"], name="note_thread")]


class Draft(models.Model):
    """What an agent is writing, kept on the server at each pause. One of each kind for an agent and conversation.

    A planned one is a reply that leaves at its time, unless the customer writes before; of these there may be several.
    `recipients` is None until the agent chose others than those proposed. `was_held`: it did not leave, as somebody
    wrote before.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="drafts")
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=DraftKind.choices)
    html = models.TextField(blank=True)
    updated_at = models.DateTimeField()
    subject = models.CharField(max_length=500, blank=True)
    recipients = models.JSONField(null=True)
    with_signature = models.BooleanField(default=True)
    with_history = models.BooleanField(default=True)
    leaves_at = models.DateTimeField(null=True)
    is_regardless = models.BooleanField(default=False)
    closes = models.BooleanField(default=False)
    was_held = models.BooleanField(default=False)
    says = models.CharField(max_length=8, choices=Says.choices, default=Says.NOTHING, blank=True)  # as its writer chose

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "agent", "kind"],
                name="draft_once",
                condition=~Q(kind=DraftKind.PLANNED),
            ),
            models.CheckConstraint(
                condition=Q(kind=DraftKind.PLANNED, leaves_at__isnull=False)
                | (~Q(kind=DraftKind.PLANNED) & Q(leaves_at__isnull=True)),
                name="draft_planned_has_time",
            ),
        ]


class Attachment(models.Model):
    """A file of a message, a note or a draft: exactly one of them."""

    id = models.BigAutoField(primary_key=True)
    message = models.ForeignKey(Message, null=True, on_delete=models.CASCADE, related_name="attachments")
    note = models.ForeignKey(Note, null=True, on_delete=models.CASCADE, related_name="attachments")
    draft = models.ForeignKey(Draft, null=True, on_delete=models.CASCADE, related_name="attachments")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    content_id = models.CharField(max_length=255, blank=True)
    is_inline = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(message__isnull=False, note__isnull=True, draft__isnull=True)
                | Q(message__isnull=True, note__isnull=False, draft__isnull=True)
                | Q(message__isnull=True, note__isnull=True, draft__isnull=False),
                name="attachment_has_one_home",
            ),
        ]

    def __str__(self) -> str:
        return self.filename


class FileLink(models.Model):
    """A file too large for mail: the customer fetches it by a signed link until it expires or is revoked."""

    id = models.BigAutoField(primary_key=True)
    attachment = models.OneToOneField(Attachment, on_delete=models.CASCADE, related_name="link")
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    downloads = models.PositiveIntegerField(default=0)
    last_download_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link to file {self.attachment_id}"

    def is_open(self, at: datetime) -> bool:
        """Whether the file is handed out at that moment."""
        return self.revoked_at is None and at < self.expires_at


class UrgentMark(models.Model):
    """Urgent wording in a customer's message: what it is about, and the words themselves. Gone with the message."""

    message = models.OneToOneField(Message, primary_key=True, on_delete=models.CASCADE, related_name="urgent_mark")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="urgent_marks")
    kinds = models.JSONField(default=list)
    words = models.JSONField(default=list)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"urgent mark of message {self.pk}"


class UrgentPhrase(models.Model):
    """Where the house differs from the standard list of urgent wording: its own words, or a standard switched off."""

    language = models.CharField(max_length=8)
    words = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=UrgentKind.choices)
    is_active = models.BooleanField(default=True)
    changed_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["language", "words"], name="urgent_phrase_once"),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.words}"
