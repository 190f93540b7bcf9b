"""Words in which a promise was noticed, as templates show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from goodword.promises.choices import Noticing
from goodword.promises.types import NoticedPromise


@dataclass(frozen=True, slots=True)
class Chip:
    """One of them; `problem` says why a time that was typed for it did not do."""

    row: NoticedPromise
    problem: str = ""

    @property
    def is_accepted(self) -> bool:
        return self.row.state == Noticing.ACCEPTED

    @property
    def asks(self) -> bool:
        """Its time is not sure."""
        return self.row.due_at is None

    @property
    def once(self) -> str:
        """What is told of it is told once for each of these: that it is there, and what it will be promised for."""
        told = self.row.due_at if self.is_accepted else "asks" if self.asks else ""
        return f"{self.row.pk} {self.row.state} {told}"


def chips_shown(rows: Iterable[NoticedPromise], *, problem: str = "", problem_of: int = 0) -> list[Chip]:
    """The chips of these rows, and what is wrong with one of them."""
    return [Chip(row, problem if row.pk == problem_of else "") for row in rows]
