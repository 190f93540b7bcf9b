"""What people are found by."""

import pytest

from goodword.people.words import asked_words, folded, sort_name_of, words_of


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Ólafur  Ørsted", "olafur orsted"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("O'Brien", "obrien"),
     ("Łukasz Æsop", "lukasz aesop"), ("  ", "")],
)  # fmt: skip
def test_folding(name: str, plain: str) -> None:
    assert folded(name) == plain


def test_the_words_of_somebody() -> None:
    words = words_of(["Zoë Müller-Hahn", "St. Mary"], ["zoe.mueller@Example.org"], ["+12025550143"])

    assert {"zoe", "muller", "hahn", "st", "mary", "zoe.mueller@example.org", "mueller", "example.org"} <= set(words)
    assert {"12025550143", "2025550143", "0143"} <= set(words)
    assert "143" not in words


def test_words_are_bounded() -> None:
    words = words_of(["x" * 500, *(f"name{number}" for number in range(500))])
    assert len(words) <= 80
    assert max(map(len, words)) <= 64


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Hart odi", ["hart", "odi"]),
        ("Müller-Ha", ["muller", "ha"]),
        ("@example.org", ["example.org"]),
        ("o.hartwell", ["o.hartwell"]),
        ("o.hartwell@ex", ["o.hartwell@ex"]),
        ("(202) 555-01", ["55501", "202"]),
        ("+44 20", ["20", "44"]),
        ("0044", ["44"]),
        ("O’Brien, Dr.", ["obrien", "dr"]),
        ("%_\\ ''", []),
    ],
)
def test_what_a_filter_asks_for(typed: str, words: list[str]) -> None:
    assert asked_words(typed) == words


def test_every_way_to_write_a_name_finds_it() -> None:
    words = words_of(["Jean-Luc O’Dwyer"])
    for typed in ("jean", "luc", "jean-luc", "O'Dw", "odwyer"):
        assert all(any(one.startswith(asked) for one in words) for asked in asked_words(typed))


def test_sort_names_are_short() -> None:
    assert sort_name_of("É" * 300) == "e" * 200
