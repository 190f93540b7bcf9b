"""What the panel offers: each kind of remedy, what of it one may give on one's own word, and what bounds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import uuid4

from django.utils.functional import Promise as Words
from django.utils.translation import gettext as _

from goodword.accounts.queries import organization
from goodword.accounts.types import Agent
from goodword.conversations.queries.mentions import mentionable
from goodword.conversations.types import Conversation
from goodword.core.money import Money, money_words, typed_money
from goodword.recovery.choices import RemedyKind
from goodword.recovery.queries.authority import Allowance, what_may_be_given
from goodword.recovery.queries.remedies import purchases_of, remedies_in
from goodword.recovery.queries.requests import requests_in
from goodword.recovery.queries.suggestions import Usual, offered_products, usually_given
from goodword.recovery.types import Product, Purchase
from goodword.web.components.given_before import Before, before_of
from goodword.web.make_it_right.asked import Asked, asked_shown
from goodword.web.make_it_right.words import language_of, usual_words

NEW = "new"


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind on the list; `bound` says how much of it, `is_above` that somebody has to be asked for any of it."""

    number: int
    kind: RemedyKind
    label: str | Words
    bound: str
    words: str
    why: str = ""
    is_above: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """A line above the list: what is left."""

    label: str
    left: str


class Offer:
    """Read for one agent and one conversation; `typed` is what stood in the form when it was refused."""

    def __init__(self, agent: Agent, conversation: Conversation, typed: Mapping[str, str] | None = None) -> None:
        self.agent, self.conversation, self.customer = agent, conversation, conversation.customer
        self.key = (typed or {}).get("key") or uuid4().hex
        self.typed = dict(typed) if typed is not None else self._proposed()

    @cached_property
    def currency(self) -> str:
        """That of what they bought last, else the house's."""
        house = organization()
        usual = house.currency if house else "USD"
        return self.purchases[0].currency if self.purchases else usual

    @cached_property
    def purchases(self) -> list[Purchase]:
        return purchases_of(self.customer.pk)

    @cached_property
    def products(self) -> list[Product]:
        return offered_products()

    @cached_property
    def leaders(self) -> list[tuple[int, str]]:
        """Who may visit or call: whoever reads the conversation and leads, the others after them."""
        return [(one.key[1], one.name) for one in mentionable(self.conversation) if one.key[0] == "agent"]

    @cached_property
    def allowances(self) -> dict[str, Allowance]:
        return {one.kind.value: one for one in what_may_be_given(self.agent, self.customer.pk, self.currency)}

    @cached_property
    def waiting(self) -> list[Asked]:
        """What was asked for here, and nobody has answered."""
        return asked_shown(requests_in(self.conversation), self.agent)

    @cached_property
    def before(self) -> list[Before]:
        """What was given, asked for and declined here."""
        return [before_of(remedy) for remedy in remedies_in(self.conversation.pk)]

    @cached_property
    def usual(self) -> Usual | None:
        """What was given most in like matters and the agent may give now; None if there is no such thing."""
        return next((one for one in usually_given(self.conversation) if self._may_give(one)), None)

    def _may_give(self, one: Usual) -> bool:
        if one.kind.value in {RemedyKind.FULL_REFUND, RemedyKind.PARTIAL_REFUND} and not self.purchases:
            return False
        allowed = self.allowances[one.kind.value]
        return allowed.is_free or (one.amount.currency == self.currency and allowed.covers(one.amount))

    @cached_property
    def choices(self) -> list[Choice]:
        """The suggested kind first."""
        words = usual_words(self.customer)
        first = self.usual.kind if self.usual else RemedyKind.APOLOGY
        kinds = sorted(self._kinds, key=lambda kind: kind != first)
        return [self._choice(number, kind, words[kind.value]) for number, kind in enumerate(kinds, start=1)]

    @property
    def _kinds(self) -> list[RemedyKind]:
        return [kind for kind in RemedyKind if kind != RemedyKind.COMP_PRODUCT or self.products]

    def _choice(self, number: int, kind: RemedyKind, words: str) -> Choice:
        allowed = self.allowances[kind.value]
        is_above = not allowed.is_free and (allowed.most is None or allowed.most.minor == 0)
        bound = _("asks") if is_above else ""
        if allowed.most and not is_above:
            bound = _("up to %(amount)s") % {"amount": money_words(allowed.most)}
        why = ""
        if self.usual and kind == self.usual.kind:
            counted = {"times": self.usual.times, "among": self.usual.among}
            why = _("Given in %(times)s of the last %(among)s such matters") % counted
        return Choice(number, kind, kind.label, bound, words, why, is_above)

    @property
    def bounds(self) -> list[Bound]:
        """What the authority for money leaves."""
        allowed = next((one for one in self.allowances.values() if one.limit), None)
        if allowed is None or allowed.limit is None:
            return []
        lines = [(_("On my own word, each time"), allowed.limit)]
        if allowed.budget_left is not None:
            lines.append((_("Left of the budget"), allowed.budget_left))
        if allowed.customer_left is not None:
            lines.append((_("Left for %(name)s") % {"name": self.customer.name}, allowed.customer_left))
        return [Bound(label, money_words(left)) for label, left in lines]

    @property
    def language(self) -> str:
        return language_of(self.customer)

    def _proposed(self) -> dict[str, str]:
        usual = self.usual
        kind = usual.kind if usual else RemedyKind.APOLOGY
        amount = usual.amount if usual else Money(0, self.currency)
        return {
            "kind": kind.value,
            "amount": typed_money(amount) if amount.minor else "",
            "product": str(usual.product or "") if usual else "",
            "purchase": str(self.purchases[0].pk) if self.purchases else NEW,
            "currency": self.currency,
            "said": usual_words(self.customer)[kind.value],
            "leader": str(self.agent.pk),
        }
