"""The panel by which one makes it right: within one's authority it is given, above it is asked for."""

import pytest
from django.test import Client

from goodword.conversations.types import Conversation
from goodword.promises.types import Promise
from goodword.recovery.choices import RemedyKind, RemedyState
from goodword.recovery.types import Authority, Purchase, Remedy, RemedyRequest
from tests.cast import Cast
from tests.recovery.remedies import paid
from tests.web.make_it_right.typed import typed

HTMX = {"HX-Request": "true"}


def address(conversation: Conversation) -> str:
    return f"/conversations/{conversation.pk}/remedies"


def conversation_of(purchase: Purchase) -> Conversation:
    return Conversation.objects.get(customer=purchase.customer_id)


def test_it_says_what_i_may_give(desk: Client, conversation: Conversation, authority: Authority) -> None:
    html = desk.get(address(conversation), headers=HTMX).content.decode()
    assert "up to $50.00" in html
    assert "$500.00" in html
    assert 'value="apology" data-key="1"' in html


def test_without_an_authority_money_is_asked_for(desk: Client, conversation: Conversation) -> None:
    html = desk.get(address(conversation), headers=HTMX).content.decode()
    assert "you ask for" in html
    assert "up to" not in html


def test_a_credit_is_given(desk: Client, conversation: Conversation, authority: Authority, cast: Cast) -> None:
    answer = desk.post(address(conversation), typed("credit", amount="25"), headers=HTMX)
    remedy = Remedy.objects.get()
    assert answer.status_code == 200
    assert (remedy.amount_minor, remedy.given_by, remedy.state) == (2500, cast.mara, RemedyState.RESERVED)
    assert "Given: Credit, $25.00." in answer.content.decode()
    assert "Put into my reply" in answer.content.decode()


def test_the_same_form_gives_once(desk: Client, conversation: Conversation, authority: Authority) -> None:
    for _again in range(2):
        desk.post(address(conversation), typed("credit", amount="25"), headers=HTMX)
    assert Remedy.objects.count() == 1


def test_without_script_the_words_are_offered_on_a_page(
    desk: Client, conversation: Conversation, authority: Authority
) -> None:
    answer = desk.post(address(conversation), typed("apology"), follow=True)
    assert "Put into my reply" in answer.content.decode()


def test_a_purchase_is_written_down_right_there(desk: Client, conversation: Conversation, authority: Authority) -> None:
    bought = {"purchase": "new", "reference": "A-7", "cost": "40.00", "what": "Gauze"}
    desk.post(address(conversation), typed("full-refund", **bought), headers=HTMX)
    remedy, purchase = Remedy.objects.get(), Purchase.objects.get()
    assert (remedy.purchase, remedy.amount_minor) == (purchase, 4000)
    assert purchase.given_minor == 4000


@pytest.mark.parametrize(
    ("further", "field", "words"),
    [
        ({"amount": "-3"}, "amount", "above zero"),
        ({"amount": "many"}, "amount", "Give an amount such as"),
        ({"amount": "99999999999999999"}, "amount", "too much for one time"),
        ({"amount": "90"}, "amount", "Only $80.00 of this purchase"),
        ({"amount": "3", "currency": "EUR"}, "amount", "This was paid in USD"),
        ({"amount": "3", "purchase": "new", "cost": "x", "reference": "B"}, "cost", "Give an amount such as"),
        ({"amount": "3", "purchase": "999"}, "purchase", "not a purchase of theirs"),
    ],
)
@pytest.mark.usefixtures("authority")
def test_what_does_not_do_is_said_at_its_field_and_nothing_is_lost(
    desk: Client, purchase: Purchase, further: dict[str, str], field: str, words: str
) -> None:
    conversation = conversation_of(purchase)
    sent = typed("partial-refund", said="My own words", **{"purchase": str(purchase.pk), **further})
    answer = desk.post(address(conversation), sent, headers=HTMX)
    html = answer.content.decode()
    assert (answer.status_code, Remedy.objects.count()) == (422, 0)
    assert words in html.partition(f'id="remedy-{field}-problem"')[2][:500]
    assert "My own words" in html
    assert f'value="{further["amount"]}"' in html


def test_a_product_that_the_catalogue_does_not_offer(
    desk: Client, conversation: Conversation, authority: Authority
) -> None:
    answer = desk.post(address(conversation), typed("comp-product", product="77"), headers=HTMX)
    assert (answer.status_code, Remedy.objects.count()) == (422, 0)
    assert "The catalogue does not offer this" in answer.content.decode()


def test_a_leader_needs_a_time(desk: Client, conversation: Conversation, cast: Cast) -> None:
    sent = typed("leader", leader=str(cast.tess.pk))
    answer = desk.post(address(conversation), sent, headers=HTMX)
    assert (answer.status_code, Remedy.objects.count()) == (422, 0)
    assert "By when?" in answer.content.decode()

    desk.post(address(conversation), {**sent, "words": "in 2 hours"}, headers=HTMX)
    assert Remedy.objects.get().kind == RemedyKind.LEADER
    assert Promise.objects.filter(owner=cast.tess).exists()


def test_above_the_limit_the_same_key_asks(
    desk: Client, conversation: Conversation, authority: Authority, cast: Cast
) -> None:
    answer = desk.post(address(conversation), typed("credit", amount="60"), headers=HTMX)
    html = answer.content.decode()
    assert (answer.status_code, Remedy.objects.count()) == (422, 0)
    assert "You may give $50.00 of this without asking" in html
    assert "Asked now, an answer is owed by" in html

    desk.post(address(conversation), typed("credit", amount="60", ask="1", because="She waited"), headers=HTMX)
    request = RemedyRequest.objects.get()
    assert (request.asked_minor, request.because, request.remedy.state) == (6000, "She waited", RemedyState.ASKED)
    assert request.promise is not None


def test_asking_for_what_one_may_give_gives_it(desk: Client, conversation: Conversation, authority: Authority) -> None:
    desk.post(address(conversation), typed("credit", amount="40", ask="1"), headers=HTMX)
    assert Remedy.objects.get().state == RemedyState.RESERVED


def test_the_words_go_into_the_reply(desk: Client, conversation: Conversation, authority: Authority) -> None:
    desk.post(address(conversation), typed("credit", amount="25"), headers=HTMX)
    remedy = Remedy.objects.get()
    written = {"html": "<p>Dear Odile,</p>"}
    html = desk.post(f"/remedies/{remedy.pk}/words", written, headers=HTMX).content.decode()
    assert "Dear Odile," in html.partition('id="composer"')[2]
    assert "We are sorry." in html.partition('id="composer"')[2]


@pytest.mark.usefixtures("authority")
def test_a_credit_names_a_purchase_only_if_chosen(desk: Client, conversation: Conversation) -> None:
    bought = paid(conversation, 4000)
    desk.post(address(conversation), typed("credit", amount="25", purchase=str(bought.pk)), headers=HTMX)
    assert Remedy.objects.get().purchase is None

    desk.post(address(conversation), typed("credit", amount="25", of=str(bought.pk), key="another"), headers=HTMX)
    answer = desk.post(address(conversation), typed("credit", amount="20", of=str(bought.pk), key="3rd"), headers=HTMX)

    assert "Only $15.00 of this purchase is left to give back." in answer.content.decode()
    assert Remedy.objects.filter(purchase=bought).count() == 1
