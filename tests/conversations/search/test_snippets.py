"""What is shown of a hit begins near what was found, wherever in the text that stands."""

import pytest

from goodword.conversations.search.snippets import BEFORE, snippet

FILLER = "The nurse came at nine and left at ten. "


@pytest.mark.parametrize("before", [0, 1, 3, 4, 5, 12])
@pytest.mark.parametrize("after", [0, 1, 4, 12])
def test_what_was_found_stands_at_the_beginning(before: int, after: int) -> None:
    pieces = snippet(FILLER * before + "Insulin" + f". {FILLER * after}", {"insulin"})
    shown = "".join(piece.text for piece in pieces)
    assert [piece.text for piece in pieces if piece.is_hit] == ["Insulin"]
    assert shown.index("Insulin") <= BEFORE + len("… ")
    assert shown.startswith("… ") == (before > 0)


def test_words_without_spaces_are_cut_anywhere() -> None:
    pieces = snippet("x" * 400 + " insulin", {"insulin"})
    assert [piece.text for piece in pieces] == ["… ", "insulin"]
