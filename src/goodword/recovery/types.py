"""For annotations in the rooms that may not import models."""

from goodword.recovery.models import (
    Authority,
    Complaint,
    ComplaintDecline,
    ComplaintRestatement,
    Contribution,
    CorrectiveAction,
    LedgerEntry,
    LedgerTransaction,
    OutsideRoute,
    Payout,
    PayoutConnection,
    PayoutRoute,
    Product,
    Purchase,
    Remedy,
    RemedyRequest,
)

__all__ = [
    "Authority",
    "Complaint",
    "ComplaintDecline",
    "ComplaintRestatement",
    "Contribution",
    "CorrectiveAction",
    "LedgerEntry",
    "LedgerTransaction",
    "OutsideRoute",
    "Payout",
    "PayoutConnection",
    "PayoutRoute",
    "Product",
    "Purchase",
    "Remedy",
    "RemedyRequest",
]
