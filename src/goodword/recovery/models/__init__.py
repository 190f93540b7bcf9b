"""Purchases, what may be given by whom, what was given, and where the money stands."""

from goodword.recovery.models.authorities import Authority, Product
from goodword.recovery.models.complaints import (
    Complaint,
    ComplaintDecline,
    ComplaintRestatement,
    CorrectiveAction,
    OutsideRoute,
)
from goodword.recovery.models.contributions import Contribution
from goodword.recovery.models.grievances import Binder, Grievance, PackChoice
from goodword.recovery.models.ledger import LedgerEntry, LedgerTransaction
from goodword.recovery.models.letting_go import ComplaintLetGo
from goodword.recovery.models.noticed import NoticedComplaint
from goodword.recovery.models.payouts import Payout, PayoutConnection, PayoutHeard, PayoutRoute
from goodword.recovery.models.purchases import Purchase
from goodword.recovery.models.remedies import Remedy, RemedyRequest

__all__ = [
    "Authority",
    "Binder",
    "Complaint",
    "ComplaintDecline",
    "ComplaintLetGo",
    "ComplaintRestatement",
    "Contribution",
    "CorrectiveAction",
    "Grievance",
    "LedgerEntry",
    "LedgerTransaction",
    "NoticedComplaint",
    "OutsideRoute",
    "PackChoice",
    "Payout",
    "PayoutConnection",
    "PayoutHeard",
    "PayoutRoute",
    "Product",
    "Purchase",
    "Remedy",
    "RemedyRequest",
]
