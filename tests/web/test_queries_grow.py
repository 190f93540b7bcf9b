"""No screen asks more when there is more to show: each of them at two sizes of the desk, as an agent and as the owner.

The baseline of `tests/query_counts.json` says how many queries a screen costs; this says that rows do not add any.
"""

from datetime import timedelta

import pytest
from django.test import Client

from goodword.accounts.actions.joining import add_agent, invite_agent
from goodword.accounts.actions.teams import create_team
from goodword.conversations.actions.assigning import assign_conversation, move_conversation
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.drafting import save_draft
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.conversations.actions.noting import write_note
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.actions.snoozing import snooze_conversation
from goodword.conversations.actions.spam import mark_spam
from goodword.conversations.actions.tagging import tag_with_name
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Conversation
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.people.actions.companies import create_company, set_company
from goodword.people.actions.recognizing import recognize_customer
from tests.cast import PASSWORD, Cast, letter, odile
from tests.query_counts import asked_by

FEW, MANY = 3, 15
HTMX = {"HX-Request": "true"}
LISTS = [
    "/today", "/inbox", "/inbox?sort=waiting", "/inbox?sort=priority", "/inbox?sort=newest", "/inbox?box=mine",
    "/inbox?box=unassigned",
    "/inbox?box=team:{team}", "/inbox?box=tag:{tag}", "/inbox?box=spam", "/inbox?state=snoozed", "/inbox?state=closed",
    "/inbox?q=is:unread", "/inbox?q=tag:late", "/inbox/rows", "/inbox/filtered?q=priority:normal", "/rail?at=/inbox",
    "/search?q=dressings", "/search?q=is:open", "/search/results?q=tag:late",
    "/people", "/people?sort=name", "/people?q=writer", "/companies", "/companies/{company}", "/people/{customer}",
    "/insight", "/insight/promises?mine=1",
    "/notifications", "/notifications/fresh", "/settings/tags", "/conversations/{number}",
]  # fmt: skip
ADMINISTRATORS = ["/settings/agents", "/settings/teams", "/settings/mailboxes", "/settings/urgent-wording", "/mailroom"]


@pytest.fixture
def known(cast: Cast) -> dict[str, int]:
    """What the addresses name: Odile, who is of a company, and a matter of hers, tagged."""
    by, customer = Actor.agent(cast.mara.pk), odile()
    company = create_company(by=by, name="Nordfracht").pk
    set_company(customer.pk, by=by, company=company)
    number = receive_message(letter(cast, customer)).conversation.pk
    tag = tag_with_name(number, by=by, name="Late").tags.get().pk
    return {"customer": customer.pk, "company": company, "number": number, "tag": tag, "team": cast.pharmacy.pk}


def grow(cast: Cast, known: dict[str, int], first: int, last: int) -> None:
    """Of everything that stands in a list, these."""
    for at in range(first, last):
        _house(cast, at)
        writer = recognize_customer(address=f"writer{at}@example.org", name=f"Writer {at}")
        company = create_company(by=SYSTEM, name=f"Company {at}").pk
        set_company(writer.pk, by=SYSTEM, company=known["company"] if at % 2 else company)
        for change in (_mine, _closed, _snoozed, _spam, _nobodys):
            customer = odile() if at % 2 else writer
            number = receive_message(letter(cast, customer, subject=f"Matter {at}")).conversation.pk
            _worked_on(cast, number)
            change(cast, number)


def _house(cast: Cast, at: int) -> None:
    team = create_team(by=SYSTEM, name=f"Team {at}")
    address = f"person{at}@wrenfield.example"
    add_agent(by=SYSTEM, name=f"P {at}", email=address, role="agent", password=PASSWORD, teams=[team.pk])
    invite_agent(by=SYSTEM, email=f"guest{at}@wrenfield.example", teams=[team.pk])
    add_mailbox(by=SYSTEM, address=f"box{at}@wrenfield.example", name="Box", team=team.pk)
    tag_with_name(receive_message(letter(cast, odile())).conversation.pk, by=SYSTEM, name=f"Tag {at}")


def _worked_on(cast: Cast, number: int) -> None:
    for name in ("Late", "Refund"):
        tag_with_name(number, by=SYSTEM, name=name)
    save_draft(number, by=Actor.agent(cast.tess.pk), kind=DraftKind.REPLY, html="<p>Dear</p>")
    write_note(number, by=Actor.agent(cast.tess.pk), html="<p>@Mara and @Olive, look</p>")


def _mine(cast: Cast, number: int) -> None:
    assign_conversation(number, by=SYSTEM, to=cast.mara.pk)
    send_reply(number, by=Actor.agent(cast.mara.pk), html="<p>Tomorrow.</p>")


def _closed(cast: Cast, number: int) -> None:
    close_conversation(number, by=Actor.agent(cast.mara.pk))


def _snoozed(cast: Cast, number: int) -> None:
    snooze_conversation(number, by=Actor.agent(cast.mara.pk), until=now() + timedelta(hours=1 + number % 500))


def _spam(cast: Cast, number: int) -> None:
    mark_spam(number, by=Actor.agent(cast.mara.pk))


def _nobodys(cast: Cast, number: int) -> None:
    move_conversation(number, by=SYSTEM, team=None)


def counts(cast: Cast, known: dict[str, int]) -> dict[tuple[str, str], int]:
    """How many queries each screen costs each reader."""
    found = {}
    for name, screens in {"mara": LISTS, "olive": LISTS + ADMINISTRATORS}.items():
        client = Client()
        client.force_login(getattr(cast, name))
        found |= {(name, screen): _count(client, screen.format(**known)) for screen in screens}
    return found


def _count(client: Client, address: str, **headers: str) -> int:
    client.get(address, headers=headers)  # the process warms up: content types, settings, the organization
    with asked_by() as asked:
        assert client.get(address, headers=headers).status_code == 200
    return len(asked)


def test_no_list_asks_more_for_more_rows(cast: Cast, known: dict[str, int]) -> None:
    grow(cast, known, 0, FEW)
    before = counts(cast, known)

    grow(cast, known, FEW, MANY)

    after = counts(cast, known)  # a full page of open ones spares the question for closed ones
    assert {screen: (before[screen], count) for screen, count in after.items() if count > before[screen]} == {}


@pytest.mark.parametrize("part", ["", "/thread"])
def test_no_conversation_asks_more_for_more_letters(desk: Client, cast: Cast, known: dict[str, int], part: str) -> None:
    address = f"/conversations/{known['number']}{part}"
    _talk(cast, known["number"], 1)
    before = [_count(desk, address), _count(desk, address, **HTMX)]

    _talk(cast, known["number"], 19)  # 41 messages in all, which is less than a page

    assert [_count(desk, address), _count(desk, address, **HTMX)] == before


def _talk(cast: Cast, number: int, letters: int) -> None:
    """So many letters, as many replies of two agents, notes that name somebody, and changes of hands."""
    for at in range(letters):
        who = (cast.mara, cast.tess)[at % 2]
        receive_message(letter(cast, odile(), conversation_id=number, text=f"Letter {at}"))
        send_reply(number, by=Actor.agent(who.pk), html=f"<p>Answer {at} of {letters}</p>")
        write_note(number, by=Actor.agent(who.pk), html=f"<p>@Cole note {at}</p>")
        assign_conversation(number, by=SYSTEM, to=who.pk)


def test_a_question_for_each_row_would_show(cast: Cast, known: dict[str, int]) -> None:
    with asked_by() as few:
        [one.customer.name for one in Conversation.objects.all()]
    grow(cast, known, 0, 1)
    with asked_by() as more:
        [one.customer.name for one in Conversation.objects.all()]

    assert len(more) - len(few) == Conversation.objects.count() - 1
