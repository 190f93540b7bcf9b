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

IN_THREAD = (
    RemedyGiven,
    RemedyAsked,
    RequestAnswered,
    RequestWithdrawn,
    RemedySettled,
    RemedyReleased,
    RemedyTakenBack,
)
