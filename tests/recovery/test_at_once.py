"""Two people do something about money at the same moment, by two connections: one of them has their way."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from django.db import connection

from goodword.accounts.types import Agent
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import DomainError
from goodword.core.money import Money
from goodword.people.actions.recognizing import recognize_customer
from goodword.recovery.actions.asking import ask_for_remedy
from goodword.recovery.actions.deciding import Decision, answer_request
from goodword.recovery.actions.giving import give_remedy
from goodword.recovery.actions.payout_connections import Connecting, make_connection
from goodword.recovery.actions.products import ProductFacts, create_product
from goodword.recovery.actions.purchases import PurchaseFacts, record_purchase
from goodword.recovery.actions.settling import settle_remedy, take_remedy_back
from goodword.recovery.choices import RemedyKind, RequestAnswer
from goodword.recovery.payout_choices import ConnectorKind
from goodword.recovery.queries import authority
from goodword.recovery.types import Authority, PayoutConnection, Product, Purchase, Remedy
from tests.cast import Cast, conversation_with_odile, found_cast, letter
from tests.recovery.remedies import a_gift, check_books, let_give, paid
from tests.timeline import recorded

pytestmark = pytest.mark.django_db(transaction=True)

Act = Callable[[], object]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return found_cast()


def at_once(*acts: Act) -> int:
    """How many of them were not refused."""
    together = Barrier(len(acts))

    def one(act: Act) -> bool:
        with closing(connection):
            together.wait(60)
            try:
                act()
            except DomainError:
                return False
        return True

    with ThreadPoolExecutor(len(acts)) as threads:
        return sum(threads.map(one, acts))


def test_one_form_sent_twice(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast)
    gift = a_gift()

    assert at_once(*[lambda: give_remedy(conversation.pk, gift, by=mara)] * 3) == 3

    assert Remedy.objects.count() == len(recorded("remedy.given")) == 1
    check_books()


def test_one_key_in_two_matters(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    let_give(cast)
    theo = recognize_customer(address="theo@example.org", name="Theo")
    other = receive_message(letter(cast, theo, sender_name="Theo")).conversation
    gift = a_gift(RemedyKind.APOLOGY, None)

    assert at_once(*[lambda one=one: give_remedy(one, gift, by=mara) for one in (conversation.pk, other.pk)]) == 1

    assert Remedy.objects.count() == len(recorded("remedy.given")) == 1


def test_one_number_of_two_customers(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    theo = recognize_customer(address="theo@example.org", name="Theo")
    facts = PurchaseFacts(reference="R-1", amount=Money(900, "USD"))

    won = at_once(
        *[lambda one=one: record_purchase(one, facts, by=mara) for one in (conversation.customer_id, theo.pk)]
    )

    assert won == Purchase.objects.count() == 1


def test_the_forms_of_settings_sent_twice(cast: Cast) -> None:
    adam = Actor.agent(cast.adam.pk)
    product = ProductFacts(name="Soft tape", value=Money(900, "USD"))
    entered = Connecting(name="Till", address="https://till.example/pay", secret="a secret of the till, long enough")
    acts = [
        lambda: create_product(product, by=adam).pk,
        lambda: let_give(cast).pk,
        lambda: make_connection(ConnectorKind.WEBHOOK, entered, by=adam).pk,
    ]

    assert at_once(*acts, *acts) == 6
    assert [rows.objects.count() for rows in (Product, Authority, PayoutConnection)] == [1, 1, 1]


def test_the_last_of_a_budget(
    cast: Cast, conversation: Conversation, mara: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_give(cast, budget_minor=5_000)
    theo = recognize_customer(address="theo@example.org", name="Theo")  # nobody is held but by the authority
    other = receive_message(letter(cast, theo, sender_name="Theo")).conversation
    spent = authority.spent

    def slowly(row: Authority, agent: Agent) -> int:
        total = spent(row, agent)
        time.sleep(0.5)  # the other sums too by then, if they can
        return total

    monkeypatch.setattr(authority, "spent", slowly)
    matters = (conversation.pk, other.pk)

    won = at_once(*[lambda one=one: give_remedy(one, a_gift(minor=3_000), by=mara) for one in matters])

    assert won == Remedy.objects.count() == 1


def test_the_last_of_a_purchase(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    let_give(cast)
    bought, other = paid(conversation, 4_000), conversation_with_odile(cast)
    refunds = [(one, a_gift(RemedyKind.PARTIAL_REFUND, purchase=bought.pk)) for one in (conversation.pk, other.pk)]

    assert at_once(*[lambda one=one, gift=gift: give_remedy(one, gift, by=mara) for one, gift in refunds]) == 1

    check_books()


def test_paid_and_taken_back(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    let_give(cast)
    remedy = give_remedy(conversation.pk, a_gift(), by=mara)

    won = at_once(lambda: settle_remedy(remedy.pk, by=mara), lambda: take_remedy_back(remedy.pk, by=mara))

    assert won == len(recorded("remedy.settled")) + len(recorded("remedy.taken-back")) == 1
    check_books()


def test_two_answer_one_request(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    let_give(cast, role="lead")
    request = ask_for_remedy(conversation.pk, a_gift(), by=mara)
    yes = Decision(answer=RequestAnswer.APPROVED)
    both = [Actor.agent(cast.tess.pk), Actor.agent(cast.olive.pk)]

    assert at_once(*[lambda by=by: answer_request(request.pk, yes, by=by) for by in both]) == 1

    assert len(recorded("remedy.given")) == len(recorded("remedy.answered")) == 1
    check_books()
