import pytest
from django.test import Client
from django.urls import reverse

from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.models import Conversation
from goodword.core.search.vocabulary import learn
from tests.cast import found_cast, letter, odile

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return found_cast()


@pytest.fixture
def found(cast):
    text = "La cancelación <b>urgent</b> of my dressings order"
    conversation = receive_message(letter(cast, odile(), subject="Dressings & <i>gauze</i>", text=text)).conversation
    learn()
    return conversation


def ask(agent, query, path="/search", **further):
    client = Client()
    client.force_login(agent)
    return client.get(path, {"q": query, **further})


def text_of(agent, query, path="/search", **further):
    answer = ask(agent, query, path, **further)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_found_stands_with_its_words_marked_and_nothing_unescaped(cast, found):
    page = text_of(cast.mara, "cancelaciones dressing")
    assert "<mark>cancelación</mark> &lt;b&gt;urgent&lt;/b&gt;" in page
    assert "<mark>Dressings</mark> &amp; &lt;i&gt;gauze&lt;/i&gt;" in page
    assert f"/conversations/{found.pk}?box=search&amp;q=cancelaciones+dressing" in page


def test_a_stranger_finds_neither_letter_nor_person_nor_number(cast, found):
    for query in (
        "dressings",
        "odile",
        f"#{found.pk}",
        str(found.pk),
        "from:odile",
        "o.hartwell@example.org",
        "dresings",
    ):
        page = text_of(cast.caleb, query)
        assert "Hartwell" not in page
        assert "gauze" not in page
        assert "Did you mean" not in page


def _person(found):
    return f'href="{reverse("person", args=[found.customer_id])}"'


def test_a_number_leads_there_and_a_name_to_the_person(cast, found):
    assert f'class="search-jump" href="/conversations/{found.pk}"' in text_of(cast.mara, f" #{found.pk}")
    assert _person(found) in text_of(cast.mara, "odile hart")
    assert _person(found) in text_of(cast.mara, "o.hartwell@example.org")


def test_a_slip_is_met_with_what_was_meant(cast, found):
    assert "?q=dressings%20-gauzy" in text_of(cast.mara, "dresings -gauzy")


def test_a_fault_stands_at_its_place_with_what_was_meant(cast, found):
    page = text_of(cast.mara, "a form:odile")
    assert "a <mark>form</mark>:odile" in page
    assert "?q=a%20from%3Aodile" in page


@pytest.mark.parametrize(
    "query", ["", " ", "\0", "(" * 3000, "a" * 10_000, '"', "🙂", "from:", "%s %(x)s", "' OR 1=1 --", "漢字"]
)
def test_whatever_is_typed_is_answered(cast, found, query):
    for path in ("/search", "/search/results", "/search/suggestions"):
        assert ask(cast.mara, query, path).status_code == 200


@pytest.mark.parametrize("further", [{"after": "x"}, {"after": "9" * 40}, {"sort": "worst"}, {"rows": "x"}])
def test_an_address_that_is_not_ours_is_refused(cast, found, further):
    assert ask(cast.mara, "dressings", **further).status_code == 422


def test_the_conversation_opens_beside_what_was_found(cast, found):
    page = text_of(cast.mara, "dressings", f"/conversations/{found.pk}", box="search")
    assert 'id="found"' in page
    assert 'value="dressings"' in page
    assert 'aria-current="true"' in page


def test_a_query_narrows_the_inbox(cast, found):
    assert f"row-{found.pk}" in text_of(cast.mara, "dressings is:unassigned", "/inbox")
    assert f"row-{found.pk}" not in text_of(cast.mara, "dressings -is:unassigned", "/inbox")
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize(
    ("query", "proposed"),
    [
        ("fro", "from:"),
        ("is:op", "open"),
        ("a -is:clo", "closed"),
        ("asig", ""),
        ("team:", '"Pharmacy line"'),
        ("de", "from:"),
    ],
)
def test_terms_and_their_values_are_proposed(cast, found, query, proposed):
    page = text_of(cast.mara, query, "/search/suggestions").replace("&quot;", '"')
    assert (f'data-text="{proposed}"' in page) == bool(proposed)


def test_the_teams_of_others_are_not_proposed(cast, found):
    assert "Pharmacy" not in text_of(cast.caleb, "team:", "/search/suggestions")
    assert "pharmacy@" not in text_of(cast.caleb, "mailbox:", "/search/suggestions")


def test_an_empty_field_says_what_it_may_hold(cast, found):
    page = text_of(cast.mara, " ")
    assert "<code>from:ana</code>" in page
    assert f"row-{found.pk}" not in page


@pytest.mark.parametrize("query", ["tag:\0", "language:\0", "dressings\0gauze", "a@\0"])
def test_a_letter_that_no_database_takes_is_no_error(cast, found, query):
    for path in ("/search", "/search/suggestions", "/people", "/companies"):
        assert ask(cast.mara, query, path).status_code in {200, 422}
