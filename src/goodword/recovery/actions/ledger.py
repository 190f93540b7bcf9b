"""The ledger: each step of a remedy moves its money between accounts, once, and nothing is ever changed there."""

from goodword.recovery.choices import Account, Step
from goodword.recovery.models import LedgerEntry, LedgerTransaction, Remedy

_MOVES = {
    Step.RESERVE: (Account.AVAILABLE, Account.RESERVED),
    Step.SETTLE: (Account.RESERVED, Account.GIVEN),
    Step.RELEASE: (Account.RESERVED, Account.AVAILABLE),
}


def post(remedy: Remedy, step: Step) -> LedgerTransaction | None:
    """Write a step of a remedy that the caller holds under lock; once, however often. None where no money moves."""
    if not remedy.amount_minor:
        return None
    key = f"{remedy.pk}:{step.value}"
    known = LedgerTransaction.objects.filter(key=key).first()
    if known is not None:
        return known
    left, came = _MOVES[step]
    written = LedgerTransaction.objects.create(step=step, remedy=remedy, key=key)
    _move(written, {left: -remedy.amount_minor, came: remedy.amount_minor}, remedy.currency)
    return written


def reverse(remedy: Remedy, step: Step) -> LedgerTransaction | None:
    """Take a step back by its opposite, once."""
    undone = LedgerTransaction.objects.filter(key=f"{remedy.pk}:{step.value}").first()
    if undone is None:
        return None
    key = f"{undone.key}:back"
    known = LedgerTransaction.objects.filter(key=key).first()
    if known is not None:
        return known
    written = LedgerTransaction.objects.create(step=Step.REVERSAL, remedy=remedy, reverses=undone, key=key)
    _move(written, {Account(one.account): -one.minor for one in undone.entries.all()}, remedy.currency)
    return written


def _move(written: LedgerTransaction, lines: dict[Account, int], currency: str) -> None:
    LedgerEntry.objects.bulk_create(
        LedgerEntry(transaction=written, account=account, currency=currency, minor=minor)
        for account, minor in lines.items()
    )
