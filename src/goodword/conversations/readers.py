"""Questions whose SQL depends on who reads, written once for each kind of reader: a role, and a number of teams.

They are built by the very code that builds them for one reader, for a stand-in whose numbers are exchanged afterwards.
"""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

from goodword.accounts.models import Agent, Team
from goodword.core.db.written_once import WrittenOnce

Row = TypeVar("Row", bound=Model)


class WrittenForReaders(Generic[Row]):
    """`rows(agent, teams, number=7)` is what `build(agent, number=7)` would give to an agent of these teams.

    `build` may ask for the role, and whether one team is another; never what number somebody has.
    """

    def __init__(self, build: Callable[..., QuerySet[Row]], *names: str) -> None:
        self._build, self._names = build, names
        self._kinds: dict[tuple[str, int], WrittenOnce[Row]] = {}

    def rows(self, agent: Agent, teams: Sequence[Team], **numbers: int) -> list[Row]:
        return self._of(agent, teams).rows(**_numbers(agent, teams), **numbers)

    def values(self, agent: Agent, teams: Sequence[Team], **numbers: int) -> list[tuple[int, ...]]:
        """The columns as the database has them."""
        return self._of(agent, teams).values(**_numbers(agent, teams), **numbers)

    def _of(self, agent: Agent, teams: Sequence[Team]) -> WrittenOnce[Row]:
        kind = agent.role, len(teams)
        written = self._kinds.get(kind)
        if written is None:
            places = _numbers(agent, teams)
            written = WrittenOnce(self._built_for(agent.role), *places, *self._names, maybe=[*places])
            self._kinds[kind] = written
        return written

    def _built_for(self, role: str) -> Callable[..., QuerySet[Row]]:
        def build(agent: int, **marks: int) -> QuerySet[Row]:
            numbers = {name: marks.pop(name) for name in self._names}
            return self._build(_stand_in(role, agent, list(marks.values())), **numbers)

        return build


def _numbers(agent: Agent, teams: Sequence[Team]) -> dict[str, int]:
    return {"agent": agent.pk, **{f"team_{place}": team.pk for place, team in enumerate(teams)}}


def _stand_in(role: str, number: int, teams: list[int]) -> Agent:
    """Somebody of this role and of so many teams, of whom the database knows nothing."""
    agent, theirs = Agent(pk=number, role=role), Team.objects.all()
    theirs._result_cache = [Team(pk=team) for team in teams]  # noqa: SLF001
    agent._prefetched_objects_cache = {"teams": theirs}  # type: ignore[attr-defined]  # noqa: SLF001
    return agent
