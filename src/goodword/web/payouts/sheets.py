"""Payouts as a file for a spreadsheet, and such a file read back."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from io import StringIO

from babel.numbers import get_currency_precision
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from goodword.core.errors import Invalid
from goodword.recovery.queries.payouts import key_in
from goodword.recovery.types import Payout
from goodword.web.insight.sheet import safe

COLUMNS = (
    "payout", "state", "kind", "amount", "currency", "amount_minor", "customer", "conversation", "purchase", "payment",
    "product", "given_on", "paid_on", "reference",
)  # fmt: skip
LARGEST, MOST_ROWS, LONGEST_CELL = 2 * 1024 * 1024, 5_000, 500
MOST_DIGITS = 15  # beyond what anybody pays, before or behind the point
_NAMES = {
    "payout": {"payout", "our reference", "purpose", "description"},
    "amount": {"amount"},
    "currency": {"currency"},
    "reference": {"reference", "their reference", "transaction"},
    "paid_on": {"paid_on", "paid on", "date"},
}


def sheet_of(payouts: Iterable[Payout]) -> Iterator[str]:
    """Comma-separated, a line at a time; no cell is taken for a formula."""
    yield _line(COLUMNS)
    for payout in payouts:
        yield _line(safe(cell) for cell in _cells(payout))


def _cells(payout: Payout) -> tuple[str, ...]:
    remedy, purchase = payout.remedy, payout.remedy.purchase
    return (
        payout.key,
        payout.state,
        remedy.kind,
        f"{remedy.amount.decimal:f}",
        remedy.currency,
        str(remedy.amount_minor),
        remedy.customer.name,
        str(remedy.conversation_id),
        purchase.reference if purchase else "",
        purchase.payment_reference if purchase else "",
        remedy.product.name if remedy.product else "",
        localdate(remedy.given_at).isoformat() if remedy.given_at else "",
        localdate(payout.paid_at).isoformat() if payout.paid_at else "",
        payout.reference,
    )


def _line(cells: Iterable[str]) -> str:
    written = StringIO()
    csv.writer(written).writerow(list(cells))
    return written.getvalue()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file that was brought: what it says of a payout. `amount` is None where it is no number. It
    `came_in` to the account where the file tells what left it by a minus."""

    number: int
    key: str
    amount: Decimal | None
    currency: str
    reference: str
    on: date | None
    came_in: bool = False


def rows_in(content: bytes) -> list[Row]:
    """The lines of a file, as spreadsheets and banks write them. Raises Invalid for what is no such file."""
    if len(content) > LARGEST:
        raise Invalid(file=_("This file is too large. Send at most 5,000 lines at a time."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise Invalid(file=_("This is not a comma-separated file."))
    first = text.partition("\n")[0]
    try:
        lines = list(csv.reader(StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","))
    except csv.Error as error:
        raise Invalid(file=_("This is not a comma-separated file.")) from error
    if len(lines) > MOST_ROWS + 1:
        raise Invalid(file=_("This file is too large. Send at most 5,000 lines at a time."))
    places = _places(lines[0] if lines else [])
    found = [(number, cells) for number, cells in enumerate(lines[1:], start=2) if any(cells)]
    has_minus = any(_says(cells, places, "amount").startswith("-") for _number, cells in found)
    return [_row(number, cells, places, has_minus=has_minus) for number, cells in found]


def _places(head: list[str]) -> dict[str, int]:
    """In which column each thing stands. Raises Invalid when what is needed is in none."""
    titles = [cell.strip().lower() for cell in head]
    places = {
        name: next(number for number, title in enumerate(titles) if title in known)
        for name, known in _NAMES.items()
        if known & set(titles)
    }
    if not {"payout", "amount"} <= places.keys():
        raise Invalid(file=_("The first line must name the columns “payout” and “amount”, as in the exported list."))
    return places


def _says(cells: list[str], places: dict[str, int], name: str) -> str:
    place = places.get(name, len(cells))
    return cells[place].strip()[:LONGEST_CELL] if place < len(cells) else ""


def _row(number: int, cells: list[str], places: dict[str, int], *, has_minus: bool) -> Row:
    found = {name: _says(cells, places, name) for name in places}
    return Row(
        number=number,
        key=key_in(found.get("payout", "")),
        amount=_decimal(found.get("amount", "")),
        currency=found.get("currency", "").upper(),
        reference=found.get("reference", "").lstrip("'"),
        on=_day(found.get("paid_on", "")),
        came_in=has_minus and not found.get("amount", "").startswith("-"),
    )


def _decimal(words: str) -> Decimal | None:
    """ "1,234.50", "1.234,50", "-25" (it left an account): the last of point and comma parts the decimals.
    None for what is no amount, or none that anybody pays."""
    plain = words.replace("'", "").replace(" ", "").replace("\u00a0", "").lstrip("+-")
    comma, point = plain.rfind(","), plain.rfind(".")
    plain = plain.replace(".", "").replace(",", ".") if comma > point else plain.replace(",", "")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount.adjusted()) < MOST_DIGITS else None


def minor_of(amount: Decimal, currency: str) -> Decimal:
    """In the currency's smallest coin; not whole where the amount is finer."""
    return amount.scaleb(get_currency_precision(currency))


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return None
