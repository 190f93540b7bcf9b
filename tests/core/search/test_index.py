from datetime import UTC, datetime, timedelta

import pytest

from goodword.core.search.documents import Document, Kind, Mark
from goodword.core.search.index import (
    ALL_TIME,
    edge,
    forget,
    forget_row,
    newest,
    replace_documents,
    within,
    write_documents,
)
from goodword.core.search.matching import NOTES, PEOPLE, WITH_FILES, Both, Either, Without, in_any_order, match_text

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def document(row, text="", **further):
    given = {"kind": Kind.MESSAGE, "row": row, "conversation": row * 10, "at": NOON + timedelta(minutes=row)}
    return Document(**{**given, "text": text, **further})


def found(match, **further):
    return [conversation // 10 for _key, conversation in newest(match, limit=100, **further)]


@pytest.fixture
def corpus():
    write_documents(
        [
            document(1, "The invoices were refunded twice", subject="Invoice AB-1234"),
            document(2, "¿Dónde están las facturas del envío? Quiero la cancelación", prior="es"),
            document(3, "Where is the parcel? It was shipped", sender="Ana Ruiz ana.ruiz@example.org"),
            document(4, "Please refund the parcel", recipients="Ana Ruiz", files=("Informe médico.pdf",)),
            document(5, "refund noted", kind=Kind.NOTE),
            document(6, "薬の注文をキャンセルしたいです"),
            document(7, "Call +34 600 123 456 about the parcel, the parcel, the parcel"),
        ]
    )


CASES = [
    ("refund", [5, 4, 1]),
    ("REFUNDS", [5, 4, 1]),
    ("factura", [2]),
    ("facturas", [2]),
    ("envio", [2]),
    ("cancelacion", [2]),
    ("cancelaciones", [2]),
    ("dónde", [2]),
    ("refund the parcel", [4]),
    ("the refund parcel", []),
    ("ab-1234", [1]),
    ("ana.ruiz@example.org", [3]),
    ("ana", [4, 3]),
    ("medico", [4]),
    ("注文", [6]),
    ("キャンセル", [6]),
    ("薬", [6]),
    ("注薬", []),
    ("600123456", [7]),
    ("34600123456", [7]),
    ("600 123 456", [7]),
    ("nowhere", []),
]


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize(("text", "rows"), CASES)
def test_words_and_phrases_find_newest_first(text, rows):
    assert found(match_text(text)) == rows


@pytest.mark.usefixtures("corpus")
def test_what_joins_matches():
    refund, parcel = match_text("refund"), match_text("parcel")
    assert found(Both((refund, parcel))) == [4]
    assert found(Either((refund, parcel))) == [7, 5, 4, 3, 1]
    assert found(Both((refund, Without(parcel)))) == [5, 1]
    assert found(Without(Either((refund, parcel)))) == [6, 2]
    assert found(Both((Without(refund), Without(parcel)))) == [6, 2]
    assert found(Either((match_text("facturas"), Without(Without(refund))))) == [5, 4, 2, 1]


@pytest.mark.usefixtures("corpus")
def test_a_phrase_is_found_whatever_stands_between():
    phrase, word = match_text("the parcel"), match_text("parcel")
    assert found(phrase) == [7, 4, 3]
    assert found(Both((word, Without(match_text("refund the"))))) == [7, 3]
    assert found(Without(phrase)) == [6, 5, 2, 1]
    assert found(Either((phrase, match_text("twice")))) == [7, 4, 3, 1]
    assert found(phrase, seen="entry.conversation < %s", params=[70]) == [4, 3]


def test_documents_with_the_words_of_a_phrase_are_read_page_by_page():
    texts = ["back to front", *["front to back"] * 50]
    write_documents([document(row, text) for row, text in enumerate(texts, 1)])
    phrase, below, rows = match_text("back to"), ALL_TIME, []
    while below:
        rows += [conversation // 10 for _key, conversation in newest(phrase, below=below, limit=1)]
        below = edge(phrase, below=below, limit=1)
    assert rows == [1]


def test_in_any_order_it_asks_for_words_alone():
    phrase, word = match_text("a parcel"), match_text("parcel")
    assert in_any_order(word) == word
    assert "Row(" not in repr(in_any_order(Both((Either((phrase, word)), Without(phrase)))))


@pytest.mark.usefixtures("corpus")
def test_fields_are_found_by_their_marks():
    assert found(match_text("ana", Mark.FROM)) == [3]
    assert found(match_text("ana", Mark.TO)) == [4]
    assert found(match_text("invoices", Mark.SUBJECT)) == [1]
    assert found(match_text("refund", Mark.SUBJECT)) == []
    assert found(match_text("informe medico", Mark.FILE)) == [4]
    assert found(match_text("parcel", Mark.OFTEN)) == [7]
    assert found(NOTES) == [5]
    assert found(WITH_FILES) == [4]


@pytest.mark.usefixtures("corpus")
def test_pages_follow_each_other_by_key():
    refund = match_text("refund")
    first = newest(refund, limit=2)
    assert [conversation for _key, conversation in first] == [50, 40]
    assert [conversation for _key, conversation in newest(refund, limit=2, below=first[-1][0])] == [10]


@pytest.mark.usefixtures("corpus")
def test_whoever_asks_says_which_conversations_count():
    assert found(match_text("refund"), seen="entry.conversation <> %s", params=[40]) == [5, 1]
    assert [number for _key, number in within(match_text("refund"), conversations=[10, 30, 40])] == [40, 10]


@pytest.mark.parametrize(
    "text", ['" OR *', "a' | 'b", "\\", "NEAR(a b)", "line:x", "{a}", "^a", "a:*", "<->", "!a", "%s", "a\0b"]
)
def test_no_operator_of_the_engine_can_be_typed(text):
    write_documents([document(1, "something else")])
    match = match_text(text)
    assert match is None or found(match) == []


def test_a_document_is_written_once_and_can_be_forgotten():
    assert write_documents([document(1, "refund"), document(1, "refund")]) == 1
    assert write_documents([document(1, "refund")]) == 0
    forget_row(Kind.MESSAGE, 1, conversation=10)
    assert found(match_text("refund")) == []
    assert write_documents([document(1, "parcel")]) == 1
    assert found(match_text("refund")) == []


def test_two_documents_of_one_moment_both_have_a_place():
    twins = [
        document(1, "refund", at=NOON),
        document(1, "refund", at=NOON, kind=Kind.NOTE),
        document(4097, "refund", at=NOON),
    ]
    assert write_documents(twins) == 3
    assert write_documents(twins) == 0
    assert len(newest(match_text("refund"), limit=10)) == 3


def test_people_stand_apart_and_are_replaced():
    replace_documents([Document(kind=Kind.PERSON, row=7, sender="Ana Ruiz", recipients="ana@example.org")])
    replace_documents([Document(kind=Kind.PERSON, row=7, sender="Ana Roca", recipients="ana@example.org")])
    assert newest(match_text("ana"), limit=10) == []
    assert [key for key, _none in newest(match_text("roca"), least=-100, below=0, limit=10)] == [-7]
    assert newest(Both((PEOPLE, match_text("ruiz"))), least=-100, below=0, limit=10) == []
    forget([-7])
    assert newest(PEOPLE, least=-100, below=0, limit=10) == []
