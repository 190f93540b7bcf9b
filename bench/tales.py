"""What happened on a desk of any size: conversations of five messages, each told by the actions of everyday.

`bench.plan` says which there were, `bench.moulds` tells one of each course and casts the others from its rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from goodword.accounts.actions.founding import found_organization
from goodword.accounts.actions.joining import add_agent
from goodword.accounts.actions.teams import create_team
from goodword.accounts.models import Agent
from goodword.channels.email.actions.sending import begin_handing_over, finish_mail
from goodword.channels.email.choices import Sending
from goodword.channels.email.models import OutgoingMail
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.conversations.actions.noting import write_note
from goodword.conversations.actions.prioritizing import set_priority
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.actions.snoozing import snooze_conversation
from goodword.conversations.actions.spam import mark_spam
from goodword.conversations.actions.tagging import tag_conversation
from goodword.conversations.actions.tags import create_tag
from goodword.conversations.arrivals import Arrival
from goodword.conversations.choices import Channel, Priority
from goodword.conversations.models import Mailbox
from goodword.conversations.organizing import Tag
from goodword.core.actor import Actor
from goodword.core.clock import now, travelled_to
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.models import Customer

PASSWORD = "as-good-as-our-word"
FIRST = datetime(2021, 1, 4, 8, 0, tzinfo=UTC)
LAST = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
AT = tuple(timedelta(hours=hours) for hours in (0, 1, 3, 20, 26))  # when each message came after the first
LEAVES = timedelta(seconds=12)
SNOOZED = timedelta(days=600)
AFTERWARDS = timedelta(hours=27)
TAGS = ("delivery", "invoice", "praise")
AGENTS, TEAMS = 20, 5


@dataclass(frozen=True, slots=True)
class Course:
    """Which messages come in (`i`) and go out (`o`), what is done at last, and how many of a hundred go this way."""

    messages: str
    finish: str
    share: int


COURSES = (
    Course("ioioi", "close", 56),
    Course("iooio", "close with note and tag", 20),
    Course("ioioi", "", 7),
    Course("iiiii", "", 5),
    Course("ioiio", "", 7),
    Course("iiioo", "snooze", 2),
    Course("iiiii", "spam", 1),
    Course("ioiii", "raise", 2),
)


@dataclass(frozen=True, slots=True)
class Person:
    """A customer of the plan."""

    number: int
    begins: int  # seconds since the epoch
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Tale:
    """A conversation of the plan: its course, when it began, who wrote it and who answers, and the words."""

    number: int
    course: int
    begins: int
    person: Person
    agent: int
    mailbox: int
    subject: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Desk:
    """The rows that tales refer to: the first agent owns the desk."""

    agents: Sequence[Agent]
    mailboxes: Sequence[Mailbox]
    tags: Sequence[Tag]


def found_desk() -> Desk:
    """An organization with agents, teams, a mailbox each, and tags."""
    with travelled_to(FIRST - timedelta(days=1)):
        owner = found_organization(
            name="Bench", owner_name="Olive Wren", owner_email="olive@wrenfield.example", password=PASSWORD
        )
        by = Actor.agent(owner.pk)
        teams = [create_team(by=by, name=f"Team {number}") for number in range(TEAMS)]
        agents = [
            add_agent(
                by=by, name=f"Agent {number}", email=f"agent{number}@wrenfield.example", role="agent",
                password=PASSWORD, teams=[teams[number % TEAMS].pk],
            )
            for number in range(1, AGENTS)
        ]  # fmt: skip
        boxes = [
            add_mailbox(by=by, address=f"{team.pk}@wrenfield.example", name=team.name, team=team.pk, acknowledges=False)
            for team in teams
        ]
        return Desk([owner, *agents], boxes, [create_tag(by=by, name=name) for name in TAGS])


def tell_person(person: Person) -> Customer:
    """Somebody writes for the first time."""
    with travelled_to(datetime.fromtimestamp(person.begins, UTC)):
        return recognize_customer(address=person.address, name=person.name)


def tell(tale: Tale, desk: Desk, customer: Customer) -> None:
    """The tale by the actions of everyday, at the times when it happened."""
    begins, course = datetime.fromtimestamp(tale.begins, UTC), COURSES[tale.course]
    by, number = Actor.agent(desk.agents[tale.agent].pk), None
    for text, after, way in zip(tale.texts, AT, course.messages, strict=True):
        with travelled_to(begins + after):
            if way == "i":
                arrival = _arrival(tale, desk, customer, text, number)
                number = receive_message(arrival).conversation_id
            elif number is not None:
                send_reply(number, by=by, html=f"<p>{text}</p>")
        with travelled_to(begins + after + LEAVES):
            for outgoing in OutgoingMail.objects.filter(message__conversation=number, sending=Sending.WAITING):
                begin_handing_over(outgoing)
                finish_mail(outgoing)
    if number is not None:
        with travelled_to(begins + AFTERWARDS):
            _finish(number, course.finish, desk, by)


def _arrival(tale: Tale, desk: Desk, customer: Customer, text: str, number: int | None) -> Arrival:
    return Arrival(
        channel=Channel.EMAIL,
        mailbox_id=desk.mailboxes[tale.mailbox].pk,
        customer_id=customer.pk,
        conversation_id=number,
        sender_name=tale.person.name,
        sender_address=tale.person.address,
        subject=tale.subject,
        text=text,
        at=now(),
    )


def _finish(number: int, finish: str, desk: Desk, by: Actor) -> None:
    if finish == "snooze":
        snooze_conversation(number, by=by, until=now() + SNOOZED)
    elif finish == "spam":
        mark_spam(number, by=by)
    elif finish == "raise":
        set_priority(number, by=by, to=Priority.HIGH)
    if finish.endswith("note and tag"):
        write_note(number, by=by, html="<p>Settled by telephone.</p>")
        tag_conversation(number, by=by, tag=desk.tags[0].pk)
    if finish.startswith("close"):
        close_conversation(number, by=by)
