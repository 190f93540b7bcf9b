"""Which module speaks for which kind of connection."""

from goodword.recovery.payout_choices import ConnectorKind, PayoutProblem
from goodword.recovery.payouts.connectors import Access, Connector
from goodword.recovery.payouts.manual import Manual
from goodword.recovery.payouts.outgoing import NotSent
from goodword.recovery.payouts.webhook import Webhook


def connector_of(kind: str, access: Access) -> Connector:
    """The connector. Raises NotSent when what it needs is not installed."""
    match ConnectorKind(kind):
        case ConnectorKind.MANUAL:
            return Manual()
        case ConnectorKind.WEBHOOK:
            return Webhook(access)
        case ConnectorKind.STRIPE:
            return _stripe(access)


def _stripe(access: Access) -> Connector:
    try:
        from goodword.recovery.payouts.stripe_refunds import StripeRefunds  # noqa: PLC0415 (20 MB, in a worker only)
    except ImportError as error:
        raise NotSent(PayoutProblem.NOT_INSTALLED) from error
    return StripeRefunds(access)
