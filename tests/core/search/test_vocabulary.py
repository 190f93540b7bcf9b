import pytest

from goodword.core.search.documents import Document, Kind
from goodword.core.search.index import write_documents
from goodword.core.search.models import Lesson
from goodword.core.search.vocabulary import completions, forget_all, is_known, learn, near
from tests.frozen_time import START

pytestmark = pytest.mark.django_db
TEXTS = ["invoice invoice refund", "invoices involved", "Rechnung invoice", "cancelación", "ab12 x 漢字"]


@pytest.fixture
def vocabulary():
    write_documents([Document(kind=Kind.MESSAGE, row=row, at=START, text=text) for row, text in enumerate(TEXTS, 1)])
    assert learn() == len(TEXTS)


@pytest.mark.usefixtures("vocabulary")
def test_beginnings_are_completed_by_the_most_frequent_first():
    assert completions("in")[0] == "invoice"
    assert set(completions("invo")) == {"invoice", "invoices", "involved"}
    assert completions("invo", most=1) == ["invoice"]
    assert completions("i") == completions("1a") == completions("zz") == []


@pytest.mark.usefixtures("vocabulary")
@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("invioce", "invoice"),
        ("nivoice", "invoice"),
        ("invoicee", "invoice"),
        ("refnud", "refund"),
        ("cancelacoin", "cancelacion"),
    ],
)
def test_slips_are_mended(slip, meant):
    assert near(slip)[0] == meant


@pytest.mark.usefixtures("vocabulary")
def test_what_is_far_from_every_word_or_one_of_them_is_left_alone():
    assert near("invoice", most=1) != ["invoice"]
    assert near("telephone") == near("xy") == []


@pytest.mark.usefixtures("vocabulary")
def test_each_lesson_is_learned_once():
    assert is_known("refund")
    assert not is_known("ab12")
    assert learn() == 0
    assert Lesson.objects.count() == 0


@pytest.mark.usefixtures("vocabulary")
def test_words_that_went_are_forgotten():
    Lesson.objects.create(words="refund invoice", times=-1)
    learn()
    assert (is_known("refund"), is_known("invoice")) == (False, True)
    forget_all()
    assert not is_known("invoice")
