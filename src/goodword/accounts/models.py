"""The organization and the people who answer for it."""

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from goodword.accounts.choices import Density, Role, Theme, Way
from goodword.core.clock import now
from goodword.core.models import Changeable as Changeable  # noqa: PLC0414 (the rooms above take it from here)


class Organization(Changeable):
    """The one organization of this installation; its row has the id 1."""

    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    created_at = models.DateTimeField(default=now)
    second_step_roles = models.JSONField(default=list)
    links_matters = models.BooleanField(default=True)  # letters end with the link to the page of the matter
    currency = models.CharField(max_length=3, default="USD")  # ISO 4217; what is given is first thought of in it

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="one_organization")]

    def __str__(self) -> str:
        return self.name


class AgentManager(BaseUserManager["Agent"]):
    def get_by_natural_key(self, username: str | None) -> "Agent":
        return self.get(email__iexact=username)


class Agent(Changeable, AbstractBaseUser):
    """A person who works in the desk, whatever their role. Suspended ones keep their name on what they did."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=16, choices=Role.choices, default=Role.AGENT)
    language = models.CharField(max_length=8, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    title = models.CharField(max_length=120, blank=True)
    signature = models.TextField(blank=True)
    theme = models.CharField(max_length=8, choices=Theme.choices, default=Theme.SYSTEM)
    density = models.CharField(max_length=16, choices=Density.choices, default=Density.COMFORTABLE)
    single_keys = models.BooleanField(default=True)
    own_keys = models.JSONField(default=dict)
    is_active = models.BooleanField(default=True)
    owes_second_step = models.BooleanField(default=False)
    break_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    objects = AgentManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="agent_email_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def is_on_break(self) -> bool:
        """They took a break that has not ended: nobody gives them anything meanwhile."""
        return self.break_until is not None and self.break_until > now()

    @property
    def administers(self) -> bool:
        return Role(self.role).administers


class Team(Changeable):
    """Agents who share inboxes."""

    name = models.CharField(max_length=80, unique=True)
    icon = models.CharField(max_length=32, default="inbox")
    members = models.ManyToManyField(Agent, related_name="teams", blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Invitation(Changeable):
    """An open door for one person; the signed link to it is made by `invitation_links`, and kept nowhere."""

    email = models.EmailField()
    role = models.CharField(max_length=16, choices=Role.choices, default=Role.AGENT)
    teams = models.ManyToManyField(Team, blank=True)
    invited_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.email

    def is_open(self, at: datetime) -> bool:
        """Whether the link still opens the door at that moment."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at


class SignIn(models.Model):
    """Somebody came through the door, or knocked with a wrong password: kept for ninety days, for its owner to see."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="sign_ins")
    way = models.CharField(max_length=16, choices=Way.choices)
    second_step = models.BooleanField(default=False)
    network = models.CharField(max_length=45, blank=True)
    user_agent = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["agent", "-at"], name="sign_in_agent"),
            models.Index(fields=["at"], name="sign_in_at"),
        ]

    def __str__(self) -> str:
        return f"{self.way} of {self.agent_id}"
