"""The people who are served, their companies, the addresses they write from, and who may write for them."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from goodword.accounts.models import Agent, Changeable
from goodword.core.clock import now
from goodword.core.db.bytewise import BytewiseCharField
from goodword.people.choices import Authority, CompanyKind, Consent, Reach, Relation


class Tier(Changeable):
    """A level of the house's own, such as "Gold", by which customers and companies are promised more. `key` is its name
    without case and accents."""

    name = models.CharField(max_length=40)
    key = models.CharField(max_length=80, unique=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Company(Changeable):
    """A customer's employer or household. `sort_name` is the name folded: how lists are sorted and filtered."""

    name = models.CharField(max_length=200)
    sort_name = BytewiseCharField(max_length=200, default="", editable=False)
    kind = models.CharField(max_length=16, choices=CompanyKind.choices, default=CompanyKind.EMPLOYER)
    notes = models.TextField(blank=True)
    tier = models.ForeignKey(Tier, null=True, on_delete=models.SET_NULL, related_name="companies")
    created_at = models.DateTimeField(default=now)
    created_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["sort_name", "id"], name="company_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_household(self) -> bool:
        return self.kind == CompanyKind.HOUSEHOLD


class CompanyDomain(models.Model):
    """A domain of e-mail addresses that suggests that somebody belongs to the company."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=255)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["domain", "company"], name="company_domain_once")]

    def __str__(self) -> str:
        return self.domain


class Customer(Changeable):
    """A person served.

    `is_unsure`: somebody who wrote from another person's address; until an agent says who it is, they have no history.
    `interpreter_language`: they need an interpreter for it; empty if none. Deceased once `deceased_recorded_at` is set,
    with or without the day. Somebody whom an agent added by hand, rather than met by a letter, has `added_at`.
    `sort_name` is the name folded, and `declined_company` the one that an agent said they do not belong to.
    """

    name = models.CharField(max_length=200)
    language = models.CharField(max_length=8, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    pronunciation = models.CharField(max_length=120, blank=True)
    interpreter_language = models.CharField(max_length=8, blank=True)
    interpreter_note = models.CharField(max_length=300, blank=True)
    deceased_on = models.DateField(null=True)
    deceased_recorded_at = models.DateTimeField(null=True)
    deceased_recorded_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    is_unsure = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)
    sort_name = BytewiseCharField(max_length=200, default="", editable=False)
    reached_by = models.CharField(max_length=8, choices=Reach.choices, blank=True, default="")
    reached_words = models.CharField(max_length=120, blank=True, default="")
    company = models.ForeignKey(Company, null=True, on_delete=models.SET_NULL, related_name="people")
    tier = models.ForeignKey(Tier, null=True, on_delete=models.SET_NULL, related_name="people")  # none: the company's
    declined_company = models.ForeignKey(Company, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["sort_name", "id"], name="customer_by_name"),
            models.Index(fields=["-added_at", "-id"], name="customer_added", condition=Q(added_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_deceased(self) -> bool:
        return self.deceased_recorded_at is not None

    @property
    def needs_interpreter(self) -> bool:
        return bool(self.interpreter_language)

    @property
    def tier_that_counts(self) -> Tier | None:
        """Their own, else their company's."""
        return self.tier or (self.company.tier if self.company else None)


class IdentityKind(models.TextChoices):
    EMAIL = "email"
    PHONE = "phone"


class Identity(models.Model):
    """A way to know and reach a customer. `value` is normalized: an e-mail address in lower case, a telephone number as
    E.164 (`+12025550143`). At most one of each kind `is_preferred`.

    Several people may share a value. `names` are the names in mail that an agent said to be this person; `always` says
    that every name is.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="identities")
    kind = models.CharField(max_length=16, choices=IdentityKind.choices)
    value = models.CharField(max_length=320)
    names = models.JSONField(default=list)
    always = models.BooleanField(default=False)
    is_preferred = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "value", "customer"], name="identity_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "value"], name="identity_value")]

    def __str__(self) -> str:
        return self.value


class Representation(models.Model):
    """Somebody may write for a customer: on what grounds, about what (an empty `scope` is everything), until when.

    Never deleted: it expires after the day `valid_until`, or an agent ends it.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="representations")
    representative = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="represents")
    relation = models.CharField(max_length=16, choices=Relation.choices)
    relation_words = models.CharField(max_length=80, blank=True)
    authority = models.CharField(max_length=16, choices=Authority.choices)
    reference = models.CharField(max_length=200, blank=True)
    scope = models.JSONField(default=list)
    scope_words = models.CharField(max_length=200, blank=True)
    valid_until = models.DateField(null=True)
    recorded_at = models.DateTimeField(default=now)
    recorded_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(customer=models.F("representative")), name="nobody_represents_themself"
            ),
        ]

    def __str__(self) -> str:
        return f"representation {self.pk}"

    @property
    def is_ended(self) -> bool:
        return self.ended_at is not None

    def is_valid_on(self, day: date) -> bool:
        """Whether they may write for the customer on this day of the organization's calendar."""
        return self.ended_at is None and (self.valid_until is None or day <= self.valid_until)


class AddressStanding(models.Model):
    """What became of mail to an address, whoever has it: it came back, or its owner complained."""

    address = models.CharField(max_length=320, unique=True)
    bounced_at = models.DateTimeField(null=True)
    is_hard = models.BooleanField(default=False)
    reason = models.CharField(max_length=24, blank=True)
    complained_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"standing {self.pk}"


class PersonNote(Changeable):
    """What matters to a person: dated, with what they know of it, and folded away after the day `expires_on`.

    A removed one stays as long as the person does, so that its removal can be undone.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="notes")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    consent = models.CharField(max_length=8, choices=Consent.choices)
    is_pinned = models.BooleanField(default=False)
    expires_on = models.DateField(null=True)
    at = models.DateTimeField(default=now)
    edited_at = models.DateTimeField(null=True)
    edited_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["customer", "removed_at", "-at"], name="person_note_newest")]

    def __str__(self) -> str:
        return f"note {self.pk} on customer {self.customer_id}"

    def is_over_on(self, day: date) -> bool:
        """Whether it has expired by this day of the organization's calendar."""
        return self.expires_on is not None and self.expires_on < day


class PersonWord(models.Model):
    """What somebody is found by: the words of their name, addresses, telephone numbers and company, folded."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="words", db_index=False)
    word = BytewiseCharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer", "word"], name="person_word_once")]
        indexes: ClassVar = [models.Index(fields=["word", "customer"], name="person_word")]

    def __str__(self) -> str:
        return f"a word of customer {self.customer_id}"


class Before(models.Model):
    """What an event changed in a person's record, so that it can be undone: events hold no words of customers."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    event_id = models.BigIntegerField(unique=True)
    values = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"before event {self.event_id}"
