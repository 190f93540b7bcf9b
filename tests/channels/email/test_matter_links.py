"""Letters end with the link to the customer's own page, where nobody else gets the letter."""

import dataclasses
from email.message import EmailMessage
from typing import Any

import pytest

from goodword.accounts.actions.founding import link_matters
from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.models import Connection
from goodword.channels.email.reading.quoting import folded_from
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.actions.spam import mark_spam
from goodword.conversations.envelopes import Envelope, typed_recipients
from goodword.conversations.matter_links import matter_address
from goodword.conversations.types import Conversation, MatterLink
from goodword.core.actor import Actor
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.actions.representing import record_representation
from tests.cast import Cast
from tests.channels.email.scripted_relay import ScriptedRelay
from tests.channels.email.test_letters_out import body, leave
from tests.frozen_time import Clock

ODILE = "o.hartwell@example.org"
WORDS = "See what we promised you, and when"


@pytest.fixture(autouse=True)
def known_outside(settings: Any) -> None:
    settings.GOODWORD = dataclasses.replace(settings.GOODWORD, address="https://desk.example.org")


@pytest.fixture(autouse=True)
def connected(cast: Cast, adam: Actor, relay: ScriptedRelay) -> Connection:
    return connect_mailbox(cast.mailbox.pk, by=adam, smtp=relay.access)


@dataclasses.dataclass
class Desk:
    conversation: Conversation
    mara: Actor
    relay: ScriptedRelay
    clock: Clock

    def writes(self, to: str = ODILE, cc: str = "") -> EmailMessage:
        chosen = (*typed_recipients("to", to), *typed_recipients("cc", cc))
        send_reply(self.conversation.pk, by=self.mara, html="<p>Yes.</p>", envelope=Envelope(recipients=chosen))
        return leave(self.clock, self.relay)


@pytest.fixture
def desk(conversation: Conversation, mara: Actor, relay: ScriptedRelay, clock: Clock) -> Desk:
    return Desk(conversation, mara, relay, clock)


def test_a_letter_ends_with_their_link(desk: Desk) -> None:
    mail = desk.writes()

    address = matter_address(MatterLink.objects.get())
    assert address.startswith("https://desk.example.org/matter/")
    assert f"Yes.\n\n{WORDS}\n{address}\n\nOdile Hartwell wrote on" in body(mail, "plain")
    assert f'<a href="{address}">{WORDS}</a>' in body(mail, "html")


def test_every_letter_brings_the_same_link(desk: Desk) -> None:
    first, second = desk.writes(), desk.writes(to=f"Odile <{ODILE}>")

    address = matter_address(MatterLink.objects.get())
    assert (address in body(first, "plain"), address in body(second, "plain")) == (True, True)


def test_whoever_answers_quotes_it_and_it_is_folded(desk: Desk) -> None:
    theirs = body(desk.writes(), "plain").split("\n\nOdile Hartwell wrote on")[0]
    quoted = "\n".join(f"> {line}" for line in theirs.splitlines())
    answer = f"Thank you, Tuesday it is.\n\nOn Mon, 2 Nov 2026 at 10:00, Pharmacy line <{ODILE}> wrote:\n\n{quoted}\n"

    assert answer[: folded_from(answer)].strip() == "Thank you, Tuesday it is."


def brings_link(mail: EmailMessage) -> bool:
    return "https://desk.example.org/matter/" in body(mail, "plain")


@pytest.mark.parametrize("others", [{"cc": "driver@parcels.example"}, {"to": "driver@parcels.example"}])
def test_nobody_else_gets_the_link(desk: Desk, others: dict[str, str]) -> None:
    assert not brings_link(desk.writes(**others))


def test_who_writes_for_them_gets_a_link_of_their_own(desk: Desk) -> None:
    dana = recognize_customer(address="dana@example.org", name="Dana Hartwell")
    record_representation(desk.conversation.customer_id, representative=dana.pk, by=desk.mara, relation="child",
                          authority="told")  # fmt: skip

    assert brings_link(desk.writes(to="dana@example.org", cc=ODILE))
    assert MatterLink.objects.get().person == dana


def test_not_where_the_house_wants_none(desk: Desk, cast: Cast) -> None:
    link_matters(by=Actor.agent(cast.olive.pk), wanted=False)

    assert not brings_link(desk.writes())


@pytest.mark.parametrize("address", ["http://localhost:8000", "http://127.0.0.1:8000", "http://desk.localhost"])
def test_not_while_nobody_outside_could_open_it(desk: Desk, settings: Any, address: str) -> None:
    settings.GOODWORD = dataclasses.replace(settings.GOODWORD, address=address)

    assert "/matter/" not in body(desk.writes(), "plain")


def test_not_from_spam(desk: Desk) -> None:
    mark_spam(desk.conversation.pk, by=desk.mara)

    assert not brings_link(desk.writes())
