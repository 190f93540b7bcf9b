"""A colleague answers a notice by mail: a note, or with a mark a reply; and nothing at all if it may not be theirs."""

import io
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from django.utils import timezone

from goodword.accounts.actions.managing import suspend_agent
from goodword.channels.email.actions.reading import read_mail
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.answering import ABOVE, Noticed, notice_address, parse_notice_address
from goodword.channels.email.choices import Source
from goodword.channels.email.models import Connection, LoopTest, ReceivedMail
from goodword.channels.email.threading import mailbox_address_of
from goodword.conversations.actions.assigning import assign_conversation, move_conversation
from goodword.conversations.actions.drafting import attach_file
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Conversation, Draft, Mailbox, Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.jobs.worker import run_due_jobs
from goodword.notifications.actions.habits import choose_paths
from goodword.notifications.choices import Matter
from goodword.notifications.defaults import Paths
from goodword.notifications.models import Notification
from tests.cast import Cast, conversation_with_odile
from tests.channels.email.mails import mail
from tests.channels.email.scripted_relay import ScriptedRelay
from tests.frozen_time import Clock

Notice = Callable[[], EmailMessage]
MARA = "Mara Lindqvist <mara@wrenfield.example>"
VOUCHED = "mx.wrenfield.example; dkim=pass header.d=wrenfield.example"
QUOTED = f"\n\nOn Monday the desk wrote:\n> {ABOVE} Write your answer above this line.\n>\n> You were given #1.\n"


@pytest.fixture
def known(cast: Cast) -> LoopTest:
    """The pharmacy's server takes reply addresses, and tells us who sent a mail."""
    connection = Connection.objects.create(mailbox=cast.mailbox, imap_host="imap.wrenfield.example")
    return LoopTest.objects.create(
        connection=connection, signs_as="mx.wrenfield.example", proven_at=now(), asked_at=timezone.now()
    )


@pytest.fixture
def matter(cast: Cast) -> Conversation:
    choose_paths(by=Actor.agent(cast.mara.pk), paths={Matter.ASSIGNED: Paths(app=True, mail=True)})
    conversation = conversation_with_odile(cast)
    return assign_conversation(conversation.pk, by=Actor.agent(cast.tess.pk), to=cast.mara.pk)


@pytest.fixture
def notice(matter: Conversation, visits: Mailbox, relay: ScriptedRelay, clock: Clock) -> Notice:
    """Mara's notice, once it has left by the second mailbox."""

    def left() -> EmailMessage:
        clock.forward(minutes=1)
        run_due_jobs()
        return next(one for one in relay.given if one["To"] == "mara@wrenfield.example")

    return left


def answer(cast: Cast, number: int, text: str, **headers: str) -> ReceivedMail:
    """Mara answers the notice of this conversation from her own mail program."""
    to = notice_address("pharmacy@wrenfield.example", Noticed(cast.mara.pk, number))
    told = {"From": MARA, "To": to, "Subject": f"Re: Conversation #{number}", "Authentication_Results": VOUCHED}
    stored = store_mail(mail(text + QUOTED, **{**told, **headers}), mailbox_id=cast.mailbox.pk, source=Source.IMAP)
    read = read_mail(stored.pk)
    assert read.reading == "read", read.problem
    return read


def said(matter: Conversation) -> tuple[list[str], list[str]]:
    """The notes, and what went to the customer."""
    letters = Message.objects.filter(conversation=matter, agent__isnull=False)
    return [note.text for note in matter.notes.all()], [letter.body.text for letter in letters]


def test_what_is_answered_is_a_note(cast: Cast, known: LoopTest, matter: Conversation) -> None:
    answer(cast, matter.pk, "I called the driver.\n\n-- \nMara\nPharmacy line")

    assert said(matter) == (["I called the driver."], [])
    assert matter.notes.get().agent == cast.mara
    assert Conversation.objects.count() == 1
    matter.refresh_from_db()
    assert matter.news_at == matter.notes.get().at


def test_with_the_mark_it_goes_to_the_customer(cast: Cast, known: LoopTest, matter: Conversation) -> None:
    answer(cast, matter.pk, "#reply\nThey come on Monday.")

    assert said(matter) == ([], ["They come on Monday."])
    reply = Message.objects.get(agent=cast.mara)
    assert [one["address"] for one in reply.recipients] == ["o.hartwell@example.org"]


@pytest.mark.parametrize(
    "text", ["Should I #reply to her?", "Yes.\n#reply\nThey come on Monday.", "# reply", "#replying"]
)
def test_only_at_the_very_beginning(cast: Cast, known: LoopTest, matter: Conversation, text: str) -> None:
    answer(cast, matter.pk, text)
    assert said(matter) == ([text], [])


def test_what_they_are_writing_in_the_desk_stays(cast: Cast, known: LoopTest, matter: Conversation) -> None:
    attach_file(
        matter.pk, by=Actor.agent(cast.mara.pk), kind=DraftKind.REPLY, filename="a.txt", content_type="text/plain",
        content=io.BytesIO(b"not yet"),
    )  # fmt: skip
    answer(cast, matter.pk, "#reply\nThey come on Monday.")

    assert Draft.objects.get().attachments.count() == 1
    assert not Message.objects.get(agent=cast.mara).attachments.exists()


@pytest.mark.parametrize(
    ("why", "headers"),
    [
        ("other-sender", {"From": "Mara <mara@elsewhere.example>"}),
        ("other-sender", {"From": "Tess Whitcombe <tess@wrenfield.example>"}),
        ("unverified", {"Authentication_Results": ""}),
        ("unverified", {"Authentication_Results": "mx.evil.example; dkim=pass header.d=wrenfield.example"}),
        ("unverified", {"Authentication_Results": "mx.wrenfield.example; dkim=pass header.d=evil.example"}),
    ],
)
def test_what_may_not_be_theirs_is_refused_and_told(
    cast: Cast, known: LoopTest, matter: Conversation, why: str, headers: dict[str, str]
) -> None:
    answer(cast, matter.pk, "#reply\nPay to another account.", **headers)

    assert said(matter) == ([], [])
    assert Conversation.objects.count() == 1
    told = Notification.objects.get(matter=Matter.REFUSED)
    assert (told.agent, told.facts["why"]) == (cast.mara, why)


def test_a_refusal_is_told_once_in_an_hour(cast: Cast, known: LoopTest, matter: Conversation) -> None:
    for _ in range(5):
        answer(cast, matter.pk, "Hello", Authentication_Results="")
    assert Notification.objects.filter(matter=Matter.REFUSED).count() == 1


def test_an_address_that_was_tampered_with_is_none_of_ours(cast: Cast, matter: Conversation) -> None:
    address = notice_address("pharmacy@wrenfield.example", Noticed(cast.mara.pk, matter.pk))

    assert mailbox_address_of(address) == "pharmacy@wrenfield.example"
    assert parse_notice_address(address) == ("pharmacy@wrenfield.example", Noticed(cast.mara.pk, matter.pk))
    assert parse_notice_address(address.replace(f"-{matter.pk}.", f"-{matter.pk + 1}.")) is None
    assert parse_notice_address(address.replace(f"+n{cast.mara.pk}-", f"+n{cast.tess.pk}-")) is None


def test_who_may_no_longer_write_there(cast: Cast, known: LoopTest, matter: Conversation) -> None:
    assign_conversation(matter.pk, by=Actor.agent(cast.tess.pk), to=None)
    move_conversation(matter.pk, by=Actor.agent(cast.olive.pk), team=cast.nursing.pk)
    answer(cast, matter.pk, "I called the driver.")

    assert said(matter) == ([], [])
    assert Notification.objects.get(matter=Matter.REFUSED).facts["why"] == "not-allowed"


def test_a_colleague_may_note_and_not_reply(cast: Cast, known: LoopTest, matter: Conversation) -> None:
    cast.mara.change(role="colleague")
    answer(cast, matter.pk, "I called the driver.")
    answer(cast, matter.pk, "#reply\nMonday.")

    assert said(matter) == (["I called the driver."], [])


def test_who_left_says_nothing(cast: Cast, known: LoopTest, matter: Conversation) -> None:
    suspend_agent(cast.mara.pk, by=Actor.agent(cast.adam.pk))
    answer(cast, matter.pk, "#reply\nIgnore them.")

    assert said(matter) == ([], [])


def test_nothing_but_a_quotation_is_nothing(cast: Cast, known: LoopTest, matter: Conversation) -> None:
    answer(cast, matter.pk, "")

    assert said(matter) == ([], [])
    assert Notification.objects.get(matter=Matter.REFUSED).facts["why"] == "empty"


def test_a_program_that_answers_is_heard_by_nobody(cast: Cast, known: LoopTest, matter: Conversation) -> None:
    answer(cast, matter.pk, "I am away until Monday.", Auto_Submitted="auto-replied")

    assert said(matter) == ([], [])
    assert not Notification.objects.filter(matter=Matter.REFUSED).exists()


def test_the_same_mail_by_two_mailboxes_counts_once(cast: Cast, known: LoopTest, matter: Conversation) -> None:
    other = Mailbox.objects.create(address="visits@wrenfield.example", name="Visits")
    to = notice_address("pharmacy@wrenfield.example", Noticed(cast.mara.pk, matter.pk))
    raw = mail("I called.", From=MARA, To=to, Authentication_Results=VOUCHED)
    for mailbox in (cast.mailbox, other):
        read_mail(store_mail(raw, mailbox_id=mailbox.pk, source=Source.IMAP).pk)

    assert said(matter) == (["I called."], [])


def test_without_reply_addresses_the_message_id_tells(
    cast: Cast, known: LoopTest, matter: Conversation, notice: Notice
) -> None:
    LoopTest.objects.update(proven_at=None)
    told = notice()
    assert told["Reply-To"] == "pharmacy@wrenfield.example"
    answer(cast, matter.pk, "I called.", To="pharmacy@wrenfield.example", In_Reply_To=str(told["Message-ID"]))

    assert said(matter) == (["I called."], [])


def test_the_notice_says_how_and_stands_in_one_thread(
    cast: Cast, known: LoopTest, matter: Conversation, notice: Notice
) -> None:
    told = notice()

    assert told.get_content().startswith(ABOVE)
    assert "your words become a note, which only your colleagues see" in " ".join(told.get_content().split())
    assert parse_notice_address(str(told["Reply-To"])) is not None
    assert str(told["References"]).startswith(f"<gw-matter.{cast.mara.pk}.{matter.pk}@")
    assert (told["Auto-Submitted"], told["Subject"]) == ("auto-generated", f"Conversation #{matter.pk}")


def test_where_nobody_tells_who_sent_a_mail_it_cannot_be_answered(
    cast: Cast, matter: Conversation, notice: Notice
) -> None:
    told = notice()

    assert told["Reply-To"] is None
    assert "nobody reads answers" in told.get_content()


def test_a_colleague_who_is_named_in_it_is_told(cast: Cast, matter: Conversation, known: LoopTest) -> None:
    answer(cast, matter.pk, "@Tess can you take this? @Odile asked.")

    note = matter.notes.get()
    assert f'<span data-mention="agent:{cast.tess.pk}">@Tess' in note.html
    assert note.text == "@Tess can you take this? @Odile asked."
    assert [row.agent for row in Notification.objects.filter(matter=Matter.MENTIONED)] == [cast.tess]
