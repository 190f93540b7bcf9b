"""What happens to a promise."""

from dataclasses import dataclass, field

from goodword.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PromiseMade(Event, kind="promise.made"):
    """Somebody is owed something from now on; `target` says what, `replaces` which promise it takes the place of."""

    promise_id: int
    origin: str
    target: str
    due: str
    replaces: int | None = None


@dataclass(frozen=True, kw_only=True)
class PromiseWithdrawn(Event, kind="promise.withdrawn"):
    """A promise that was only just made was taken back by whoever made it: it never was."""

    promise_id: int


@dataclass(frozen=True, kw_only=True)
class PromiseGiven(Event, kind="promise.given"):
    """A reply is on its way that will have kept the promise once the relay accepts it."""

    promise_id: int
    message_id: int


@dataclass(frozen=True, kw_only=True)
class PromiseKept(Event, kind="promise.kept"):
    """What was promised is done; `late`: it was broken before, and is made good. `at` is when it was done."""

    promise_id: int
    at: str
    late: bool
    accepted: str = ""


@dataclass(frozen=True, kw_only=True)
class PromiseOwedAgain(Event, kind="promise.owed-again"):
    """The reply that kept the promise was lost, or what was said of it was taken back: it is due when it was."""

    promise_id: int


@dataclass(frozen=True, kw_only=True)
class PromiseRenegotiated(Event, kind="promise.renegotiated"):
    """The customer was told of another time; `by_id` is the promise in its place."""

    promise_id: int
    by_id: int
    late: bool


@dataclass(frozen=True, kw_only=True)
class PromiseReleased(Event, kind="promise.released"):
    """The person no longer needs it; `reason` is a code (`Release`). `together`: all that was released in one act."""

    promise_id: int
    reason: str
    together: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class PromiseWarned(Event, kind="promise.warned"):
    """It is due soon; `lead`: this time the lead is told, for the owner was told before."""

    promise_id: int
    lead: bool


@dataclass(frozen=True, kw_only=True)
class PromiseBroken(Event, kind="promise.broken"):
    """The due time passed. `late_seconds`: how much later that was seen, if the desk did not run then."""

    promise_id: int
    late_seconds: int = 0


@dataclass(frozen=True, kw_only=True)
class PromiseReckoned(Event, kind="promise.reckoned"):
    """An allowance is due at another time, since a clock stood still, or its calendar or policy changed."""

    promise_id: int
    before: str
    after: str
    because: str


@dataclass(frozen=True, kw_only=True)
class DueTimeTold(Event, kind="promise.due-told"):
    """The customer saw when it is due: no change of a calendar or policy moves it any more."""

    promise_id: int
    due: str


@dataclass(frozen=True, kw_only=True)
class SolutionTold(Event, kind="promise.solution-told"):
    """A solution was told: the time of a resolution or complaint stands still until the customer agrees or refuses."""

    promise_id: int
    message_id: int | None


@dataclass(frozen=True, kw_only=True)
class SolutionRefused(Event, kind="promise.solution-refused"):
    """The customer wants more: the time of the resolution or complaint goes on where it stood."""

    promise_id: int


@dataclass(frozen=True, kw_only=True)
class PromiseHandedOver(Event, kind="promise.handed-over"):
    """Somebody else owes it now; who owed it before, so that it can be taken back."""

    promise_id: int
    agent_id: int | None
    team_id: int | None
    before_agent_id: int | None = None
    before_team_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ThanksNoticed(Event, kind="promise.thanks-noticed"):
    """The customer wrote only to thank: nobody owes an answer."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerWanted(Event, kind="promise.answer-wanted"):
    """Somebody saw that a letter which seemed only to thank wants an answer."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class PromiseNoticed(Event, kind="promise.noticed"):
    """Words of a letter of ours promise something, and nobody said yet whether to keep track."""

    noticed_id: int


@dataclass(frozen=True, kw_only=True)
class NoticedDismissed(Event, kind="promise.noticed-dismissed"):
    """Somebody said that words in which a promise was noticed are none."""

    noticed_id: int


@dataclass(frozen=True, kw_only=True)
class PolicyCreated(Event, kind="service-policy.created"):
    """The house promises something by policy."""

    policy_id: int


@dataclass(frozen=True, kw_only=True)
class PolicyChanged(Event, kind="service-policy.changed"):
    """A policy promises something else, to others, or in another order."""

    policy_id: int


@dataclass(frozen=True, kw_only=True)
class PolicyRemoved(Event, kind="service-policy.removed"):
    """A policy promises nothing any more; what it promised before stays."""

    policy_id: int
