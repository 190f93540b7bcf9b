"""What the panel offers: each kind of remedy, what of it one may give on one's own word, and what bounds it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import uuid4

from django.utils.functional import Promise as Words
from django.utils.translation import gettext as _

from goodword.accounts.queries import organization
from goodword.accounts.types import Agent
from goodword.conversations.types import Conversation
from goodword.core.money import Money, money_words, typed_money
from goodword.playbook.queries import offered_reasons
from goodword.playbook.types import Reason
from goodword.recovery.choices import RemedyKind
from goodword.recovery.queries.approvers import leaders_of
from goodword.recovery.queries.authority import Allowance, what_may_be_given
from goodword.recovery.queries.reasons import reason_here
from goodword.recovery.queries.remedies import purchases_of, remedies_in
from goodword.recovery.queries.requests import requests_in
from goodword.recovery.queries.suggestions import Usual, given_for, offered_products, usually_given
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


@dataclass(frozen=True, slots=True)
class Alike:
    """What people with the same reason were given: a kind, about how much of it, and how often."""

    label: str
    amount: str
    times: int


class Offer:
    """Read for one agent and one conversation; `typed` is what stood in the form when it was refused; `reason`: the key
    of the one that was chosen, where it is not the complaint's."""

    def __init__(
        self,
        agent: Agent,
        conversation: Conversation,
        typed: Mapping[str, str] | None = None,
        *,
        reason: str | None = None,
    ) -> None:
        self.agent, self.conversation, self.customer = agent, conversation, conversation.customer
        self.key = (typed or {}).get("key") or uuid4().hex
        self._chosen = typed["reason"] if typed is not None else reason
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
        """Who may visit or call: whoever leads, the reader first if they do, then those of the team."""
        found = sorted(leaders_of(self.conversation), key=lambda one: one.pk != self.agent.pk)
        return [(one.pk, one.name) for one in found]

    @cached_property
    def reasons(self) -> list[Reason]:
        """Those that can be chosen; that of the complaint also where it was retired since."""
        own = self._own_reason
        return [*([own] if own and own.retired_at else []), *offered_reasons()]

    @cached_property
    def _own_reason(self) -> Reason | None:
        return reason_here(self.conversation)

    @cached_property
    def reason(self) -> Reason | None:
        """Why they contacted us: what was chosen, else what the complaint says."""
        if self._chosen is None:
            return self._own_reason
        return next((one for one in self.reasons if one.key == self._chosen), None)

    @cached_property
    def allowances(self) -> dict[str, Allowance]:
        reason = self.reason.pk if self.reason else None
        return {one.kind.value: one for one in what_may_be_given(self.agent, self.customer.pk, self.currency, reason)}

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
        """What was given most for this reason, else in matters of this team, and the agent may give now; None if there
        is no such thing."""
        return next((one for one in (*self._alike, *self._of_team) if self._may_give(one)), None)

    @cached_property
    def _given_for(self) -> list[Usual]:
        return given_for(self.reason.pk if self.reason else None)

    @property
    def _alike(self) -> list[Usual]:
        return [one for one in self._given_for if not one.is_chance and one.kind != RemedyKind.LEADER]

    @property
    def _of_team(self) -> Iterator[Usual]:
        yield from usually_given(self.conversation)

    @property
    def alike(self) -> list[Alike]:
        """What people with the same reason were given; nothing of fewer than five. What one or two were given is not
        told: it would be their own."""
        names = {one.pk: one.name for one in self.products}
        return [
            Alike(names.get(one.product or 0, str(one.kind.label)), "" if one.is_chance else _about(one), one.times)
            for one in self._given_for
        ]

    @property
    def alike_among(self) -> int:
        return self._given_for[0].among if self._given_for else 0

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
            if self.usual in self._alike:
                why = _("Given in %(times)s of the last %(among)s with this reason") % counted
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
            "leader": str(self.leaders[0][0]) if self.leaders else "",
            "reason": self.reason.key if self.reason else "",
        }


def _about(one: Usual) -> str:
    return money_words(one.amount) if one.amount.minor else ""
