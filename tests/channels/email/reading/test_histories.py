"""Every way of quoting, for each language and mail program: `tests/mails/histories/` has them as they write them."""

import re
from pathlib import Path

import pytest

from goodword.channels.email.reading.quoting import folded_from

HISTORIES = Path(__file__).parents[3] / "mails" / "histories"
WORDS = {
    "en": "Thank you, that helps.\n\nOdile",
    "es": "Gracias, perfecto.\n\nOdile",
    "de": "Danke, das hilft mir.\n\nOdile",
    "fr": "Merci, c'est parfait.\n\nOdile",
    "pt": "Obrigada, ajuda muito.\n\nOdile",
    "it": "Grazie, perfetto.\n\nOdile",
    "nl": "Dank u, dat helpt.\n\nOdile",
    "pl": "Dziękuję, to pomaga.\n\nOdile",
    "ru": "Спасибо, это помогло.\n\nОдиль",
    "ja": "ありがとうございます。助かります。\n\nオディール",
    "zh": "谢谢，很有帮助。\n\n奥迪尔",
}


def _cases() -> list[tuple[str, str, str]]:
    found = []
    for language in WORDS:
        blocks = (HISTORIES / f"{language}.txt").read_text("utf-8").split("### ")[1:]
        found += [(language, *block.split("\n", 1)) for block in blocks]
    return found


CASES = _cases()
IDS = [f"{language} {program}" for language, program, _ in CASES]


@pytest.mark.parametrize(("language", "program", "history"), CASES, ids=IDS)
def test_history_and_signature_are_folded(language: str, program: str, history: str) -> None:
    text = f"{WORDS[language]}\n\n{history}"

    assert text[: folded_from(text)].strip() == WORDS[language]


@pytest.mark.parametrize(("language", "program", "history"), CASES, ids=IDS)
def test_a_quote_without_words_of_ones_own_stays_whole(language: str, program: str, history: str) -> None:
    assert folded_from(history) == len(history) or history[: folded_from(history)].strip()


QUOTED = [case for case in CASES if re.search("^>", case[2], re.MULTILINE)]


@pytest.mark.parametrize(("language", "program", "history"), QUOTED, ids=[f"{one[0]} {one[1]}" for one in QUOTED])
def test_answers_between_quotes_stay_whole(language: str, program: str, history: str) -> None:
    text = f"{history.rstrip()}\n\n{WORDS[language]}\n\n> a second question?\n\nAnd a second answer."

    assert folded_from(text) == len(text)


def test_every_language_is_there() -> None:
    assert len(CASES) >= 90
    assert {path.stem for path in HISTORIES.glob("*.txt")} == set(WORDS)
