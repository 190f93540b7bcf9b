"""What people read of remedies between the letters of a conversation."""

from goodword.recovery.events import (
    RemedyAsked,
    RemedyGiven,
    RemedyReleased,
    RemedySettled,
    RemedyTakenBack,
    RequestAnswered,
    RequestWithdrawn,
)
from goodword.recovery.payout_events import PayoutFailed, PayoutGivenToHand, PayoutInDoubt, PayoutRetried, PayoutSent

IN_THREAD = (
    RemedyGiven,
    RemedyAsked,
    RequestAnswered,
    RequestWithdrawn,
    RemedySettled,
    RemedyReleased,
    RemedyTakenBack,
    PayoutSent,
    PayoutFailed,
    PayoutInDoubt,
    PayoutRetried,
    PayoutGivenToHand,
)
