"""The three recoveries of a complaint as a page shows them: the customer's, that of how we work, and our own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from goodword.conversations.types import Conversation
from goodword.promises.choices import Accepted, Settled
from goodword.promises.types import Promise
from goodword.recovery.choices import RemedyState
from goodword.recovery.complaint_choices import Fix, Heard
from goodword.recovery.queries.complaints import promise_of
from goodword.recovery.queries.employee import break_after, who_heard
from goodword.recovery.queries.remedies import remedies_in
from goodword.recovery.types import Complaint, CorrectiveAction
from goodword.web.components.complained import Complained, Fixed
from goodword.web.components.feedback import Feedback, feedback_about
from goodword.web.components.given_before import before_of

_KEPT = {Settled.KEPT, Settled.MADE_GOOD}
_OWED = {RemedyState.ASKED, RemedyState.RESERVED}


class Standing(StrEnum):
    """DONE and told; OWED by somebody of us; OPEN, where it is for others to say, or nothing needs to be."""

    DONE = "done"
    OWED = "owed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a recovery: what it is, how it stands, and the words with it."""

    what: str
    standing: Standing
    words: str = ""
    who: str = ""
    at: datetime | None = None
    note: str = ""


@dataclass
class Recoveries:
    """A complaint with its three recoveries, each part read when the page first asks."""

    complaint: Complaint
    conversation: Conversation

    @cached_property
    def shown(self) -> Complained:
        return Complained(self.complaint, self.conversation)

    @cached_property
    def customers(self) -> list[Line]:
        """What the person had of us."""
        return [self._acknowledged(), self._understood(), *self._given(), *self._for_person(), self._solved()]

    @cached_property
    def processes(self) -> list[Line]:
        """What changes, so that it happens to nobody else."""
        return [self._reason(), *self._for_cause(), *self._contributed()]

    @cached_property
    def employees(self) -> list[Line]:
        """What whoever heard it had of us."""
        return list(self._heard())

    @cached_property
    def feedback(self) -> Feedback | None:
        """What the customer said afterwards of how it was."""
        return feedback_about("complaint", self.complaint.pk)

    @property
    def owed(self) -> int:
        """How much is still to do."""
        lines = (*self.customers, *self.processes, *self.employees)
        return sum(line.standing is Standing.OWED for line in lines)

    def _acknowledged(self) -> Line:
        return _when(_("They know that we have it"), self.complaint.acknowledged_at, _("They do not know yet."))

    def _understood(self) -> Line:
        last, what = self.shown.restatement, _("We understood it")
        if last is None:
            is_needed = self.complaint.is_open
            return Line(what, Standing.OWED if is_needed else Standing.OPEN, _("Nobody has said it back to them."))
        standing = Standing.DONE if last.heard == Heard.CONFIRMED else Standing.OPEN
        return Line(what, standing, last.words, _name(last.agent), last.heard_at or last.at, last.get_heard_display())

    def _given(self) -> Iterator[Line]:
        for remedy in remedies_in(self.conversation.pk):
            before = before_of(remedy)
            owed = remedy.state in _OWED
            standing = Standing.OWED if owed else Standing.DONE if remedy.given_at else Standing.OPEN
            yield Line(
                _("Given"), standing, f"{before.what} {before.amount}".strip(), before.who, before.at, before.state
            )

    def _for_person(self) -> Iterator[Line]:
        for one in self.shown.for_person:
            yield Line(str(Fix.PERSON.label), Standing.DONE, one.words, _name(one.agent), one.at)
        if not self.shown.for_person and self.complaint.is_open:
            yield Line(str(Fix.PERSON.label), Standing.OWED, _("Nothing is done for the person yet."))

    def _solved(self) -> Line:
        promise, what = promise_of(self.complaint), _("They have a solution")
        if promise is not None and promise.accepted:
            return Line(what, Standing.DONE, str(Accepted(promise.accepted).label), at=promise.settled_at)
        if self.shown.is_answered:
            return Line(
                what, Standing.OPEN, _("They were told, and have not answered."), at=self.complaint.responded_at
            )
        return Line(what, Standing.OWED, _("They were told none yet."), at=promise.due_at if promise else None)

    def _reason(self) -> Line:
        reason, what = self.complaint.reason, _("Reason")
        if reason:
            return Line(what, Standing.DONE, str(reason.label))
        return Line(what, Standing.OWED, _("Nobody chose one."))

    def _for_cause(self) -> Iterator[Line]:
        for one in self.shown.for_cause:
            yield _cause(one, one.promise)
        if not self.shown.for_cause and self.complaint.is_open:
            yield Line(str(Fix.CAUSE.label), Standing.OWED, _("Nobody has named what changes, or why nothing does."))

    def _contributed(self) -> Iterator[Line]:
        written = self.shown.contribution
        if written and written.ours:
            yield Line(_("We contributed"), Standing.DONE, written.ours, at=written.at)
        elif self.complaint.is_serious:
            yield Line(_("We contributed"), Standing.OWED, _("Nobody has written what we contributed."))
        if written and written.learned:
            yield Line(_("What we learned"), Standing.DONE, written.learned)

    def _heard(self) -> Iterator[Line]:
        who = who_heard(self.complaint)
        if who is None:
            yield Line(_("Who heard it"), Standing.OWED, _("Nobody looks into it yet."))
            return
        yield Line(_("Who heard it"), Standing.DONE, who=who.name, at=self.complaint.marked_at)
        taken, what = break_after(self.complaint, who), _("A break afterwards")
        if taken:
            yield Line(what, Standing.DONE, _("Nothing was given to them meanwhile."), who.name, taken)
        elif self.complaint.is_grave:
            yield Line(what, Standing.OPEN, _("It was offered, and not taken."))
        written = self.shown.contribution
        if written and written.mine:
            yield Line(_("Their own part"), Standing.DONE, written.mine, _name(written.writer), written.at)


def _cause(action: CorrectiveAction, promise: Promise | None) -> Line:
    """A fix for the cause by its promise; or why nothing changes."""
    if promise is None:
        return Line(str(Fix.NO_CHANGE.label), Standing.DONE, action.words, _name(action.agent), action.at)
    who = _name(promise.owner) or (promise.owner_team.name if promise.owner_team else "")
    if promise.settled in _KEPT:
        return Line(str(Fix.CAUSE.label), Standing.DONE, action.words, who, promise.settled_at, Fixed(action).recurring)
    standing = Standing.OPEN if promise.settled else Standing.OWED
    said = str(Settled(promise.settled).label) if promise.settled else _("Not done yet")
    return Line(str(Fix.CAUSE.label), standing, action.words, who, promise.due_at, said)


def _when(what: str, at: datetime | None, otherwise: str) -> Line:
    return Line(what, Standing.DONE, at=at) if at else Line(what, Standing.OWED, otherwise)


def _name(agent: object) -> str:
    return getattr(agent, "name", "")
