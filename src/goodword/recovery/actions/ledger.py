"""The ledger: each step of a remedy moves its money between accounts, once, and nothing is ever changed there."""

from goodword.recovery.choices import Account, Step
from goodword.recovery.models import LedgerEntry, LedgerTransaction, Remedy

_MOVES = {
    Step.RESERVE: (Account.AVAILABLE, Account.RESERVED),
    Step.SETTLE: (Account.RESERVED, Account.GIVEN),
    Step.RELEASE: (Account.RESERVED, Account.AVAILABLE),
}


def post(remedy: Remedy, step: Step) -> LedgerTransaction | None:
    """Write a step of a remedy that the caller holds under lock; once, however often, unless it was taken back
    meanwhile. None where no money moves."""
    if not remedy.amount_minor:
        return None
    before = _steps(remedy, step)
    if before and not hasattr(before[-1], "reversal"):
        return before[-1]
    key = f"{remedy.pk}:{step.value}" + (f":{len(before) + 1}" if before else "")
    left, came = _MOVES[step]
    written = LedgerTransaction.objects.create(step=step, remedy=remedy, key=key)
    _move(written, {left: -remedy.amount_minor, came: remedy.amount_minor}, remedy.currency)
    return written


def reverse(remedy: Remedy, step: Step) -> LedgerTransaction | None:
    """Take a step back by its opposite, once. None where it was never written."""
    before = _steps(remedy, step)
    if not before:
        return None
    undone = before[-1]
    if hasattr(undone, "reversal"):
        return undone.reversal
    key = f"{undone.key}:back"
    written = LedgerTransaction.objects.create(step=Step.REVERSAL, remedy=remedy, reverses=undone, key=key)
    _move(written, {Account(one.account): -one.minor for one in undone.entries.all()}, remedy.currency)
    return written


def _steps(remedy: Remedy, step: Step) -> list[LedgerTransaction]:
    """Each time the step was written: more than once only where it was taken back in between."""
    return list(LedgerTransaction.objects.filter(remedy=remedy, step=step).select_related("reversal").order_by("pk"))


def _move(written: LedgerTransaction, lines: dict[Account, int], currency: str) -> None:
    LedgerEntry.objects.bulk_create(
        LedgerEntry(transaction=written, account=account, currency=currency, minor=minor)
        for account, minor in lines.items()
    )
