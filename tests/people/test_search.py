import pytest

from goodword.conversations.queries.found import found_people
from goodword.conversations.search.asking import ask
from goodword.core.actor import SYSTEM
from goodword.people.actions.addresses import add_address
from goodword.people.actions.describing import rename_customer
from goodword.people.actions.recognizing import recognize_customer
from tests.cast import found_cast

pytestmark = pytest.mark.django_db


def names(reader, text):
    return [person.name for person in found_people(reader, ask(reader, text))]


@pytest.fixture
def olive():
    return found_cast().olive


def test_a_person_is_found_by_what_is_known_of_them_now(olive):
    person = recognize_customer(address="maria@example.org", name="María Peña")
    assert names(olive, "maria pena") == names(olive, "maria@example.org") == ["María Peña"]
    rename_customer(person.pk, by=SYSTEM, name="Mar Peña")
    add_address(person.pk, by=SYSTEM, address="mar@example.net")
    assert names(olive, "mar@example.net") == ["Mar Peña"]
    assert names(olive, "example.org mar") == ["Mar Peña"]
    assert names(olive, "maria -example") == []


def test_a_name_learned_from_mail_is_found(olive):
    recognize_customer(address="bob@example.org")
    recognize_customer(address="bob@example.org", name="Robert Stone")
    assert names(olive, "stone") == ["Robert Stone"]


def test_conditions_are_about_conversations(olive):
    recognize_customer(address="bob@example.org", name="Bob Stone")
    assert names(olive, "bob is:open") == []
