"""Somebody else owes it."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.actions.breaks import check_gives_to
from goodword.accounts.models import Agent, Team
from goodword.conversations.models import Conversation
from goodword.core.actor import SYSTEM, Actor
from goodword.core.errors import ActionRefused, Invalid
from goodword.promises.actions.changing import still_owed, tell
from goodword.promises.choices import Origin
from goodword.promises.events import PromiseHandedOver
from goodword.promises.models import Promise


@transaction.atomic
def hand_over_promise(promise_id: int, *, by: Actor, agent: int | None = None, team: int | None = None) -> Promise:
    """Let an agent, or a team, owe the promise from now on; it is due when it was. Raises NotFound, AlreadySettled,
    Invalid for nobody or somebody who works here no more, OnBreak."""
    promise = still_owed(promise_id)
    is_there = (
        Agent.objects.filter(pk=agent, is_active=True).exists()
        if agent is not None
        else Team.objects.filter(pk=team or 0).exists()
    )
    if not is_there:
        raise Invalid(owner=_("Say who owes it from now on: an agent or a team."))
    check_gives_to(agent, by=by, field="owner")
    _hand(promise, agent, team if agent is None else promise.owner_team_id, by=by)
    return promise


@transaction.atomic
def hand_back(promise_id: int, *, by: Actor, agent: int | None, team: int | None, undoes: int | None = None) -> Promise:
    """Whoever owed it owes it again, if they are still here. Raises NotFound, AlreadySettled, ActionRefused."""
    promise = still_owed(promise_id)
    if agent is not None and not Agent.objects.filter(pk=agent, is_active=True).exists():
        raise ActionRefused(_("Whoever owed it works here no longer. Say who owes it now."))
    if team is not None and not Team.objects.filter(pk=team).exists():
        raise ActionRefused(_("The team that owed it is gone. Say who owes it now."))
    _hand(promise, agent, team, by=by, undoes=undoes)
    return promise


@transaction.atomic
def follow_conversation(number: int) -> None:
    """What the house promised by policy is owed by whoever has the conversation. A person's word stays theirs.

    It goes along with the assignment by itself, and goes back with it: nobody handed it over.
    """
    conversation = Conversation.objects.locked(number)
    owed = Promise.objects.owed().filter(conversation=conversation, origin=Origin.POLICY)
    for promise in owed.exclude(owner=conversation.assignee_id, owner_team=conversation.team_id):
        _hand(promise, conversation.assignee_id, conversation.team_id, by=SYSTEM)


def _hand(promise: Promise, agent: int | None, team: int | None, *, by: Actor, undoes: int | None = None) -> None:
    before = {"before_agent_id": promise.owner_id, "before_team_id": promise.owner_team_id}
    if (promise.owner_id, promise.owner_team_id) == (agent, team):
        return
    promise.change(owner_id=agent, owner_team_id=team)
    tell(PromiseHandedOver, promise, by=by, undoes=undoes, agent_id=agent, team_id=team, **before)
