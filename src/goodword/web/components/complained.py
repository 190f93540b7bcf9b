"""A complaint as the templates of a conversation show it."""

from dataclasses import dataclass, field

from django.utils.functional import cached_property

from goodword.accounts.actions.breaks import LENGTHS
from goodword.conversations.mentions import Named
from goodword.conversations.queries.mentions import mentionable
from goodword.conversations.types import Conversation, Message
from goodword.recovery.complaint_choices import Agreed, Fix, Result, Severity, Stage
from goodword.recovery.missing import MISSING, Missing
from goodword.recovery.queries.complaints import (
    contribution_of,
    corrective_actions_of,
    is_answered,
    is_told_no,
    latest_decline,
    let_go_of,
    letters_since,
    outside_route,
    promise_of,
    restatements_of,
    what_is_missing,
)
from goodword.recovery.queries.recurrence import recurrence_of
from goodword.recovery.types import (
    Complaint,
    ComplaintDecline,
    ComplaintLetGo,
    ComplaintRestatement,
    Contribution,
    CorrectiveAction,
    OutsideRoute,
)
from goodword.web.components.due import Due, due_of
from goodword.web.components.grieved import Grieved
from goodword.web.components.recurring import recurring_words

RESULTS = (Result.REMEDIED, Result.EXPLAINED)
SEVERITIES = (Severity.LOW, Severity.SERIOUS, Severity.SEVERE)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way, by the words of ISO 10002."""

    stage: Stage
    is_past: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class Fixed:
    """Something that was or will be put right; `recurring` says whether the cause came up again since it is done."""

    action: CorrectiveAction

    @property
    def recurring(self) -> str:
        found = recurrence_of(self.action)
        return recurring_words(found) if found is not None else ""


@dataclass
class Complained:
    """A complaint and all that belongs to it, each part read when a template first asks. `where` something typed was
    wrong, and what was `typed` there; `is_closing`: the reader wants to close the matter."""

    complaint: Complaint
    conversation: Conversation
    where: str = ""
    problem: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    is_closing: bool = False

    @property
    def steps(self) -> list[Step]:
        order = list(Stage)
        here = order.index(Stage(self.complaint.stage))
        return [Step(stage, place < here, place == here) for place, stage in enumerate(order)]

    @property
    def stage(self) -> str:
        return str(Stage(self.complaint.stage).label)

    @property
    def severity(self) -> str:
        return str(Severity(self.complaint.severity).label) if self.complaint.severity else ""

    @property
    def result(self) -> str:
        return str(Result(self.complaint.result).label)

    @property
    def severities(self) -> tuple[Severity, ...]:
        return SEVERITIES

    @cached_property
    def due(self) -> Due | None:
        """The clock of its day; None while it stands still, or is over."""
        promise = promise_of(self.complaint)
        return due_of(promise.due_at, promise.began_at) if promise is not None and promise.is_owed else None

    @cached_property
    def is_answered(self) -> bool:
        return is_answered(self.complaint)

    @cached_property
    def restatements(self) -> list[ComplaintRestatement]:
        return restatements_of(self.complaint)

    @property
    def restatement(self) -> ComplaintRestatement | None:
        """What we understood last."""
        return self.restatements[0] if self.restatements else None

    @cached_property
    def actions(self) -> list[CorrectiveAction]:
        return corrective_actions_of(self.complaint)

    @cached_property
    def fixes(self) -> list[Fixed]:
        """The same, with whether what was fixed came up again."""
        return [Fixed(one) for one in self.actions]

    @property
    def for_person(self) -> list[CorrectiveAction]:
        return [one for one in self.actions if one.fix == Fix.PERSON]

    @property
    def for_cause(self) -> list[CorrectiveAction]:
        return [one for one in self.actions if one.fix != Fix.PERSON]

    @cached_property
    def contribution(self) -> Contribution | None:
        """What led to it, our own part first."""
        return contribution_of(self.complaint)

    @property
    def asks_contribution(self) -> bool:
        """It is serious, or somebody has begun to write it."""
        return self.complaint.is_serious or self.contribution is not None

    @cached_property
    def grieved(self) -> Grieved:
        """What it is by law."""
        return Grieved(self.complaint)

    @cached_property
    def decline(self) -> ComplaintDecline | None:
        return latest_decline(self.complaint)

    @property
    def breaks(self) -> tuple[int, ...]:
        """How long a break after it may be, in minutes."""
        return LENGTHS

    @property
    def is_agreed(self) -> bool:
        return self.decline is not None and self.decline.agreed == Agreed.AGREED

    @property
    def waits_for_agreement(self) -> bool:
        return self.decline is not None and self.decline.agreed == Agreed.WAITING

    @property
    def was_disagreed(self) -> bool:
        return self.decline is not None and self.decline.agreed == Agreed.DISAGREED

    @cached_property
    def is_told_no(self) -> bool:
        return is_told_no(self.complaint, self.decline)

    @property
    def results(self) -> tuple[Result, ...]:
        """What it can be closed with."""
        return (*RESULTS, Result.REJECTED) if self.is_told_no else RESULTS

    @cached_property
    def latest_letter(self) -> Message | None:
        """What they wrote last since they complained: it may say that they let it go."""
        return letters_since(self.complaint).first()

    @cached_property
    def let_go(self) -> ComplaintLetGo | None:
        """What they said when they let it go."""
        return let_go_of(self.complaint)

    @cached_property
    def missing(self) -> list[str]:
        """What still stands in the way of closing it, in words."""
        wanted = Result.REJECTED if self.is_told_no else Result.NONE
        missing = what_is_missing(self.complaint, wanted)
        return [str(MISSING[one]) for one in missing if one != Missing.RESULT]

    @cached_property
    def route(self) -> OutsideRoute:
        return outside_route()

    @cached_property
    def _mentionable(self) -> list[Named]:
        return mentionable(self.conversation)

    @property
    def people(self) -> list[Named]:
        return [one for one in self._mentionable if one.key[0] == "agent"]

    @property
    def teams(self) -> list[Named]:
        return [one for one in self._mentionable if one.key[0] == "team"]
