"""A break after a hard contact, or at any time: nothing is given to whoever has one."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goodword.accounts.access import acting_agent
from goodword.accounts.errors import OnBreak
from goodword.accounts.events import BreakEnded, BreakTaken
from goodword.accounts.models import Agent
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotAllowed
from goodword.core.events import record

LENGTHS = (10, 20, 30)  # minutes


@transaction.atomic
def take_break(minutes: int, *, by: Actor) -> Agent:
    """Have a break from now on; of one that runs, the later end counts. Raises NotAllowed, Invalid."""
    agent = _oneself(by)
    if minutes not in LENGTHS:
        raise Invalid(minutes=_("Choose 10, 20 or 30 minutes."))
    until = now() + timedelta(minutes=minutes)
    if agent.break_until is None or agent.break_until < until:
        agent.change(break_until=until)
        record(BreakTaken(by=by, agent_id=agent.pk, minutes=minutes))
    return agent


@transaction.atomic
def end_break(*, by: Actor) -> Agent:
    """Be back. Without a break nothing happens. Raises NotAllowed."""
    agent = _oneself(by)
    if agent.is_on_break:
        agent.change(break_until=None)
        record(BreakEnded(by=by, agent_id=agent.pk))
    return agent


def check_gives_to(agent_id: int | None, *, by: Actor, field: str = "to") -> None:
    """Whether somebody may be given something by a colleague now. They are held until the transaction ends, so that
    no break begins meanwhile. Raises OnBreak."""
    if agent_id is None or by.agent_id in {None, agent_id}:
        return
    agent = Agent.objects.select_for_update(no_key=True).filter(pk=agent_id).first()
    if agent is not None and agent.is_on_break:
        local = timezone.localtime(agent.break_until)
        raise OnBreak(agent.name, date_format(local, "TIME_FORMAT"), field)


def is_there(agent_id: int) -> bool:
    """Whether the desk itself may give somebody something now: they have no break, and begin none until the
    transaction ends."""
    agent = Agent.objects.select_for_update(no_key=True).filter(pk=agent_id, is_active=True).first()
    return agent is not None and not agent.is_on_break


def _oneself(by: Actor) -> Agent:
    acting = acting_agent(by)
    if acting is None:
        raise NotAllowed
    return Agent.objects.select_for_update(no_key=True).get(pk=acting.pk)
