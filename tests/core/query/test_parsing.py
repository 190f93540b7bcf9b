import pytest

from goodword.core.query import All, Any, Fault, Filter, Not, Phrase, QueryError, Term, Terms, Word, leaves, parse

TERMS: Terms[None] = Terms()
TERMS.register(
    [
        Term(name="from", aliases=["de"], meaning=None),
        Term(name="tag", meaning=None),
        Term(name="before", meaning=None, compares=True),
        Term(name="priority", meaning=None, compares=True),
    ]
)
CASES = [
    ("", All(())),
    ("  refund ", Word("refund")),
    ("refund late", All((Word("refund"), Word("late")))),
    ("refund AND late", All((Word("refund"), Word("late")))),
    ("a OR b c", Any((Word("a"), All((Word("b"), Word("c")))))),
    ("(a OR b) c", All((Any((Word("a"), Word("b"))), Word("c")))),
    ("a (b (c))", All((Word("a"), Word("b"), Word("c")))),
    ("-a", Not(Word("a"))),
    ("NOT a b", All((Not(Word("a")), Word("b")))),
    ("-(a b)", Not(All((Word("a"), Word("b"))))),
    ("a - b", All((Word("a"), Word("-"), Word("b")))),
    ('"two words"', Phrase("two words")),
    ("«dos palabras»", Phrase("dos palabras")),
    ("“it’s late” now", All((Phrase("it’s late"), Word("now")))),
    ('"not closed', Phrase("not closed")),
    (r'"a \"b\""', Phrase('a "b"')),
    ("invo*", Word("invo", is_begun=True)),
    ("from:ana", Filter("from", "ana")),
    ("de:ana", Filter("from", "ana")),
    ('FROM:"Ana Ruiz"', Filter("from", "Ana Ruiz")),
    ("-tag:vip", Not(Filter("tag", "vip"))),
    ("priority:>=high", Filter("priority", "high", ">=")),
    ("before:2026-01-01..2026-02-01", Filter("before", "2026-01-01", "..", "2026-02-01")),
    ("Re: your order", All((Word("Re:"), Word("your"), Word("order")))),
    ("https://example.com/a 10:30", All((Word("https://example.com/a"), Word("10:30")))),
]


@pytest.mark.parametrize(("text", "tree"), CASES)
def test_what_is_typed_is_understood(text, tree):
    assert parse(text, TERMS) == tree


FAULTS = [
    ("a OR", Fault.NOTHING_TO_JOIN, (2, 4)),
    ("OR a", Fault.NOTHING_TO_JOIN, (0, 2)),
    ("a AND OR b", Fault.NOTHING_TO_JOIN, (2, 5)),
    ("NOT", Fault.NOTHING_TO_JOIN, (0, 3)),
    ("a (b", Fault.NOT_CLOSED, (2, 3)),
    ("(", Fault.NOT_CLOSED, (0, 1)),
    ("()", Fault.NOTHING_TO_JOIN, (0, 1)),
    ("a) b", Fault.NOT_OPENED, (1, 2)),
    (")", Fault.NOT_OPENED, (0, 1)),
    ("a from:", Fault.NO_VALUE, (2, 7)),
    ("a form:ana", Fault.UNKNOWN_TERM, (2, 6)),
    ("tag:>vip", Fault.NO_COMPARISON, (0, 8)),
    ("tag:a..b", Fault.NO_COMPARISON, (0, 8)),
    ("(" * 21 + "a" + ")" * 21, Fault.TOO_DEEP, (20, 43)),
    ("a " * 65, Fault.TOO_MANY, (128, 130)),
    ("a" * 2001, Fault.TOO_LONG, (2000, 2001)),
]


@pytest.mark.parametrize(("text", "fault", "place"), FAULTS)
def test_what_cannot_be_understood_is_told_with_its_place(text, fault, place):
    with pytest.raises(QueryError) as raised:
        parse(text, TERMS)
    assert (raised.value.fault, (raised.value.start, raised.value.end)) == (fault, place)


def test_a_slip_in_a_term_is_met_with_what_was_meant():
    with pytest.raises(QueryError) as raised:
        parse("form:ana", TERMS)
    assert (raised.value.word, raised.value.perhaps) == ("form", "from")


def test_leaves_know_their_places_and_whether_they_are_wanted():
    found = [(leaf.start, leaf.end, wanted) for leaf, wanted in leaves(parse('a -(b OR -tag:x) "c"', TERMS))]
    assert found == [(0, 1, True), (4, 5, False), (10, 15, True), (17, 20, True)]


def test_a_name_belongs_to_one_term():
    with pytest.raises(ValueError, match="'de'"):
        TERMS.register([Term(name="de", meaning=None)])
