"""Domains are shown in their own letters only where nobody could take them for others."""

import pytest

from goodword.core.markup import ascii_address, shown_address


@pytest.mark.parametrize(
    "address",
    ["o@bücher.example", "o@почта-россии.example", "o@例え.example", "o@한국.example", "o@café.bücher.example"],
)
def test_one_script_is_shown(address: str) -> None:
    assert shown_address(ascii_address(address)) == address


@pytest.mark.parametrize(
    "address",
    [
        "o@раураl.example",  # Cyrillic but for the last letter
        "o@аррӏе.example",  # all Cyrillic, and reads as Latin
        "o@ɡοοgle.example",
        "o@wrenfield\u0301\u2044.example",
    ],
)
def test_what_could_pose_as_another_is_not(address: str) -> None:
    written = ascii_address(address)

    assert shown_address(written) == written


@pytest.mark.parametrize("address", ["", "o@x.example", "no address", "o@xn--", "o@xn--\x80.example", "o@xn--a-ecp.ru"])
def test_anything_else_stays_as_it_is(address: str) -> None:
    assert shown_address(ascii_address(address)).startswith(address[:3])
