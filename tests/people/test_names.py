"""Names, compared."""

import pytest

from goodword.people.names import as_remembered, is_same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Odile Hartwell", "Hartwell, Odile"),
        ("Odile Hartwell", "ODILE HARTWELL"),
        ("Odile Hartwell", "Mrs. Odile Hartwell"),
        ("Odile Hartwell", "O. Hartwell"),
        ("Odile Hartwell", "Odile"),
        ("Odile Hartwell", "Odile M. Hartwell"),
        ("José Núñez", "Nunez, Jose"),
        ("Zoë O'Hara", "Zoe O’Hara"),
        ("山田 太郎", "山田太郎"),
        ("Ольга Петрова", "Петрова Ольга"),
    ],
)
def test_names_of_one_person(one: str, other: str) -> None:
    assert is_same_name(one, other)
    assert is_same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Odile Hartwell", "Nina Hartwell"),
        ("Odile Hartwell", "Odile Brandt"),
        ("Odile Hartwell", "N. Hartwell"),
        ("Odile Hartwell", "Karaca"),
        ("Odile Hartwell", "O"),
        ("Odile Hartwell", ""),
        ("", ""),
        ("José García", "María García"),
    ],
)
def test_names_of_two(one: str, other: str) -> None:
    assert not is_same_name(one, other)
    assert not is_same_name(other, one)


def test_what_is_remembered_of_a_name() -> None:
    assert as_remembered("Hartwell, Mrs. Odilé") == as_remembered("odile hartwell") == "hartwell odile"
