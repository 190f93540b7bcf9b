"""What happens when people are asked."""

from dataclasses import dataclass

from goodword.core.events import Event


@dataclass(frozen=True, kw_only=True)
class FeedbackAsked(Event, kind="feedback.asked"):
    """The desk asked how it was, by a letter of its own."""

    asking_id: int
    survey: str
    message_id: int


@dataclass(frozen=True, kw_only=True)
class FeedbackNotAsked(Event, kind="feedback.not-asked"):
    """Nobody is asked about this; `reason` is a code (`NotAsked` or `HeldBack`)."""

    asking_id: int
    survey: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FeedbackGiven(Event, kind="feedback.given"):
    """The customer answered, or changed what they answered; `is_bad`: somebody owes them a follow-up."""

    asking_id: int
    response_id: int
    is_first: bool
    is_bad: bool


@dataclass(frozen=True, kw_only=True)
class FeedbackDeclined(Event, kind="feedback.declined"):
    """The customer wants to be asked no more."""

    asking_id: int


@dataclass(frozen=True, kw_only=True)
class FeedbackErased(Event, kind="feedback.erased"):
    """The customer's words are gone; how they agreed stays, and is nobody's any more."""

    customer_id: int


@dataclass(frozen=True, kw_only=True)
class CheckBackChanged(Event, kind="check-back.changed"):
    """Whether, when and how often people are asked was changed."""

    is_on: bool
