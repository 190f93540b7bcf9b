"""The signed part of a customer's link is left out of what colleagues read; other words stay as they are."""

import pytest

from goodword.core.markup import without_signed_links
from goodword.listening.links import asking_token
from goodword.listening.types import Asking

SIGNED = "k3JYx-0a_9Qm1TnRzPq7sLwVbUeCdFgHiJkLmNoPqRs"


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (f"https://desk.example/matter/12-3~{SIGNED}", "https://desk.example/matter/…"),
        (
            f"Answer: https://d.example/check-back/7~{SIGNED}\nThank you.",
            "Answer: https://d.example/check-back/…\nThank you.",
        ),
        (
            f'<a href="https://d.example/check-back/7%7E{SIGNED}">here</a>',
            '<a href="https://d.example/check-back/…">here</a>',
        ),
        (f"/matter/1-1~{SIGNED}/link and /matter/2-1~{SIGNED}", "/matter/…/link and /matter/…"),
        ("~100 pieces, /home/~ana, 3~4 days", "~100 pieces, /home/~ana, 3~4 days"),
        ("https://other.example/a/7~short", "https://other.example/a/7~short"),
        ("", ""),
    ],
)
def test_only_the_signed_part(words: str, read: str) -> None:
    assert without_signed_links(words) == read


def test_what_we_sign_is_known() -> None:
    token = asking_token(Asking(pk=12))

    assert token not in without_signed_links(f"https://d.example/check-back/{token}")
