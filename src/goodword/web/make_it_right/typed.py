"""Reads from the form what is to be given, and of which purchase; what does not do is said beside its field."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.core.money import Money, is_currency, parse_money
from goodword.playbook.actions.reasons import chosen_reason
from goodword.recovery.actions.giving import Gift
from goodword.recovery.actions.purchases import PurchaseFacts, record_purchase
from goodword.recovery.choices import MONEY_KINDS, REFUNDS, RemedyKind
from goodword.recovery.queries.complaints import latest_complaint
from goodword.recovery.queries.reasons import reason_here
from goodword.recovery.queries.remedies import purchases_of
from goodword.recovery.queries.suggestions import offered_products
from goodword.web.inbox.addresses import number_in
from goodword.web.make_it_right.offer import NEW
from goodword.web.make_it_right.words import usual_words
from goodword.web.promises.giving import due_typed
from goodword.web.shell import AgentRequest

FIELDS = (
    "kind", "amount", "currency", "purchase", "of", "product", "said", "leader", "words", "at", "because", "key", "ask",
    "reason", "reference", "cost", "what", "bought_on",
)  # fmt: skip


def typed_in(request: AgentRequest) -> dict[str, str]:
    """All that stood in the form."""
    return {name: request.POST.get(name, "").strip() for name in FIELDS}


def gift_typed(request: AgentRequest, conversation: Conversation, typed: dict[str, str], *, by: Actor) -> Gift:
    """The gift; a purchase that was written into the form is recorded, and stands chosen in `typed` from then on.

    Raises Invalid, NotSure.
    """
    kind = _kind(typed["kind"])
    purchase = _purchase(conversation, typed, kind, by)
    is_led = kind == RemedyKind.LEADER
    return Gift(
        kind=kind,
        key=typed["key"],
        amount=_amount(conversation, typed, kind, purchase),
        purchase=purchase,
        complaint=_complaint(conversation),
        reason=_reason(conversation, typed["reason"]),
        product=number_in(typed["product"]) if kind == RemedyKind.COMP_PRODUCT else None,
        words=_words(conversation, typed["said"], kind),
        leader=number_in(typed["leader"]) if is_led else None,
        due=due_typed(request) if is_led else None,
    )


def _complaint(conversation: Conversation) -> int | None:
    """What is given while a complaint is open belongs to it."""
    complaint = latest_complaint(conversation)
    return complaint.pk if complaint and complaint.is_open else None


def _reason(conversation: Conversation, key: str) -> int | None:
    """What was chosen, else what the complaint says. Raises Invalid."""
    own = reason_here(conversation)
    if own is not None and key in {"", own.key}:
        return own.pk
    chosen = chosen_reason(key)
    return chosen.pk if chosen else None


def _kind(value: str) -> RemedyKind:
    if value not in RemedyKind.values:
        raise Invalid(kind=_("Choose what to give."))
    return RemedyKind(value)


def _purchase(conversation: Conversation, typed: dict[str, str], kind: RemedyKind, by: Actor) -> int | None:
    if kind not in REFUNDS:
        return number_in(typed["of"]) if kind in MONEY_KINDS else None
    if typed["purchase"] != NEW:
        return number_in(typed["purchase"])
    if not any(typed[name] for name in ("reference", "cost", "what")):
        raise Invalid(reference=_("Write down what they paid for: its number, and how much it was."))
    recorded = record_purchase(conversation.customer_id, _facts(typed), by=by)
    typed["purchase"] = str(recorded.pk)
    return recorded.pk


def _facts(typed: Mapping[str, str]) -> PurchaseFacts:
    try:
        cost = parse_money(typed["cost"], _currency(typed), get_language())
        bought = date.fromisoformat(typed["bought_on"]) if typed["bought_on"] else None
        facts = PurchaseFacts(reference=typed["reference"], amount=cost, what=typed["what"], bought_on=bought)
        facts.check()
    except ValueError as error:
        raise Invalid(bought_on=_("Give the day as year-month-day.")) from error
    except Invalid as refusal:
        raise _at(refusal, amount="cost") from refusal
    return facts


def _amount(
    conversation: Conversation, typed: Mapping[str, str], kind: RemedyKind, purchase: int | None
) -> Money | None:
    if kind not in MONEY_KINDS or kind == RemedyKind.FULL_REFUND:
        return None
    bought = next((one for one in purchases_of(conversation.customer_id) if one.pk == purchase), None)
    currency = bought.currency if bought and not typed["currency"] else _currency(typed)
    return parse_money(typed["amount"], currency, get_language())


def _currency(typed: Mapping[str, str]) -> str:
    currency = typed["currency"].upper()
    if not is_currency(currency):
        raise Invalid(amount=_("Choose a currency that there is."))
    return currency


def _words(conversation: Conversation, said: str, kind: RemedyKind) -> str:
    """The usual words of another kind, left as they were proposed, follow the kind."""
    usual = usual_words(conversation.customer)
    return usual[kind.value] if said in usual.values() else said


def _at(refusal: Invalid, **places: str) -> Invalid:
    """The same, said at other fields."""
    return Invalid(str(refusal), **{places.get(name, name): words for name, words in refusal.fields.items()})


def problems_of(refusal: Invalid, typed: Mapping[str, str]) -> dict[str, str]:
    """What is wrong, by field; where the form does not show the amount, beside the purchase."""
    found = {name: str(words) for name, words in refusal.fields.items()}
    if typed["kind"] == RemedyKind.FULL_REFUND and "amount" in found:
        found["purchase"] = found.pop("amount")
    if typed["kind"] not in REFUNDS and "purchase" in found:
        found["of"] = found.pop("purchase")
    if "product" in found and not offered_products():
        found["kind"] = found.pop("product")
    known = {name: words for name, words in found.items() if name in FIELDS}
    others = [words for name, words in found.items() if name not in FIELDS]
    if others or not found:
        known["all"] = " ".join(others) or str(refusal)
    return known
