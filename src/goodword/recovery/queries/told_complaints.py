"""What people read of complaints between the letters of a conversation."""

from goodword.recovery.complaint_events import (
    ComplaintAssessed,
    ComplaintClosed,
    ComplaintConfirmed,
    ComplaintMarked,
    ComplaintNotAcknowledged,
    ComplaintReasonSaid,
    ComplaintReopened,
    ComplaintRestated,
    ComplaintWithdrawn,
    CorrectiveActionNamed,
    DeclineAnswered,
    DeclineAsked,
    RestatementHeard,
)

IN_THREAD = (
    ComplaintMarked,
    ComplaintConfirmed,
    ComplaintWithdrawn,
    ComplaintNotAcknowledged,
    ComplaintAssessed,
    ComplaintReasonSaid,
    ComplaintRestated,
    RestatementHeard,
    CorrectiveActionNamed,
    DeclineAsked,
    DeclineAnswered,
    ComplaintClosed,
    ComplaintReopened,
)
