"""Who did it: every action takes an actor, every event keeps one."""

from dataclasses import dataclass
from enum import StrEnum

from goodword.core.errors import NotAllowed


class ActorKind(StrEnum):
    AGENT = "agent"
    CUSTOMER = "customer"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or part of the program that acts; `id` is the agent's or customer's row, None for the system."""

    kind: ActorKind
    id: int | None = None

    @classmethod
    def agent(cls, agent_id: int) -> "Actor":
        return cls(ActorKind.AGENT, agent_id)

    @classmethod
    def customer(cls, customer_id: int) -> "Actor":
        return cls(ActorKind.CUSTOMER, customer_id)

    @property
    def agent_id(self) -> int | None:
        return self.id if self.kind is ActorKind.AGENT else None

    @property
    def writer_id(self) -> int:
        """The agent's id, for what only a person of the house can write. Raises NotAllowed for anybody else."""
        if self.agent_id is None:
            raise NotAllowed
        return self.agent_id


SYSTEM = Actor(ActorKind.SYSTEM)
