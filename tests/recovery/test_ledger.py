"""In the ledger nothing is changed or deleted, and in whatever order things happen the books agree."""

from collections.abc import Callable
from random import Random

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import DomainError
from goodword.core.money import Money
from goodword.recovery.actions.asking import ask_for_remedy, withdraw_request
from goodword.recovery.actions.deciding import Decision, answer_request
from goodword.recovery.actions.giving import give_remedy
from goodword.recovery.actions.settling import release_remedy, return_remedy, settle_remedy, take_remedy_back
from goodword.recovery.choices import ReleaseReason, RemedyKind, RequestAnswer
from goodword.recovery.types import Purchase, Remedy, RemedyRequest
from tests.cast import Cast
from tests.recovery.remedies import a_gift, check_books, let_give, offered, paid


@pytest.mark.parametrize("table", ["recovery_ledgertransaction", "recovery_ledgerentry"])
@pytest.mark.parametrize("change", ["UPDATE {table} SET id = id + 1000", "DELETE FROM {table}"])
def test_the_database_refuses_a_change(
    conversation: Conversation, cast: Cast, mara: Actor, table: str, change: str
) -> None:
    let_give(cast)
    give_remedy(conversation.pk, a_gift(), by=mara)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table=table))

    check_books()


def test_no_line_moves_nothing(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast)
    give_remedy(conversation.pk, a_gift(), by=mara)
    written = "INSERT INTO recovery_ledgerentry (transaction_id, account, currency, minor) SELECT id, 'given', 'USD', 0"

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{written} FROM recovery_ledgertransaction")


class Books:
    """Everything that can happen to remedies, each as chance and the property test will."""

    def __init__(self, cast: Cast, conversation: Conversation) -> None:
        self.cast, self.number = cast, conversation.pk
        self.mara, self.olive = Actor.agent(cast.mara.pk), Actor.agent(cast.olive.pk)
        self.purchases = [paid(conversation, 7_000).pk, paid(conversation, amount=Money(900, "EUR")).pk]
        self.product = offered(cast).pk
        for currency in ("USD", "EUR"):
            let_give(cast, limit=4_000, currency=currency, budget_minor=9_000, customer_cap_minor=12_000)

    @property
    def acts(self) -> list[Callable[[Random], object]]:
        first = [self.give, self.give, self.ask, self.settle, self.come_back]
        return [*first, self.release, self.take_back, self.answer, self.withdraw]

    def gift(self, chance: Random) -> object:
        kind = chance.choice([kind for kind in RemedyKind if kind != RemedyKind.LEADER])
        purchase = Purchase.objects.get(pk=chance.choice(self.purchases))
        amount = Money(chance.choice([1, 899, 900, 901, 3_999, 4_000, 4_001]), purchase.currency)
        return a_gift(kind, amount=amount, purchase=purchase.pk, product=self.product)

    def give(self, chance: Random) -> None:
        gift = self.gift(chance)
        for _ in range(chance.choice([1, 1, 2])):
            give_remedy(self.number, gift, by=self.mara)  # type: ignore[arg-type] # a Gift

    def ask(self, chance: Random) -> None:
        ask_for_remedy(self.number, self.gift(chance), by=self.mara)  # type: ignore[arg-type] # a Gift

    def settle(self, chance: Random) -> None:
        settle_remedy(self._one(chance), by=self.mara)

    def come_back(self, chance: Random) -> None:
        return_remedy(self._one(chance), by=self.mara)

    def release(self, chance: Random) -> None:
        release_remedy(self._one(chance), by=self.mara, reason=ReleaseReason.NOT_PAID)

    def take_back(self, chance: Random) -> None:
        take_remedy_back(self._one(chance), by=self.mara)

    def answer(self, chance: Random) -> None:
        answer = chance.choice([RequestAnswer.APPROVED, RequestAnswer.LOWERED, RequestAnswer.DECLINED])
        amount = Money(chance.choice([1, 500, 4_000]), chance.choice(["USD", "EUR"]))
        answer_request(self._asked(chance), Decision(answer=answer, amount=amount, words="So."), by=self.olive)

    def withdraw(self, chance: Random) -> None:
        withdraw_request(self._asked(chance), by=self.mara)

    def _one(self, chance: Random) -> int:
        return chance.choice([0, *Remedy.objects.values_list("pk", flat=True)])

    def _asked(self, chance: Random) -> int:
        return chance.choice([0, *RemedyRequest.objects.values_list("pk", flat=True)])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=some.lists(some.integers(0, 8), min_size=1, max_size=40), chance=some.integers(0, 10**9))
def test_in_any_order_the_books_agree(cast: Cast, conversation: Conversation, acts: list[int], chance: int) -> None:
    with transaction.atomic():
        books, random = Books(cast, conversation), Random(chance)
        for act in acts:
            try:
                books.acts[act](random)
            except DomainError:
                continue
            finally:
                check_books()
        transaction.set_rollback(True)


def test_the_property_notices_a_line_too_much(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast)
    remedy = give_remedy(conversation.pk, a_gift(), by=mara)
    Remedy.objects.filter(pk=remedy.pk).update(amount_minor=2_499)

    with pytest.raises(AssertionError, match="differ"):
        check_books()
