"""What an agent's browser may follow live, by the same access as the pages it then asks for."""

from collections.abc import Collection, Sequence

from goodword.accounts.types import Agent
from goodword.conversations.access import conversation_for
from goodword.conversations.acquaintance import person_for
from goodword.conversations.queries.hearing import Happened, told_of
from goodword.conversations.queries.presence import known_among
from goodword.core import live, presence
from goodword.core.errors import NotFound
from goodword.core.live import Change, Hearers
from goodword.insight.access import sees_figures
from goodword.web.middleware.second_step import owes_second_step

# What moves a line of the recovery board, or puts it there.
_OF_COMPLAINTS = ("complaint.", "promise.", "conversation.moved", "conversation.customer-changed")


def _hearers(agents: Collection[Agent], changes: Sequence[Change]) -> dict[int, Hearers]:
    """Who of those with a list before them is told, by the number of the event."""
    told = told_of(agents, [Happened(change.kind, change.conversation_id, change.before) for change in changes])
    return {
        change.event_id: Hearers(hearers.seeing, hearers.losing) for change, hearers in zip(changes, told, strict=True)
    }


def _hearers_of_complaints(agents: Collection[Agent], changes: Sequence[Change]) -> dict[int, Hearers]:
    """The same of what the recovery board shows: a desk's other events are none of its business."""
    return _hearers(agents, [change for change in changes if change.kind.startswith(_OF_COMPLAINTS)])


def _everybody(agent: Agent, what: str) -> None:
    """Each is told only of what they may see."""


def _who_leads(agent: Agent, what: str) -> None:  # noqa: ARG001 (there is one board)
    if not sees_figures(agent):
        raise NotFound


def _only_oneself(agent: Agent, number: str) -> None:
    if int(number) != agent.pk:
        raise NotFound


def _who_may_read(agent: Agent, number: str) -> None:
    conversation_for(agent, int(number))


def _who_may_know(agent: Agent, number: str) -> None:
    person_for(agent, int(number))


def let_agents_follow() -> None:
    """Register the topics of the desk."""
    live.keep_out(owes_second_step)
    live.authorize("inbox", _everybody, narrow=_hearers)
    live.authorize("complaints", _who_leads, narrow=_hearers_of_complaints)
    live.authorize("conversation", _who_may_read)
    live.authorize("person", _who_may_know)
    live.authorize("agent", _only_oneself)
    presence.let_see(known_among)
