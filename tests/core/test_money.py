"""Money is read as people type it, and written as they read it, to the smallest coin."""

import pytest

from goodword.core.errors import Invalid
from goodword.core.money import MOST_MINOR, Money, is_currency, money_words, parse_money, typed_money


@pytest.mark.parametrize(
    ("typed", "currency", "language", "minor"),
    [
        ("25", "USD", "en", 2500),
        (" 25.5 ", "USD", "en", 2550),
        ("1,234.50", "USD", "en", 123450),
        ("1.234,50", "EUR", "es", 123450),
        ("0,05", "EUR", "es", 5),
        ("1200", "JPY", "en", 1200),
        ("1.234", "KWD", "en", 1234),
        ("10000000000", "USD", "en", MOST_MINOR),
    ],
)
def test_reads_what_people_type(typed: str, currency: str, language: str, minor: int) -> None:
    assert parse_money(typed, currency, language) == Money(minor, currency)


@pytest.mark.parametrize(
    ("typed", "currency"),
    [
        ("", "USD"),
        ("plenty", "USD"),
        ("-5", "USD"),
        ("0", "USD"),
        ("0.00", "USD"),
        ("NaN", "USD"),
        ("Infinity", "USD"),
        ("1e3", "USD"),
        ("1_000", "USD"),
        ("1.234", "USD"),
        ("1.5", "JPY"),
        ("10000000000.01", "USD"),
        ("9" * 50, "USD"),
        ("$25", "USD"),
    ],
)
def test_refuses_what_is_no_amount(typed: str, currency: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_money(typed, currency, "en")

    assert "amount" in refused.value.fields


def test_two_currencies_do_not_mix() -> None:
    assert Money(5, "USD") + Money(7, "USD") - Money(2, "USD") == Money(10, "USD")
    assert Money(5, "USD") < Money(7, "USD") <= Money(7, "USD")
    for mixed in (Money.__add__, Money.__sub__, Money.__lt__, Money.__le__):
        with pytest.raises(ValueError, match="two currencies"):
            mixed(Money(5, "USD"), Money(5, "EUR"))


def test_is_written_as_the_reader_writes_it() -> None:
    assert money_words(Money(2500, "USD"), "en") == "$25.00"
    assert money_words(Money(2500, "EUR"), "es") == "25,00\N{NO-BREAK SPACE}€"
    assert money_words(Money(1200, "JPY"), "en") == "¥1,200"
    assert money_words(-Money(1234, "KWD"), "en") == "-KWD1.234"


@pytest.mark.parametrize("money", [Money(123456, "USD"), Money(1200, "JPY"), Money(1, "KWD")])
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_stands_in_a_field_is_read_again(money: Money, language: str) -> None:
    assert parse_money(typed_money(money, language), money.currency, language) == money


def test_knows_a_currency_from_a_word() -> None:
    assert is_currency("USD")
    assert not is_currency("usd")
    assert not is_currency("ABC")
