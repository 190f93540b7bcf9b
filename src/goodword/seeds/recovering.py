"""Complaints as stories tell them: marked, understood, put right or declined, and what is paid for them."""

from collections.abc import Callable
from datetime import datetime

from goodword.channels.email.models import OutgoingMail
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.markup import text_to_html
from goodword.core.money import Money
from goodword.promises.actions.asking import Question
from goodword.recovery.actions.acknowledging_complaints import acknowledge_complaint
from goodword.recovery.actions.asking import ask_for_remedy
from goodword.recovery.actions.assessing import Assessment, assess_complaint
from goodword.recovery.actions.closing_complaints import close_complaint
from goodword.recovery.actions.complaining import mark_latest
from goodword.recovery.actions.contributing import Contributed, write_contribution
from goodword.recovery.actions.correcting import fix_for_cause, fix_for_person, no_change
from goodword.recovery.actions.declining import answer_decline, ask_to_decline, decline_complaint
from goodword.recovery.actions.giving import Gift, give_remedy
from goodword.recovery.actions.payouts_by_hand import Done, mark_paid, say_it_came_back
from goodword.recovery.actions.purchases import PurchaseFacts, record_purchase
from goodword.recovery.actions.reasons import say_reason
from goodword.recovery.actions.restating import hear_restatement, restate_complaint
from goodword.recovery.choices import RemedyKind
from goodword.recovery.complaint_choices import Result, Severity
from goodword.recovery.models import Payout, Remedy
from goodword.recovery.queries.complaints import open_complaint
from goodword.seeds.promising import hand_over
from goodword.seeds.stories import Step

USD = "USD"


class Recovering:
    """Tells the steps of complaints; `who` knows "agent:3" or "team:1" by the names of the cast."""

    def __init__(self, who: Callable[[str], str], planted_at: datetime) -> None:
        self._who, self._planted_at = who, planted_at
        self._verbs: dict[str, Callable[[int, Step, Actor], object]] = {
            "complains": _complains,
            "restates": lambda number, step, by: restate_complaint(number, step.words, by=by),
            "hears": lambda number, _step, by: hear_restatement(number, by=by),
            "contributes": _contributes,
            "gives": _gives,
            "asks": _asks,
            "pays": _pays,
            "returns": _returns,
            "fixes": lambda number, step, by: fix_for_person(number, step.words, by=by),
            "changes": self._changes,
            "leaves": lambda number, step, by: no_change(number, step.words, by=by),
            "tries": self._tries,
            "seconds": lambda number, step, by: answer_decline(number, agrees=True, words=step.words, by=by),
            "declines": _declines,
            "ends": lambda number, step, by: close_complaint(number, by=by, result=Result(step.words)),
        }

    def tell(self, number: int, step: Step, by: Actor) -> None:
        """Let the step happen now. Raises KeyError for names that nobody knows."""
        self._verbs[step.verb](number, step, by)

    def _changes(self, number: int, step: Step, by: Actor) -> None:
        due = step.due_at(self._planted_at)
        fix_for_cause(number, step.words, who=self._who(step.about["who"]), due=due, by=by)

    def _tries(self, number: int, step: Step, by: Actor) -> None:
        due = step.due_at(self._planted_at)
        question = Question(who=self._who(step.about["who"]), words=step.about["question"], due=due)
        ask_to_decline(number, step.words, question, by=by)


def _complains(number: int, step: Step, by: Actor) -> None:
    complaint = mark_latest(number, by=by)
    told = acknowledge_complaint(complaint.pk)
    if told is not None:
        hand_over(_mail(told))
    about = step.about
    say_reason(number, about["reason"], by=by)
    assessment = Assessment(
        severity=Severity(about["severity"]),
        is_safety=about["reason"] == "safety",
        harm=about.get("harm", ""),
        remedy_sought=about.get("seeks", ""),
    )
    assess_complaint(number, assessment, by=by)


def _contributes(number: int, step: Step, by: Actor) -> None:
    write_contribution(number, Contributed(ours=step.words, **step.about), by=by)


def _gives(number: int, step: Step, by: Actor) -> None:
    give_remedy(number, _gift(number, step, by, words=step.words), by=by)


def _asks(number: int, step: Step, by: Actor) -> None:
    gift = _gift(number, step, by, words=step.letter)
    ask_for_remedy(number, gift, by=by, because=step.words)


def _gift(number: int, step: Step, by: Actor, *, words: str) -> Gift:
    conversation, about = Conversation.objects.get(pk=number), step.about
    complaint = open_complaint(conversation)
    purchase = None
    if "paid" in about:
        facts = PurchaseFacts(reference=about["bought"], amount=_money(about["paid"]), what=about["what"])
        purchase = record_purchase(conversation.customer_id, facts, by=by).pk
    return Gift(
        kind=RemedyKind(about["kind"]),
        key=f"demo-{number}-{step.when}-{about['kind']}",
        amount=_money(about["amount"]) if "amount" in about else None,
        purchase=purchase,
        complaint=complaint.pk if complaint else None,
        words=words,
    )


def _money(told: str) -> Money:
    return Money(round(float(told) * 100), USD)


def _pays(number: int, step: Step, by: Actor) -> None:
    mark_paid(_payout(number), Done(step.words, now().date()), by=by)


def _returns(number: int, _step: Step, by: Actor) -> None:
    say_it_came_back(_payout(number), by=by)


def _payout(number: int) -> int:
    remedy = Remedy.objects.filter(conversation=number, payout__isnull=False).latest("pk")
    return Payout.objects.get(remedy=remedy).pk


def _declines(number: int, step: Step, by: Actor) -> None:
    hand_over(_mail(decline_complaint(number, html=text_to_html(step.words), by=by)))


def _mail(message: Message) -> OutgoingMail:
    return OutgoingMail.objects.get(message=message)
