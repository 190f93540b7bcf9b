"""Words are stemmed by many threads at once, and each gets the stem of its own word."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from goodword.core.search.words import LANGUAGES, stem

WORDS = [
    f"{begin}{end}" for begin in ("walk", "deliver", "nation", "gener") for end in ("ing", "ed", "ations", "alized")
]


@pytest.fixture
def hurried_threads() -> Iterator[None]:
    """Threads take turns after a few steps."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hurried_threads")
def test_stems_are_not_mixed_between_threads() -> None:
    work = [(word, language) for word in WORDS for language in LANGUAGES] * 30
    alone = [stem.__wrapped__(*one) for one in work]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda one: stem.__wrapped__(*one), work))

    assert together == alone
