"""Promises, why they stood still, and the policies by which they are made."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from goodword.accounts.models import Agent, Changeable, Team
from goodword.calendars.models import Calendar
from goodword.conversations.models import Conversation, Draft, Message
from goodword.core.clock import NEVER, now
from goodword.core.errors import NotFound
from goodword.people.models import Customer
from goodword.promises.alarms import DEFAULT_SHARE
from goodword.promises.choices import Accepted, Kind, Noticing, Origin, Outcome, Release, Settled, Target, Why
from goodword.promises.life import Life

# What actions and the projection write of what became of a promise, and of when it is due.
_CLOCK = [
    "due_at",
    "told_at",
    "warn_at",
    "lead_at",
    "warned_at",
    "lead_warned_at",
    "wakes_at",
    "given_at",
    "outcome",
    "outcome_at",
    "settled",
    "settled_at",
]


class ServicePolicy(Changeable):
    """What the house promises whom, by policy. The first active one, in order, whose condition a conversation meets."""

    name = models.CharField(max_length=120)
    position = models.PositiveIntegerField(default=0)
    condition = models.TextField(blank=True)  # in the query language of search; empty: everything
    is_active = models.BooleanField(default=True)
    is_shown = models.BooleanField(default=False)  # to the customer
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class PolicyTarget(models.Model):
    """One thing that a policy promises: so much time on a calendar, or on the clock on the wall without one."""

    policy = models.ForeignKey(ServicePolicy, on_delete=models.CASCADE, related_name="targets")
    target = models.CharField(max_length=16, choices=Target.choices)
    allowed = models.DurationField()
    calendar = models.ForeignKey(Calendar, null=True, on_delete=models.PROTECT, related_name="+")
    warn_share = models.PositiveSmallIntegerField(default=DEFAULT_SHARE)  # percent of the time
    warn_lead = models.DurationField(null=True)  # a fixed while before it is due, instead

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["policy", "target"], name="policy_target_once"),
            models.CheckConstraint(condition=Q(warn_share__gte=1, warn_share__lte=99), name="policy_target_share"),
        ]


class PromiseQuerySet(models.QuerySet["Promise"]):
    def owed(self) -> "PromiseQuerySet":
        """What is not settled."""
        return self.filter(settled=Settled.NOT)

    def to_customers(self) -> "PromiseQuerySet":
        """What is owed to a customer, not to a colleague."""
        return self.filter(customer__isnull=False)

    def pressing(self) -> "PromiseQuerySet":
        """What is owed and runs: no answer is on its way, no solution told, no turn of the customer's."""
        return self.owed().filter(given_at__isnull=True).exclude(due_at=NEVER)

    def locked(self, promise_id: int) -> "Promise":
        """The promise, its conversation under lock: whoever changes a promise holds that. Raises NotFound."""
        number = self.filter(pk=promise_id).values_list("conversation_id", flat=True).first()
        conversation = Conversation.objects.locked(number or 0)
        promise = self.filter(pk=promise_id, conversation=conversation).first()
        if promise is None:
            raise NotFound
        promise.conversation = conversation
        return promise

    def not_replaced(self) -> "PromiseQuerySet":
        """What no other promise took the place of that is still owed itself."""
        successors = Promise.objects.filter(replaces=models.OuterRef("pk"), settled=Settled.NOT)
        return self.filter(~models.Exists(successors))

    def standing(self) -> "PromiseQuerySet":
        """What is to be seen: not what was only just made and taken back."""
        return self.filter(withdrawn_at__isnull=True)


# What the measures ask of a promise: a period is counted from this index alone.
_MEASURED = (
    "due_at", "outcome_at", "withdrawn_at", "owner_team", "owner", "outcome", "settled", "target", "kind", "customer",
    "conversation", "given_at",
)  # fmt: skip


_RED = Q(settled="") & (Q(outcome="broken") | Q(warned_at__isnull=False))
_RESTING = Q(settled="") & (Q(given_at__isnull=False) | Q(due_at=NEVER))


class Promise(Changeable):
    """Something that somebody waits for. Owed to a customer, or to a colleague or team of the house (inside).

    `home` is the conversation in which it was made, for ever; `conversation` where it stands now. `theirs` are the
    person's own words, `ours` what was promised. `due_at` is NEVER while an allowance stands still. `told_at`: the
    customer knows the due time, so that no change of a calendar moves it. `given_*`: our answer is on its way.
    """

    id = models.BigAutoField(primary_key=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="promises")
    home = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="+", editable=False)
    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="+")
    to_agent = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    to_team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="+")
    origin = models.CharField(max_length=8, choices=Origin.choices)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    target = models.CharField(max_length=16, choices=Target.choices)
    theirs = models.CharField(max_length=500, blank=True)
    ours = models.CharField(max_length=500, blank=True)
    made_in = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    made_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    owner_team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="+")
    policy = models.ForeignKey(ServicePolicy, null=True, on_delete=models.SET_NULL, related_name="+")
    calendar = models.ForeignKey(Calendar, null=True, on_delete=models.PROTECT, related_name="+")
    allowed = models.DurationField(null=True)  # of an allowance
    warn_share = models.PositiveSmallIntegerField(default=DEFAULT_SHARE)
    warn_lead = models.DurationField(null=True)
    began_at = models.DateTimeField()
    created_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(default=NEVER)
    lead_at = models.DateTimeField(default=NEVER)
    warned_at = models.DateTimeField(null=True)
    lead_warned_at = models.DateTimeField(null=True)
    wakes_at = models.DateTimeField(default=NEVER)
    given_at = models.DateTimeField(null=True)
    given_in = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True, default=Outcome.NONE)
    outcome_at = models.DateTimeField(null=True)
    settled = models.CharField(max_length=12, choices=Settled.choices, blank=True, default=Settled.NOT)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    accepted = models.CharField(max_length=8, choices=Accepted.choices, blank=True, default=Accepted.NOT)
    proof = models.CharField(max_length=500, blank=True)
    proven_by = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    release = models.CharField(max_length=16, choices=Release.choices, blank=True)
    release_words = models.CharField(max_length=500, blank=True)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="successors")
    because = models.CharField(max_length=500, blank=True)  # why it took the place of another, as the customer was told
    withdrawn_at = models.DateTimeField(null=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["wakes_at", "id"], condition=Q(wakes_at__lt=NEVER), name="promise_wakes"),
            models.Index(fields=["owner", "due_at", "id"], condition=Q(settled=""), name="promise_owner"),
            models.Index(fields=["owner_team", "due_at", "id"], condition=Q(settled=""), name="promise_team"),
            models.Index(
                fields=["owner_team", "due_at", "id"],
                condition=Q(settled="", owner__isnull=True),
                name="promise_nobodys",
            ),
            models.Index(fields=["owner_team", "due_at", "id"], condition=_RED, name="promise_red"),
            models.Index(fields=["owner", "due_at", "id"], condition=_RESTING, name="promise_resting"),
            models.Index(fields=["conversation", "id"], name="promise_conversation"),
            models.Index(fields=["customer", "id"], name="promise_customer"),
            models.Index(fields=["calendar", "id"], condition=Q(settled=""), name="promise_calendar"),
            models.Index(fields=["given_in"], condition=Q(given_in__isnull=False), name="promise_given_in"),
            models.Index(fields=["proven_by"], condition=Q(proven_by__isnull=False), name="promise_proven_by"),
            models.Index(fields=["outcome_at", "id"], name="promise_outcome"),
            models.Index(fields=_MEASURED, name="promise_measured"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(settled="", settled_at__isnull=True) | (~Q(settled="") & Q(settled_at__isnull=False)),
                name="promise_settled_has_time",
            ),
            models.CheckConstraint(
                condition=Q(outcome="")
                | Q(outcome="broken", settled__in=["", "made-good", "released"])
                | Q(outcome=models.F("settled")),
                name="promise_facts_agree",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.ALLOWANCE, allowed__isnull=False)
                | Q(kind=Kind.APPOINTMENT, allowed__isnull=True),
                name="promise_allowance_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"promise {self.pk} of #{self.conversation_id}"

    @property
    def life(self) -> Life:
        """What became of it so far."""
        return Life(
            due=self.due_at,
            given_at=self.given_at,
            outcome=Outcome(self.outcome),
            outcome_at=self.outcome_at,
            settled=Settled(self.settled),
            settled_at=self.settled_at,
        )

    def read_clock(self) -> None:
        """Read again what became of it: what else was done in this transaction may have moved its clock."""
        self.refresh_from_db(fields=_CLOCK)

    @property
    def is_owed(self) -> bool:
        return self.settled == Settled.NOT

    @property
    def is_broken(self) -> bool:
        return self.outcome == Outcome.BROKEN

    @property
    def is_given(self) -> bool:
        """An answer is on its way that will have kept it."""
        return self.is_owed and self.given_at is not None

    @property
    def stands_still(self) -> bool:
        """It is the customer's turn, or a solution was told."""
        return self.is_owed and self.due_at >= NEVER

    @property
    def is_inside(self) -> bool:
        """Owed to somebody of the house."""
        return self.customer_id is None

    @property
    def is_paused_by_turn(self) -> bool:
        """Only what the customer is owed by policy stands still while it is their turn; a complaint never does."""
        return self.kind == Kind.ALLOWANCE and not self.is_inside and self.target != Target.COMPLAINT

    @property
    def successor(self) -> "Promise | None":
        """The promise that took the place of this one, the latest if there were several."""
        return self.successors.filter(withdrawn_at__isnull=True).order_by("-id").first()


class StandStill(models.Model):
    """Time that an allowance does not count: the customer's turn, or since a solution was told (`message` says it)."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="stands")
    why = models.CharField(max_length=8, choices=Why.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    message = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["promise", "why"], condition=Q(until__isnull=True), name="one_open_stand"),
        ]


_PROPOSED = Q(state=Noticing.WAITING, message__isnull=False)


class NoticedPromiseQuerySet(models.QuerySet["NoticedPromise"]):
    def proposed(self) -> "NoticedPromiseQuerySet":
        """What stands in a letter, and nobody said yet whether to keep track."""
        return self.filter(_PROPOSED)

    def locked(self, noticed_id: int) -> "NoticedPromise":
        """The row, its conversation under lock. Raises NotFound."""
        number = self.filter(pk=noticed_id).values_list("conversation_id", flat=True).first()
        conversation = Conversation.objects.locked(number or 0)
        row = self.select_related("writer", "message", "promise").filter(pk=noticed_id).first()
        if row is None:
            raise NotFound
        row.conversation = conversation
        return row


class NoticedPromise(Changeable):
    """Words of ours that promise something by a time, and what somebody said of them: a chip in the composer while they
    stand in a `writer`'s draft, a proposal once they are in a `message`.

    Without `due_at` the words ask: `options` (ISO) are what they may mean, none if the time is past. `is_chosen`: a
    person named the time. `place` is where the words stand; None while the draft does not say them any more.
    """

    id = models.BigAutoField(primary_key=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="noticed")
    writer = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    draft = models.ForeignKey(Draft, null=True, on_delete=models.SET_NULL, related_name="+")
    message = models.ForeignKey(Message, null=True, on_delete=models.CASCADE, related_name="noticed")
    promise = models.ForeignKey(Promise, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=12, choices=Noticing.choices, default=Noticing.WAITING)
    words = models.CharField(max_length=500)
    target = models.CharField(max_length=16, choices=Target.choices)
    due_at = models.DateTimeField(null=True)
    options = models.JSONField(default=list, blank=True)
    is_chosen = models.BooleanField(default=False)
    place = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(default=now)

    objects = NoticedPromiseQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["conversation", "state"], name="noticed_conversation"),
            models.Index(fields=["writer", "due_at"], condition=_PROPOSED, name="noticed_proposed"),
        ]

    def __str__(self) -> str:
        return f"words that promise in #{self.conversation_id}"

    @property
    def choices(self) -> list[datetime]:
        """The moments that the words may mean."""
        return [datetime.fromisoformat(one) for one in self.options]

    @property
    def is_proposed(self) -> bool:
        """It stands in a letter, and nobody said yet whether to keep track."""
        return self.message_id is not None and self.state == Noticing.WAITING
