"""Who deals with payouts: stated here and nowhere else.

| role                  | worklist, mark as done, try again, cancel | connections, which kind goes by which |
|-----------------------|-------------------------------------------|------------------------------------|
| owner, administrator  | yes                                       | changes                            |
| lead                  | yes                                       | no                                 |
| agent, colleague      | no                                        | no                                 |
"""

from goodword.accounts.access import acting_agent, check_administers
from goodword.accounts.choices import Role
from goodword.accounts.models import Agent
from goodword.core.actor import Actor
from goodword.core.errors import NotAllowed, NotFound
from goodword.recovery.models import Payout, PayoutConnection

_PAY = frozenset({Role.OWNER, Role.ADMINISTRATOR, Role.LEAD})


def may_pay_out(agent: Agent) -> bool:
    """Whether the agent sees the worklist and says what is done."""
    return agent.is_active and Role(agent.role) in _PAY


def check_pays_out(by: Actor) -> None:
    """Let leads, administrators and the system pass. Raises NotAllowed."""
    agent = acting_agent(by)
    if agent is not None and not may_pay_out(agent):
        raise NotAllowed


def payout_for(agent: Agent, payout_id: int) -> Payout:
    """The only road from a screen to a payout. Raises NotAllowed, NotFound."""
    check_pays_out(Actor.agent(agent.pk))
    payout = Payout.objects.select_related("remedy", "connection").filter(pk=payout_id).first()
    if payout is None:
        raise NotFound
    return payout


def connection_for(agent: Agent, connection_id: int) -> PayoutConnection:
    """The only road from a screen to a connection. Raises NotAllowed, NotFound."""
    check_administers(Actor.agent(agent.pk))
    connection = PayoutConnection.objects.filter(pk=connection_id).first()
    if connection is None:
        raise NotFound
    return connection
