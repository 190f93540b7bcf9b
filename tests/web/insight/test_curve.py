"""The drawing of the hours."""

from goodword.measures.survival import Case, kaplan_meier
from goodword.web.insight.recovery.curve import drawn


def test_a_few_steps() -> None:
    line = drawn(kaplan_meier([Case(6, True), Case(18, True), Case(90, True)])).line.split()
    assert line[0] == "0.0,160.0"
    assert line[-1].startswith("720.0,")
    assert len(line) == 6


def test_however_many_it_draws_a_step_a_quarter_of_an_hour() -> None:
    curve = kaplan_meier(Case(number / 100, True) for number in range(10_000))
    found = drawn(curve)
    assert len(found.line.split()) <= 2 * 4 * 72 + 4
    assert found.line.split()[-1] == "720.0,50.5"
