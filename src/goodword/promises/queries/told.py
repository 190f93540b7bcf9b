"""What people read of promises between the letters of a conversation."""

from goodword.promises.events import (
    AnswerWanted,
    PromiseBroken,
    PromiseGiven,
    PromiseHandedOver,
    PromiseKept,
    PromiseMade,
    PromiseOwedAgain,
    PromiseReckoned,
    PromiseReleased,
    PromiseRenegotiated,
    SolutionRefused,
    SolutionTold,
    ThanksNoticed,
)

# Neither that somebody was warned, nor what was taken back at once.
IN_THREAD = (
    PromiseMade,
    PromiseGiven,
    PromiseKept,
    PromiseOwedAgain,
    PromiseRenegotiated,
    PromiseReleased,
    PromiseBroken,
    PromiseReckoned,
    SolutionTold,
    SolutionRefused,
    PromiseHandedOver,
    ThanksNoticed,
    AnswerWanted,
)
