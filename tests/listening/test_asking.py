"""Customers are asked once, by the desk, not too often, and not those who cannot or will not be."""

from datetime import timedelta

import pytest

from goodword.conversations.choices import MadeBy
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.jobs.worker import run_due_jobs
from goodword.listening.actions.answering import ask_no_more
from goodword.listening.actions.asking import About, ask_back
from goodword.listening.links import asking_token
from goodword.listening.models import Asking, CheckBackSettings, NoMoreQuestions
from goodword.people.models import Customer
from goodword.recovery.actions.closing_complaints import close_complaint, reopen_complaint
from goodword.recovery.actions.letting_go import TheirWords
from goodword.recovery.check_back_subscribers import check_back
from goodword.recovery.complaint_choices import Result
from goodword.recovery.types import Complaint
from tests.frozen_time import Clock
from tests.recovery.complaining import complaint_of
from tests.timeline import kinds


def letters(conversation: Conversation) -> list[str]:
    rows = conversation.messages.filter(made_by=MadeBy.DESK).select_related("body")
    return [one.body.text for one in rows if "/check-back/" in one.body.text]


@pytest.mark.usefixtures("settings_row")
def test_a_day_after_it_was_put_right_they_are_asked_once(
    conversation: Conversation, complaint: Complaint, mara: Actor, clock: Clock
) -> None:
    close_complaint(conversation.pk, by=mara, result=Result.REMEDIED)
    run_due_jobs(["mail"])
    assert letters(conversation) == []

    clock.forward(hours=25)
    run_due_jobs(["mail"])
    check_back.call(complaint_id=complaint.pk)
    reopen_complaint(conversation.pk, by=mara)
    close_complaint(conversation.pk, by=mara, result=Result.EXPLAINED)
    clock.forward(days=400)
    run_due_jobs(["mail"])

    (text,) = letters(conversation)
    assert asking_token(Asking.objects.get()) in text
    assert kinds(conversation.pk).count("feedback.asked") == 1


def test_switched_off_nobody_is_asked(conversation: Conversation, about: About) -> None:
    assert ask_back(conversation.pk, about) is None


@pytest.mark.usefixtures("settings_row")
def test_not_what_they_let_go(conversation: Conversation, complaint: Complaint, mara: Actor, clock: Clock) -> None:
    close_complaint(conversation.pk, by=mara, result=Result.WITHDRAWN, said=TheirWords(words="Leave it."))
    clock.forward(hours=25)
    run_due_jobs(["mail"])

    assert complaint.pk
    assert not Asking.objects.exists()


@pytest.mark.usefixtures("settings_row")
def test_not_while_it_is_open_again(
    conversation: Conversation, complaint: Complaint, mara: Actor, clock: Clock
) -> None:
    close_complaint(conversation.pk, by=mara, result=Result.REMEDIED)
    reopen_complaint(conversation.pk, by=mara)
    clock.forward(hours=25)
    run_due_jobs(["mail"])

    assert complaint.pk
    assert not Asking.objects.exists()


def test_a_retry_asks_no_second_time(conversation: Conversation, about: About, asking: Asking) -> None:
    assert ask_back(conversation.pk, about) == asking
    assert len(letters(conversation)) == 1


@pytest.mark.parametrize(
    ("days", "cooldown", "limit", "held"),
    [(29, 30, 0, "cooldown"), (31, 30, 90, "limit"), (31, 30, 30, ""), (89, 0, 90, "limit"), (91, 30, 90, "")],
)
def test_a_cooldown_and_a_limit(  # noqa: PLR0917 (its table)
    conversation: Conversation,
    asking: Asking,
    settings_row: CheckBackSettings,
    about: About,
    days: int,
    cooldown: int,
    limit: int,
    held: str,
) -> None:
    settings_row.change(cooldown_days=cooldown, limit_days=limit)
    asking.change(at=now() - timedelta(days=days))

    second = ask_back(conversation.pk, About(kind="complaint", id=8, answers=about.answers))

    assert second is not None
    assert second.held == held


def _deceased(conversation: Conversation) -> None:
    Customer.objects.filter(pk=conversation.customer_id).update(deceased_recorded_at=now())


def _spam(conversation: Conversation) -> None:
    Conversation.objects.filter(pk=conversation.pk).update(is_spam=True)


def _opted_out(conversation: Conversation) -> None:
    NoMoreQuestions.objects.create(customer_id=conversation.customer_id)


def _unknown(conversation: Conversation) -> None:
    conversation.messages.update(sender_address="somebody@else.example", reply_to="")


def _complains(conversation: Conversation) -> None:
    complaint_of(conversation, Actor.customer(conversation.customer_id))


@pytest.mark.usefixtures("settings_row")
@pytest.mark.parametrize(
    ("become", "held"),
    [
        (_deceased, "deceased"),
        (_spam, "spam"),
        (_opted_out, "opted-out"),
        (_unknown, "no-address"),
        (_complains, "complaint-open"),
    ],
)
def test_whom_we_do_not_ask(conversation: Conversation, about: About, become: object, held: str) -> None:
    assert callable(become)
    become(conversation)

    asking = ask_back(conversation.pk, about)

    assert asking is not None
    assert asking.held == held
    assert letters(conversation) == []
    assert kinds(conversation.pk)[-1] == "feedback.not-asked"


def test_they_can_say_no_more(asking: Asking) -> None:
    ask_no_more(asking.pk)
    ask_no_more(asking.pk)

    assert NoMoreQuestions.objects.get().customer_id == asking.customer_id
    assert kinds(asking.conversation_id).count("feedback.declined") == 1
