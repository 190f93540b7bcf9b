"""Urgent wording alerts the people named for the mailbox, at once, in the app and by mail."""

import contextlib
from email.message import EmailMessage

import pytest
from django.db import transaction

from goodword.accounts.actions.managing import suspend_agent
from goodword.channels.email.actions.reading import read_mail
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import Source
from goodword.channels.email.models import ReceivedMail
from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.delivery import mark_reply_sending, mark_reply_sent
from goodword.conversations.actions.mailboxes import choose_alerted
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.actions.spam import list_spam_sender
from goodword.conversations.actions.urgency import acknowledge_urgent
from goodword.conversations.models import Mailbox
from goodword.core.actor import Actor
from goodword.core.jobs.models import QueuedJob
from goodword.core.jobs.worker import run_due_jobs
from goodword.core.models import RecordedEvent
from goodword.notifications.actions.habits import choose_paths
from goodword.notifications.choices import Matter, Post
from goodword.notifications.defaults import Paths
from goodword.notifications.models import Notification
from goodword.people.models import Customer
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.channels.email.scripted_relay import ScriptedRelay
from tests.frozen_time import Clock

URGENT = "Since this morning my chest hurts and I can't breathe."


def told() -> set[str]:
    return {row.agent.first_name for row in Notification.objects.select_related("agent")}


def name(cast: Cast, *agents: int) -> None:
    choose_alerted(cast.mailbox.pk, by=Actor.agent(cast.adam.pk), agents=agents)


def test_the_named_are_told_and_nobody_else(cast: Cast) -> None:
    name(cast, cast.caleb.pk, cast.mara.pk)

    conversation = conversation_with_odile(cast, text=URGENT)

    assert told() == {"Caleb", "Mara"}
    row = Notification.objects.first()
    assert row is not None
    assert (row.matter, row.conversation_id, row.facts) == (
        Matter.URGENT, conversation.pk, {"kinds": ["heart", "breathing"]},
    )  # fmt: skip


@pytest.mark.parametrize("case", ["nobody named", "the named one suspended"])
def test_else_those_who_administer(cast: Cast, case: str) -> None:
    if case != "nobody named":
        name(cast, cast.mara.pk)
        suspend_agent(cast.mara.pk, by=Actor.agent(cast.adam.pk))

    conversation_with_odile(cast, text=URGENT)

    assert told() == {"Olive", "Adam"}


@pytest.mark.parametrize("changes", [{"is_history": True}, {"is_automatic": True}, {"text": "All is well, thank you."}])
def test_history_machines_and_calm_words_alert_nobody(cast: Cast, changes: dict[str, object]) -> None:
    conversation_with_odile(cast, **{"text": URGENT, **changes})

    assert not Notification.objects.exists()


def test_the_mail_leaves_first_and_says_number_and_kind_only(cast: Cast, visits: Mailbox, relay: ScriptedRelay) -> None:
    name(cast, cast.mara.pk)
    conversation = conversation_with_odile(cast, text=URGENT)
    assert QueuedJob.objects.get(name__endswith="mail_notice").priority == 100

    run_due_jobs()

    (mail,) = relay.given
    assert mail["To"] == "mara@wrenfield.example"
    assert mail["Subject"] == f"Urgent wording in #{conversation.pk}: Chest pain, Trouble breathing."
    assert f"/conversations/{conversation.pk}" in mail.get_content()
    assert "Odile" not in mail.as_string()
    assert "this morning" not in mail.as_string()
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert "<notices." in mail["List-Id"]
    assert Notification.objects.get().post == Post.SENT


def test_the_mail_is_in_the_readers_language(cast: Cast, visits: Mailbox, relay: ScriptedRelay) -> None:
    name(cast, cast.mara.pk)
    cast.mara.change(language="es")
    conversation_with_odile(cast, text=URGENT)

    run_due_jobs()

    assert relay.given[0]["Subject"]  # what it says in Spanish stands in the catalog


def test_many_letters_are_told_each_time_and_mailed_once_in_a_while(cast: Cast, clock: Clock) -> None:
    name(cast, cast.mara.pk)
    customer = odile()
    first = conversation_with_odile(cast, text=URGENT)
    for _ in range(3):
        receive(cast, customer, first.pk)
    clock.forward(minutes=20)
    receive(cast, customer, first.pk)

    posts = list(Notification.objects.order_by("pk").values_list("post", flat=True))
    assert posts == ["waiting", "none", "none", "none", "waiting"]


def receive(cast: Cast, customer: Customer, number: int) -> None:
    receive_message(letter(cast, customer, text=URGENT, conversation_id=number))


def test_no_flood_of_matters_floods_a_mailbox(cast: Cast) -> None:
    name(cast, cast.mara.pk)
    for _ in range(33):
        conversation_with_odile(cast, text=URGENT)

    assert Notification.objects.filter(post=Post.WAITING).count() == 30
    assert Notification.objects.count() == 33


def test_nobody_is_mailed_at_a_mailbox_of_the_desk(cast: Cast) -> None:
    name(cast, cast.mara.pk)
    cast.mara.change(email=cast.mailbox.address)

    conversation_with_odile(cast, text=URGENT)

    assert Notification.objects.get().post == Post.NONE


def test_once_somebody_has_it_the_others_need_not_look(cast: Cast) -> None:
    name(cast, cast.mara.pk, cast.tess.pk)
    conversation = conversation_with_odile(cast, text=URGENT)

    acknowledge_urgent(conversation.pk, by=Actor.agent(cast.mara.pk))

    assert not Notification.objects.unread().exists()
    assert RecordedEvent.objects.get(kind="notifications.read").data["told"] == sorted([cast.mara.pk, cast.tess.pk])


def urgent_mail(cast: Cast) -> ReceivedMail:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "odile@example.org", cast.mailbox.address, "Hello"
    mail["Message-ID"] = "<odile.1@example.org>"
    mail.set_content(URGENT)
    return store_mail(mail.as_bytes(), mailbox_id=cast.mailbox.pk, source=Source.SMTP)


def test_whoever_is_named_knows_in_the_transaction_that_reads_the_mail(cast: Cast) -> None:
    name(cast, cast.mara.pk)
    received = urgent_mail(cast)

    read_mail(received.pk)

    assert Notification.objects.get().agent_id == cast.mara.pk
    waiting = QueuedJob.objects.order_by("-priority", "pk").first()  # the order in which workers take them
    assert waiting is not None
    assert waiting.name.endswith("mail_notice")


def test_a_reading_that_is_taken_back_has_told_nobody(cast: Cast) -> None:
    received = urgent_mail(cast)

    with contextlib.suppress(RuntimeError), transaction.atomic():
        read_mail(received.pk)
        assert Notification.objects.exists()
        raise RuntimeError

    assert not Notification.objects.exists()
    assert not QueuedJob.objects.filter(name__endswith="mail_notice").exists()


def test_an_answer_or_closing_spares_everybody(cast: Cast, clock: Clock) -> None:
    mara = Actor.agent(cast.mara.pk)
    answered, closed = conversation_with_odile(cast, text=URGENT), conversation_with_odile(cast, text=URGENT)
    reply = send_reply(answered.pk, by=mara, html="<p>Call 911.</p>")
    assert Notification.objects.unread().count() == 4

    clock.forward(minutes=1)
    mark_reply_sending(reply.pk)
    mark_reply_sent(reply.pk)
    assert set(Notification.objects.unread().values_list("conversation_id", flat=True)) == {closed.pk}
    close_conversation(closed.pk, by=mara)
    assert not Notification.objects.unread().exists()


@pytest.mark.parametrize("is_first", [True, False])
def test_a_listed_sender_of_spam_who_writes_it_is_news_as_anybody_is(cast: Cast, is_first: bool) -> None:
    mara, tess = Actor.agent(cast.mara.pk), Actor.agent(cast.tess.pk)
    matter = assign_conversation(conversation_with_odile(cast).pk, by=tess, to=cast.mara.pk)
    choose_paths(by=tess, paths={Matter.TEAM_NEW: Paths(app=True)})
    list_spam_sender(matter.pk, by=mara)
    Notification.objects.all().delete()

    receive_message(letter(cast, odile(), conversation_id=None if is_first else matter.pk, text=URGENT))

    told = set(Notification.objects.values_list("matter", flat=True))
    assert told == {Matter.URGENT, Matter.TEAM_NEW if is_first else Matter.WROTE_MINE}
