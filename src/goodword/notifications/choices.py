"""What agents are told of, by which paths, and how far each came."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Matter(TextChoices):
    """What a notification is about."""

    URGENT = "urgent", _("Urgent wording in mail that I am named for")
    ALARM = "alarm", _("A mailbox fails")
    WORKING = "working", _("A mailbox works again")
    HELD = "held", _("A reply of mine that was to leave later was held back")
    ASSIGNED = "assigned", _("A conversation was given to me")
    WROTE_MINE = "wrote-mine", _("The customer wrote in a conversation of mine")
    WROTE_OTHER = "wrote-other", _("The customer wrote in a conversation that I follow")
    MENTIONED = "mentioned", _("Somebody mentioned me")
    NOTED = "noted", _("A colleague left a note in a conversation of mine")
    TEAM_NEW = "team-new", _("A new conversation for my team")
    WOKE = "woke", _("A snooze of mine is over")
    UNDELIVERED = "undelivered", _("A reply of mine did not arrive")
    DUE_MINE = "due-mine", _("Something that I promised is due soon")
    BROKEN_MINE = "broken-mine", _("Something that I promised was not kept in time")
    DUE_TEAM = "due-team", _("A promise of my team is due soon, and still open")
    BROKEN_TEAM = "broken-team", _("A promise of my team was not kept in time")
    ASKED = "asked", _("What I asked a colleague was answered, or not in time")
    REQUEST = "request", _("Somebody asks me for more than they may give, or what I asked for was answered")
    COMPLAINT = "complaint", _("A complaint that is mine or my team’s is severe, or about somebody’s safety")
    FEEDBACK = "feedback", _("The customer said how a complaint of mine was put right")
    PAYOUT = "payout", _("Something that was given could not be paid or sent")
    REFUSED = "refused", _("An answer of mine by mail was not taken")


class Path(TextChoices):
    """A way to tell somebody."""

    APP = "app", _("In the desk")
    PUSH = "push", _("On my devices")
    MAIL = "mail", _("By mail")
    DIGEST = "digest", _("In the summary")


class Post(TextChoices):
    """How far a notification came by a path; `QUIET`: it waits for the end of the agent's quiet hours."""

    NONE = "none"
    WAITING = "waiting"
    QUIET = "quiet"
    SENT = "sent"
    NO_WAY = "no-way"


class Rhythm(TextChoices):
    """How often a summary comes by mail."""

    NEVER = "never", _("Never")
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")
