"""What can become of a promise: pure, so that a million lives of it can be lived in a minute.

Two facts, never one: the outcome by the due time, and whether it is settled. To be done at the very due instant is to
be in time. A broken promise stays owed. What a reply keeps is given when it leaves the undo window and kept when the
relay accepts it; if it is lost the promise is owed again, due when it was.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from goodword.promises.choices import Outcome, Settled


@dataclass(frozen=True, slots=True)
class Life:
    """One promise at one moment. `given_at`: our answer is on its way since then, and counts as given."""

    due: datetime
    given_at: datetime | None = None
    outcome: Outcome = Outcome.NONE
    outcome_at: datetime | None = None
    settled: Settled = Settled.NOT
    settled_at: datetime | None = None

    @property
    def is_owed(self) -> bool:
        """Somebody still waits for it."""
        return self.settled == Settled.NOT

    @property
    def is_given(self) -> bool:
        """An answer is on its way that will have kept it, or made it good."""
        return self.is_owed and self.given_at is not None

    def is_past_due(self, moment: datetime) -> bool:
        """Whether the due instant has passed without an answer on its way in time."""
        in_time = self.given_at is not None and self.given_at <= self.due
        return self.is_owed and self.outcome == Outcome.NONE and moment > self.due and not in_time

    def after(self, moment: datetime) -> "Life":
        """The same at a later moment: broken, as of its due time, once that has passed."""
        if not self.is_past_due(moment):
            return self
        return replace(self, outcome=Outcome.BROKEN, outcome_at=self.due)

    def reckoned(self, due: datetime) -> "Life":
        """Due at another time. What was broken stays so: its due time was."""
        return replace(self, due=due) if self.is_owed and self.outcome == Outcome.NONE else self

    def given(self, at: datetime) -> "Life":
        """An answer leaves the undo window at that time. Of several the first counts."""
        return replace(self, given_at=at) if self.is_owed and self.given_at is None else self

    def lost(self) -> "Life":
        """The answer was taken back, or never arrived: owed again, due when it was."""
        if self.settled not in {Settled.NOT, Settled.KEPT, Settled.MADE_GOOD}:
            return self
        owed = replace(self, given_at=None, settled=Settled.NOT, settled_at=None)
        return replace(owed, outcome=Outcome.NONE, outcome_at=None) if self.outcome == Outcome.KEPT else owed

    def kept(self, at: datetime) -> "Life":
        """Done, at that time. In time, it is kept, though it may have been thought broken; late, it is made good."""
        if not self.is_owed:
            return self
        if at <= self.due:
            whole = replace(self, outcome=Outcome.KEPT, outcome_at=at, settled=Settled.KEPT)
        else:
            whole = replace(self, outcome=Outcome.BROKEN, outcome_at=self.due, settled=Settled.MADE_GOOD)
        return replace(whole, given_at=None, settled_at=at)

    def renegotiated(self, at: datetime) -> "Life":
        """The person was told of another time, at that time: before it was due another promise takes its place. Told
        too late it is broken, and owed until that other promise is kept."""
        now = self.after(at)
        if now.outcome == Outcome.BROKEN and now.is_owed:
            return replace(now, given_at=None)
        if not now.is_owed or at > self.due:  # an answer is on its way that left in time
            return self
        done = replace(self, outcome=Outcome.RENEGOTIATED, outcome_at=at, given_at=None)
        return replace(done, settled=Settled.RENEGOTIATED, settled_at=at)

    def released(self, at: datetime) -> "Life":
        """The person no longer needs it since then. What was broken before stays broken, and is owed no more."""
        now = self.after(at)
        if not now.is_owed:
            return now
        outcome = {} if now.outcome == Outcome.BROKEN else {"outcome": Outcome.RELEASED, "outcome_at": at}
        return replace(now, **outcome, settled=Settled.RELEASED, settled_at=at, given_at=None)  # type: ignore[arg-type]

    def as_owed_again(self) -> "Life":
        """What was said of it last is taken back: owed, due when it was. What was broken is broken still."""
        owed = replace(self, settled=Settled.NOT, settled_at=None, given_at=None)
        return owed if self.outcome == Outcome.BROKEN else replace(owed, outcome=Outcome.NONE, outcome_at=None)
