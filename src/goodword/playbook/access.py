"""Who tends the playbook: leads, administrators and owners. Everybody who answers writes by it."""

from goodword.accounts.access import acting_agent
from goodword.accounts.choices import Role
from goodword.accounts.models import Agent
from goodword.core.actor import Actor
from goodword.core.errors import NotAllowed

_TENDING = frozenset({Role.OWNER, Role.ADMINISTRATOR, Role.LEAD})


def tends_playbook(agent: Agent) -> bool:
    """Whether the agent may add, change and remove what the house writes by."""
    return Role(agent.role) in _TENDING


def check_tends_playbook(by: Actor) -> None:
    """Raises NotAllowed for somebody of the house who may not change its playbook."""
    agent = acting_agent(by)
    if agent is not None and not tends_playbook(agent):
        raise NotAllowed
