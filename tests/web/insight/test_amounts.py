"""Amounts as dots, a bar and a ring, on one scale in each currency."""

import pytest

from goodword.core.money import Money
from goodword.insight.queries.amounts import Part, Spread, spreads_of
from goodword.insight.queries.given import Likes
from goodword.web.insight.recovery.amounts import AmountLine, amount_tables, scales_of


def spread(*amounts: tuple[int, int], currency: str = "USD") -> Spread:
    parts = [Part("en", "email", "credit", currency, minor, n) for minor, n in amounts]
    [found] = spreads_of(parts)
    return found


def likes(*spreads: Spread, **groups: list[tuple[str, list[Spread]]]) -> Likes:
    return Likes(None, 12, [], list(spreads), None, None, groups.get("languages", []), groups.get("channels", []))


def test_where_it_stands() -> None:
    line = AmountLine("Everybody", spread((1000, 2), (2000, 1), (4000, 1)), scale=4000)

    assert (line.first, line.low, line.at, line.high, line.last) == (
        "25.00%", "25.00%", "37.50%", "62.50%", "100.00%"
    )  # fmt: skip
    assert (line.n, line.middle, line.half, line.all) == ("4", "$15.00", "$10.00 – $25.00", "$10.00 – $40.00")


def test_dots_grow_as_they_are_many() -> None:
    dots = AmountLine("Everybody", spread((1000, 9), (2000, 1)), scale=2000).dots

    assert [(dot.x, dot.r) for dot in dots] == [("50.00%", "4.3"), ("100.00%", "1.5")]


def test_thousands_of_amounts_draw_no_more_than_their_places() -> None:
    line = AmountLine("Everybody", spread(*((minor, 1) for minor in range(1, 9000))), scale=9000)
    assert len(line.dots) == 121


def test_what_is_alike_is_told_once() -> None:
    line = AmountLine("Everybody", spread((1000, 3)), scale=1000)
    assert (line.half, line.all) == ("$10.00", "$10.00")


def test_one_scale_for_all_reasons_and_each_currency_for_itself() -> None:
    euros, dollars, more = spread((500, 1), currency="EUR"), spread((1000, 1)), spread((8000, 1))
    ours = likes(euros, dollars, languages=[("en", [dollars]), ("es", [euros])])
    scales = scales_of([ours, likes(more)])

    assert scales == {"EUR": 500, "USD": 8000}
    of_euros, of_dollars = amount_tables(ours, scales)
    assert (of_euros.scale, of_dollars.scale) == ("€0.00 – €5.00", "$0.00 – $80.00")
    assert [line.name for line in of_euros.lines] == ["Everybody", "Spanish"]
    assert [line.name for line in of_dollars.lines] == ["Everybody", "English"]


@pytest.mark.parametrize("minor", [0, -5])
def test_what_costs_nothing_is_left_out(minor: int) -> None:
    assert spreads_of([Part("en", "email", "apology", "USD", minor, 3)]) == []


def test_a_middle_between_two_is_rounded_to_a_coin() -> None:
    assert spread((1000, 1), (1001, 1)).middle == Money(1000, "USD")
