"""Telephone numbers as identities."""

import pytest

from goodword.people.phones import looks_like_phone, normalize_phone, show_phone


@pytest.mark.parametrize(
    ("typed", "zone", "value"),
    [
        ("(202) 555-0143", "America/New_York", "+12025550143"),
        ("+44 20 7946 0018", "America/New_York", "+442079460018"),
        ("0044 20 7946 0018", "America/New_York", "+442079460018"),
        ("202 555 0143", "UTC", ""),
        ("12", "America/New_York", ""),
        ("call me", "America/New_York", ""),
        ("", "America/New_York", ""),
    ],
)
def test_normalizing(typed: str, zone: str, value: str) -> None:
    assert normalize_phone(typed, zone) == value


def test_showing() -> None:
    assert show_phone("+12025550143", "America/New_York") == "(202) 555-0143"
    assert show_phone("+12025550143", "Europe/London") == "+1 202-555-0143"
    assert show_phone("nonsense") == "nonsense"


@pytest.mark.parametrize(
    ("typed", "is_phone"),
    [
        ("+1 202 555 0143", True),
        ("(202) 555-0143", True),
        ("o.hartwell2024@example.org", False),
        ("Odile", False),
        ("", False),
    ],
)
def test_telling_a_number_from_an_address(typed: str, is_phone: bool) -> None:
    assert looks_like_phone(typed) is is_phone
