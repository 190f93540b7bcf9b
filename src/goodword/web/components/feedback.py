"""What a customer said of how it was, as the templates show it."""

from dataclasses import dataclass
from datetime import datetime

from goodword.listening.choices import BAD, Agreement, Item
from goodword.listening.queries import answers_about
from goodword.listening.types import Response


@dataclass(frozen=True, slots=True)
class Step:
    """How far they agree with one thing."""

    item: Item
    step: Agreement

    @property
    def is_bad(self) -> bool:
        return self.step <= BAD


@dataclass(frozen=True, slots=True)
class Feedback:
    """An answer, or that there is none yet."""

    response: Response | None

    @property
    def words(self) -> str:
        return self.response.words if self.response else ""

    @property
    def said(self) -> list[Step]:
        answers = self.response.answers if self.response else {}
        return [Step(item, Agreement(step)) for item, step in answers.items()]

    @property
    def wants_follow_up(self) -> bool:
        return bool(self.response and self.response.wants_follow_up)

    @property
    def at(self) -> datetime | None:
        return self.response.changed_at if self.response else None


def feedback_about(kind: str, subject_id: int) -> Feedback | None:
    """What they said about it; None where they were not asked."""
    asking = answers_about(kind, subject_id)
    if asking is None or asking.held:
        return None
    return Feedback(getattr(asking, "response", None))
