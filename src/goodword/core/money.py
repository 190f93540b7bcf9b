"""Money: integer minor units and a currency, never a float. Names and forms of currencies are Babel's (CLDR)."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from babel.core import get_global
from babel.numbers import NumberFormatError, format_currency, get_currency_precision, parse_decimal
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goodword.core.errors import Invalid

MOST_MINOR = 10**12
MOST_TYPED = 40  # characters


@dataclass(frozen=True, slots=True)
class Money:
    """So many minor units (cents, yen, fils) of a currency by its ISO 4217 code."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._alike(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._alike(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._alike(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._alike(other)

    def _alike(self, other: "Money") -> int:
        """Raises ValueError: nobody adds or compares money of two currencies."""
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} are two currencies")
        return other.minor

    @property
    def decimal(self) -> Decimal:
        """In whole units, with the currency's own number of decimals."""
        places = get_currency_precision(self.currency)
        return Decimal(self.minor).scaleb(-places)


def is_currency(code: str) -> bool:
    """Whether that is the ISO 4217 code of a currency, in capitals."""
    return code in get_global("all_currencies")


def parse_money(text: str, currency: str, language: str | None = None) -> Money:
    """What a person typed ("1,234.50", "1.234,50" in Spanish). Raises Invalid, naming `amount`, for what is no number,
    not above zero, finer than the currency's smallest coin, or beyond 10^12 minor units."""
    try:
        if len(text) > MOST_TYPED or any(sign.isalpha() or sign == "_" for sign in text):
            raise NumberFormatError("no amount")
        typed = parse_decimal(text.strip(), locale=_locale(language), strict=True)
        minor = typed.scaleb(get_currency_precision(currency))
    except (NumberFormatError, InvalidOperation) as error:
        example = money_words(Money(2500, currency), language)
        raise Invalid(amount=_("Give an amount such as %(example)s.") % {"example": example}) from error
    if not minor.is_finite() or minor <= 0:
        raise Invalid(amount=_("Give an amount above zero."))
    if minor > MOST_MINOR:
        raise Invalid(amount=_("That is too much for one time. Look at the amount again."))
    if minor != minor.to_integral_value():
        raise Invalid(amount=_("%(currency)s has no coin that small. Give fewer decimals.") % {"currency": currency})
    return Money(int(minor), currency)


def money_words(money: Money, language: str | None = None) -> str:
    """ "$25.00", "25,00 €": as the reader writes money, or whoever speaks the language given."""
    return format_currency(money.decimal, money.currency, locale=_locale(language))


def typed_money(money: Money, language: str | None = None) -> str:
    """The amount alone, as `parse_money` reads it."""
    places = get_currency_precision(money.currency)
    pattern = "0" if not places else "0." + "0" * places
    return format_currency(
        money.decimal, money.currency, format=pattern, locale=_locale(language), currency_digits=False
    )


def _locale(language: str | None) -> str:
    return (language or get_language() or "en").replace("-", "_")
