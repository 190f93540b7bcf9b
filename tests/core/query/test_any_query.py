"""Whatever is typed: nothing but QueryError, and what is printed reads the same."""

from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goodword.core.query import QueryError, Term, Terms, parse, written
from goodword.core.query.tree import Filter, Not, Phrase, Word, all_of, any_of

TERMS: Terms[None] = Terms()
TERMS.register([Term(name="from", meaning=None), Term(name="age", meaning=None, compares=True)])
PIECES = [
    "a",
    "Müller",
    "(",
    ")",
    '"',
    "«",
    "”",
    "-",
    "--",
    " ",
    "OR ",
    " AND",
    "NOT ",
    "from:",
    "age:>=",
    "x:",
    "..",
    "\\",
]
PIECES += ["*", ":", "//", "\0", "漢字", "🙂", "5", "=", "<", "\n"]

anything = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
texts = st.text(max_size=20)
words = st.from_regex(r"[a-zé漢][\w.*@-]{0,9}", fullmatch=True).filter(lambda text: not text.endswith("*"))
leaves = st.one_of(
    st.builds(Word, words, st.booleans()),
    st.builds(Phrase, texts),
    st.builds(Filter, st.just("from"), texts),
    st.builds(Filter, st.just("age"), texts, st.sampled_from([":", "<", "<=", ">", ">="])),
    st.builds(Filter, st.just("age"), st.just("3d"), st.just(".."), st.sampled_from(["", "5d"])),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, min_size=1, max_size=4).map(all_of),
        st.lists(inner, min_size=1, max_size=4).map(any_of),
    ),
    max_leaves=12,
)


@given(anything)
@example("(" * 19 + "a" + ")" * 19)
def test_whatever_is_typed_reads_the_same_once_printed(text):
    with suppress(QueryError):
        tree = parse(text, TERMS)
        assert parse(written(tree), TERMS) == tree


@given(trees)
@settings(max_examples=200)
def test_every_tree_can_be_printed_and_read(tree):
    assert parse(written(tree), TERMS) == tree


@given(anything)
def test_a_fault_has_a_place_in_the_text(text):
    faults = []
    try:
        parse(text, TERMS)
    except QueryError as error:
        faults.append(error)
    assert all(0 <= fault.start <= fault.end <= len(text) for fault in faults)


@pytest.mark.parametrize("piece", ["(", ")", "-", '"', "\\", "NOT ", "a:", "OR ", "from:", "a", "«", "((-", "\0", "🙂"])
def test_ten_kilobytes_of_anything_are_refused_or_read_at_once(piece):
    for length in (1900, 10_000):
        with suppress(QueryError):
            parse((piece * length)[:length], TERMS)
