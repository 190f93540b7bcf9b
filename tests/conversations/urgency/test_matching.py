"""Urgent wording is found in people's own sentences, and hard harmless ones are mostly left alone."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.conversations.choices import UrgentKind
from goodword.conversations.urgency import Matcher, Phrase, PhraseUnclear, standard_phrases
from goodword.conversations.urgency.slips import is_slip

SENTENCES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text("utf-8"))
STANDARD = Matcher(standard_phrases())


def kinds(text: str) -> set[str]:
    return {found.kind.value for found in STANDARD.find(text)}


def one(words: str) -> Matcher:
    return Matcher([Phrase("en", UrgentKind.HEART, words)])


@pytest.mark.parametrize("language", ["en", "es"])
def test_recall_and_precision_over_the_labelled_sentences(language: str) -> None:
    told = SENTENCES[language]
    urgent = [(kind, text) for kind, texts in told["urgent"].items() for text in texts]
    right = [text for kind, text in urgent if kind in kinds(text)]
    alarmed = [text for _, text in urgent if kinds(text)]
    wrong = [text for text in told["harmless"] if kinds(text)]

    assert len(told["harmless"]) >= 30
    assert len(urgent) + len(told["harmless"]) >= 60
    recall, precision = len(alarmed) / len(urgent), len(alarmed) / (len(alarmed) + len(wrong))
    assert recall >= 0.97, [text for _, text in urgent if not kinds(text)]
    assert precision >= 0.95, wrong
    assert len(right) / len(urgent) >= 0.95


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("my CHEST hurts", "heart"),
        ("pain in my chest", "heart"),
        ("me duele mucho el pecho", "heart"),
        ("Tuvo una reacción alérgica", "reaction"),
        ("tuvo una reaccion alergica", "reaction"),
        ("I can’t breathe", "breathing"),
        ("I took too many pills", "overdose"),
        ("pain\nin my\nchest", "heart"),
        ("no chest pain so far", "heart"),
    ],
)
def test_case_accents_apostrophes_lines_and_denials_do_not_hide_it(text: str, kind: str) -> None:
    assert kinds(text) == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "The pain is gone. The chest of drawers came.",
        "pain\n\nchest",
        "pain is what I felt before the long chest",
        "painchest",
    ],
)
def test_it_reaches_neither_over_a_sentence_nor_too_far_nor_into_words(text: str) -> None:
    assert one("pain chest").find("a pain in my chest")
    assert not one("pain chest").find(text)


def test_either_word_and_any_ending() -> None:
    assert [one("swell*/swollen throat").find(f"{word} throat") != [] for word in ("swelling", "swollen", "sore")] == [
        True, True, False,
    ]  # fmt: skip


def test_a_slip_in_a_long_word_is_forgiven_in_company_only() -> None:
    assert one("cant breathe").find("I cant brethe")
    assert one("cant breathe").find("I cant braethe")
    assert not one("chest pain").find("chess pain")
    assert one("overdose").find("an overdose")
    assert not one("overdose").find("the turkey was overdone")


def test_where_it_was_said() -> None:
    text = "Hello, since lunch my chest really hurts, please call."
    (found,) = one("chest hurts").find(text)
    assert text[found.start : found.end] == "chest really hurts"


@pytest.mark.parametrize("words", ["", "ab", "a*", "sui*", "chest, pain", "x" * 130, "a b c d e f g h i", "<b>", "*"])
def test_a_phrase_that_says_too_little_or_too_much_is_refused(words: str) -> None:
    with pytest.raises(PhraseUnclear):
        Matcher([Phrase("en", UrgentKind.HEART, words)])


@given(st.text(max_size=300))
def test_whatever_the_text_it_is_looked_through(text: str) -> None:
    for found in STANDARD.find(text):
        assert 0 <= found.start < found.end <= len(text)


@given(st.text("abcd", min_size=1, max_size=7), st.text("abcd", min_size=1, max_size=7))
def test_a_slip_is_one_edit(typed: str, meant: str) -> None:
    assert is_slip(typed, meant) == (distance(typed, meant) <= 1)


def distance(a: str, b: str) -> int:
    """Optimal string alignment, the slow way."""
    rows = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@pytest.mark.parametrize(
    "unit", ["pain in left took taken swallowed ", "took too ", "brethes ", "a\n\n", "'’" * 9, "x"]
)
def test_a_crafted_megabyte_costs_little(unit: str) -> None:
    text = (unit * (1_000_000 // len(unit) + 1))[:1_000_000]
    began = time.process_time()
    STANDARD.find(text)
    assert time.process_time() - began < 2
