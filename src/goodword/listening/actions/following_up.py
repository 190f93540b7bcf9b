"""The closed loop: somebody of us owes a person who was not content a word, within one business day."""

from datetime import datetime, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from goodword.accounts.actions.breaks import is_there
from goodword.accounts.choices import Role
from goodword.accounts.models import Agent
from goodword.accounts.queries import organization
from goodword.calendars.queries import default_calendar_id, open_time_of
from goodword.conversations.access import assignable_agents
from goodword.conversations.acknowledgements import spoken
from goodword.conversations.models import Conversation
from goodword.core.actor import SYSTEM
from goodword.core.clock import now
from goodword.listening.models import Asking
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.choices import Target
from goodword.promises.models import Promise
from goodword.promises.noticing.days import business_day, closing
from goodword.promises.policies import policy_for


def owe_follow_up(asking: Asking) -> Promise:
    """A promise to the customer, whose page told them so: of the person involved, else of a lead, else of the team."""
    conversation = asking.conversation
    owner = _who(asking)
    with translation.override(_language(owner)):  # the customer's page speaks theirs
        ours = _("Get in touch about their answer after the complaint")
    word = Word(
        ours=ours,
        due=next_business_day(conversation),
        target=Target.OTHER,
        owner=owner.pk if owner else None,
        owner_team=None if owner else conversation.team_id,
    )
    return give_promise(conversation.pk, word, by=SYSTEM)


def _language(owner: Agent | None) -> str:
    house = organization()
    return spoken(owner.language if owner else house.language if house else "en")


def next_business_day(conversation: Conversation) -> datetime:
    """When the next open day after today closes, by the calendar of the conversation's policy, else of the house."""
    hours = open_time_of(_calendar(conversation)).hours
    day = business_day(hours, now().astimezone(hours.zone).date(), 1)
    return closing(hours, day) if day else now() + timedelta(days=1)


def _calendar(conversation: Conversation) -> int | None:
    policy = policy_for(conversation.pk)
    targets = {one.target: one.calendar_id for one in policy.targets.all()} if policy else {}
    named = (targets.get(one) for one in (Target.RESOLUTION, Target.NEXT_REPLY, Target.FIRST_REPLY))
    return next((one for one in named if one is not None), None) or default_calendar_id()


def _who(asking: Asking) -> Agent | None:
    """The person involved, if they are there and may answer; else a lead of the team, then one of the house."""
    answering = [one for one in assignable_agents(asking.conversation) if not one.is_on_break]
    involved = [one for one in answering if one.pk == asking.agent_id]
    leads = [one for one in answering if one.role == Role.LEAD]
    of_team = set(Agent.objects.filter(teams=asking.conversation.team_id or 0).values_list("pk", flat=True))
    leads.sort(key=lambda one: one.pk not in of_team)
    return next((one for one in [*involved, *leads] if is_there(one.pk)), None)
