"""Inside one's authority something is given at once; above it nothing is, and what bounds it says so."""

from datetime import timedelta

import pytest

from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.money import Money, money_words, parse_money
from goodword.promises.choices import Target
from goodword.promises.types import Promise
from goodword.recovery.actions.complaining import mark_complaint
from goodword.recovery.actions.giving import give_remedy
from goodword.recovery.actions.settling import take_remedy_back
from goodword.recovery.choices import RemedyKind, RemedyState
from goodword.recovery.errors import AboveAuthority, MoreThanPaid, WrongCurrency
from goodword.recovery.types import LedgerTransaction, Remedy
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.recovery.remedies import a_gift, balances, check_books, let_give, offered, paid
from tests.timeline import kinds, last_event


def test_inside_the_authority_it_is_promised(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    authority = let_give(cast)

    remedy = give_remedy(conversation.pk, a_gift(words="  Sorry.  "), by=mara)

    assert (remedy.state, remedy.amount_minor, remedy.words) == (RemedyState.RESERVED, 2_500, "Sorry.")
    assert (remedy.authority, remedy.given_by, remedy.home) == (authority, cast.mara, conversation)
    assert balances() == {("available", "USD"): -2_500, ("reserved", "USD"): 2_500}
    told = last_event("remedy.given").data
    assert (told["remedy"], told["minor"], told["authority_id"]) == ("credit", 2_500, authority.pk)
    check_books()


def test_with_the_same_key_it_is_given_once(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast)
    gift = a_gift()

    assert give_remedy(conversation.pk, gift, by=mara) == give_remedy(conversation.pk, gift, by=mara)

    assert kinds(conversation.pk).count("remedy.given") == LedgerTransaction.objects.count() == 1


def test_a_key_is_for_one_matter(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast)
    gift = a_gift()
    give_remedy(conversation.pk, gift, by=mara)

    with pytest.raises(Invalid):
        give_remedy(conversation_with_odile(cast).pk, gift, by=mara)


def test_up_to_the_limit_and_not_a_cent_more(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast, limit=5_000)

    with pytest.raises(AboveAuthority) as refused:
        give_remedy(conversation.pk, a_gift(minor=5_001), by=mara)

    assert refused.value.most == Money(5_000, "USD")
    assert not Remedy.objects.exists()
    assert give_remedy(conversation.pk, a_gift(minor=5_000), by=mara).is_given


@pytest.mark.parametrize(("typed", "most"), [("5,000", "¥5,000"), ("5.000", "KWD5.000"), ("50", "$50.00")])
def test_in_each_currency_to_its_smallest_coin(
    conversation: Conversation, cast: Cast, mara: Actor, typed: str, most: str
) -> None:
    currency = {"¥": "JPY", "K": "KWD", "$": "USD"}[most[0]]
    let_give(cast, limit=5_000, currency=currency)
    all_of_it = parse_money(typed, currency, "en")

    with pytest.raises(AboveAuthority) as refused:
        give_remedy(conversation.pk, a_gift(amount=all_of_it + Money(1, currency)), by=mara)
    assert refused.value.most is not None
    assert money_words(refused.value.most, "en") == most
    assert give_remedy(conversation.pk, a_gift(amount=all_of_it), by=mara).amount_minor == 5_000
    check_books()


def test_who_has_no_authority_gives_only_what_costs_nothing(conversation: Conversation, mara: Actor) -> None:
    with pytest.raises(AboveAuthority) as refused:
        give_remedy(conversation.pk, a_gift(minor=1), by=mara)

    assert refused.value.most is None
    remedy = give_remedy(conversation.pk, a_gift(RemedyKind.APOLOGY, None), by=mara)
    assert (remedy.state, remedy.settled_at, balances()) == (RemedyState.SETTLED, now(), {})


@pytest.mark.parametrize("is_active", [True, False])
def test_an_authority_at_rest_counts_nothing(
    conversation: Conversation, cast: Cast, mara: Actor, is_active: bool
) -> None:
    let_give(cast, is_active=is_active)

    if is_active:
        assert give_remedy(conversation.pk, a_gift(), by=mara)
    else:
        with pytest.raises(AboveAuthority):
            give_remedy(conversation.pk, a_gift(), by=mara)


def test_the_first_row_that_covers_counts(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast, limit=100_000, role="lead")
    let_give(cast, limit=100_000, team=cast.nursing.pk)
    let_give(cast, limit=100_000, kinds=(RemedyKind.FEE_WAIVER,))
    let_give(cast, limit=100_000, currency="EUR")
    narrow = let_give(cast, limit=1_000, agent=cast.mara.pk)
    let_give(cast, limit=100_000)

    with pytest.raises(AboveAuthority):
        give_remedy(conversation.pk, a_gift(minor=1_001), by=mara)
    assert give_remedy(conversation.pk, a_gift(minor=1_000), by=mara).authority == narrow


def test_a_refund_is_bounded_by_what_was_paid(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast, limit=100_000)
    bought = paid(conversation, 3_000)
    give_remedy(conversation.pk, a_gift(RemedyKind.PARTIAL_REFUND, 2_000, purchase=bought.pk), by=mara)

    with pytest.raises(MoreThanPaid) as refused:
        give_remedy(conversation.pk, a_gift(RemedyKind.PARTIAL_REFUND, 1_001, purchase=bought.pk), by=mara)

    assert refused.value.left == Money(1_000, "USD")
    rest = give_remedy(conversation.pk, a_gift(RemedyKind.FULL_REFUND, None, purchase=bought.pk), by=mara)
    assert rest.amount_minor == 1_000
    with pytest.raises(MoreThanPaid, match="given back already"):
        give_remedy(conversation.pk, a_gift(RemedyKind.FULL_REFUND, None, purchase=bought.pk), by=mara)
    check_books()


@pytest.mark.parametrize("kind", [RemedyKind.CREDIT, RemedyKind.FEE_WAIVER, RemedyKind.COMP_PRODUCT])
def test_a_purchase_bounds_all_that_names_it(
    kind: RemedyKind, conversation: Conversation, cast: Cast, mara: Actor
) -> None:
    let_give(cast, limit=100_000)
    bought, product = paid(conversation, 3_000), offered(cast)
    named = {"purchase": bought.pk, "product": product.pk if kind == RemedyKind.COMP_PRODUCT else None}
    first = give_remedy(conversation.pk, a_gift(kind, product.value_minor, **named), by=mara)

    with pytest.raises(MoreThanPaid):
        give_remedy(conversation.pk, a_gift(RemedyKind.PARTIAL_REFUND, 3_000, purchase=bought.pk), by=mara)
    rest = give_remedy(conversation.pk, a_gift(RemedyKind.FULL_REFUND, None, purchase=bought.pk), by=mara)

    assert rest.amount_minor == 3_000 - first.amount_minor
    with pytest.raises(MoreThanPaid):
        give_remedy(conversation.pk, a_gift(kind, 1, **named), by=mara)
    check_books()


def test_what_names_no_purchase_is_not_bounded_by_one(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast)
    bought = paid(conversation, 1_000)

    give_remedy(conversation.pk, a_gift(minor=2_000), by=mara)

    bought.refresh_from_db()
    assert bought.given_minor == 0


def test_what_is_taken_back_is_free_again(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast)
    bought = paid(conversation, 1_000)
    credit = give_remedy(conversation.pk, a_gift(minor=900, purchase=bought.pk), by=mara)

    take_remedy_back(credit.pk, by=mara)

    bought.refresh_from_db()
    assert bought.given_minor == 0
    check_books()


@pytest.mark.parametrize("minor", [None, 0, -1, -2_500])
def test_nothing_and_less_than_nothing_is_no_amount(
    conversation: Conversation, cast: Cast, mara: Actor, minor: int | None
) -> None:
    let_give(cast)

    with pytest.raises(Invalid) as refused:
        give_remedy(conversation.pk, a_gift(minor=minor), by=mara)

    assert "amount" in refused.value.fields


def test_the_currency_is_that_of_the_purchase(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast, currency="EUR")
    bought = paid(conversation, amount=Money(1_000, "EUR"))

    with pytest.raises(WrongCurrency):
        give_remedy(conversation.pk, a_gift(RemedyKind.PARTIAL_REFUND, 500, purchase=bought.pk), by=mara)
    gift = a_gift(RemedyKind.PARTIAL_REFUND, amount=Money(500, "EUR"), purchase=bought.pk)
    assert give_remedy(conversation.pk, gift, by=mara).currency == "EUR"


def test_a_refund_needs_a_purchase_of_theirs(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast)

    for purchase in (None, 999_999):
        with pytest.raises(Invalid) as refused:
            give_remedy(conversation.pk, a_gift(RemedyKind.PARTIAL_REFUND, 500, purchase=purchase), by=mara)
        assert "purchase" in refused.value.fields


def test_a_product_of_the_catalogue_counts_by_its_value(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast, limit=1_200)
    gift = a_gift(RemedyKind.COMP_PRODUCT, 1, product=offered(cast, 1_200).pk)
    dear = a_gift(RemedyKind.COMP_PRODUCT, 1, product=offered(cast, 1_201).pk)

    assert give_remedy(conversation.pk, gift, by=mara).amount_minor == 1_200
    with pytest.raises(AboveAuthority):
        give_remedy(conversation.pk, dear, by=mara)


def test_a_product_that_is_not_in_the_catalogue(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast)
    gone = offered(cast, is_active=False)

    for product in (None, 999_999, gone.pk):
        with pytest.raises(Invalid) as refused:
            give_remedy(conversation.pk, a_gift(RemedyKind.COMP_PRODUCT, None, product=product), by=mara)
        assert "product" in refused.value.fields


def test_a_leader_who_will_call_is_a_promise(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    due = now() + timedelta(days=1)

    remedy = give_remedy(conversation.pk, a_gift(RemedyKind.LEADER, None, leader=cast.tess.pk, due=due), by=mara)

    promise = Promise.objects.get(conversation=conversation, target=Target.CALLBACK)
    assert (remedy.state, promise.owner, promise.due_at) == (RemedyState.SETTLED, cast.tess, due)


def test_a_leader_without_a_name_or_a_day(conversation: Conversation, mara: Actor) -> None:
    for changes in ({}, {"leader": 999_999, "due": now() + timedelta(days=1)}):
        with pytest.raises(Invalid):
            give_remedy(conversation.pk, a_gift(RemedyKind.LEADER, None, **changes), by=mara)

    assert not Remedy.objects.exists()


@pytest.mark.parametrize("changes", [{"key": ""}, {"key": "k" * 65}, {"kind": "gold"}, {"words": "x" * 2_001}])
def test_a_form_that_makes_no_sense(
    conversation: Conversation, cast: Cast, mara: Actor, changes: dict[str, str]
) -> None:
    let_give(cast)

    with pytest.raises(Invalid):
        give_remedy(conversation.pk, a_gift(**changes), by=mara)  # type: ignore[arg-type] # as nobody should


def test_in_no_conversation(cast: Cast, mara: Actor) -> None:
    with pytest.raises(NotFound):
        give_remedy(999_999, a_gift(), by=mara)


def test_it_is_given_for_a_complaint_of_its_own_matter(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    elsewhere = receive_message(letter(cast, odile(), text="Nothing came."))
    other = mark_complaint(elsewhere.pk, by=mara)

    for complaint in (other.pk, 999_999):
        with pytest.raises(Invalid):
            give_remedy(conversation.pk, a_gift(RemedyKind.APOLOGY, None, complaint=complaint), by=mara)
    assert not Remedy.objects.exists()


def test_a_leader_is_somebody_who_leads(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    due = now() + timedelta(days=1)
    with pytest.raises(Invalid):
        give_remedy(conversation.pk, a_gift(RemedyKind.LEADER, None, leader=cast.mara.pk, due=due), by=mara)
    assert not Remedy.objects.exists()
