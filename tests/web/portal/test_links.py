"""The link to the page: for one person and one matter, for a while, and until there is a newer one."""

import pytest
from django.core import signing
from django.core.mail import EmailMessage
from django.test import Client

from goodword.conversations.actions.customers import change_customer
from goodword.conversations.actions.matters import open_matter, replace_link, revoke_link
from goodword.conversations.matter_links import known_link, matter_address, matter_token
from goodword.conversations.types import Conversation, MatterLink
from goodword.core.actor import SYSTEM, Actor
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.actions.representing import end_representation, record_representation
from goodword.web.portal import links
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock
from tests.web.portal.conftest import Visitor

Mailed = list[EmailMessage]


@pytest.fixture
def mailed(mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch) -> list[EmailMessage]:
    """Every mail with a link."""
    monkeypatch.setattr(links, "mail_problem", lambda: "")
    return mailoutbox


def test_the_walls_around_it(client: Client, path: str) -> None:
    page = client.get(path)

    assert page.status_code == 200
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert page["Cache-Control"] == "private, no-store"
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert "script-src" not in page["Content-Security-Policy"]
    assert not page.cookies
    assert "<script" not in page.content.decode()


def test_nobody_guesses(client: Client, link: MatterLink, cast: Cast, path: str) -> None:
    other = open_matter(conversation_with_odile(cast).pk, person_id=link.person_id, by=SYSTEM)
    swapped = matter_token(other).partition("~")[0] + "~" + path.partition("~")[2]
    for guess in (f"/matter/{link.pk}-{link.serial}", f"/matter/{swapped}", f"{path}x",
                  f"/matter/{signing.dumps([link.pk, 1])}", "/matter/1-2-3~x"):  # fmt: skip
        page = client.get(guess)
        assert (page.status_code, "The dressings" in page.content.decode()) == (410, False)


def test_another_matters_form_does_not_fit(visitor: Visitor, link: MatterLink, cast: Cast) -> None:
    other = open_matter(conversation_with_odile(cast).pk, person_id=link.person_id, by=SYSTEM)

    answer = visitor.client.post(f"/matter/{matter_token(other)}/letters", {"once": visitor.once(), "text": "Hello"})

    assert answer.status_code == 422


def test_it_expires_half_a_year_after_the_last_letter(client: Client, path: str, clock: Clock) -> None:
    clock.forward(days=179)
    assert client.get(path).status_code == 200
    clock.forward(days=2)

    page = client.get(path)

    assert (page.status_code, "Send me a new link" in page.content.decode()) == (410, True)
    assert client.post(f"{path}/letters", {"text": "Hello"}).status_code == 410
    assert client.post(f"{path}/solution").status_code == 410


def test_a_revoked_one_opens_nothing_until_there_is_another(
    client: Client, path: str, link: MatterLink, mailed: Mailed
) -> None:
    revoke_link(link.pk, by=SYSTEM)
    assert client.get(path).status_code == 410
    client.post(f"{path}/new-link")
    assert mailed == []

    fresh = open_matter(link.conversation_id, person_id=link.person_id, by=SYSTEM)

    assert (fresh.serial, client.get(path).status_code) == (2, 410)
    assert client.get(f"/matter/{matter_token(fresh)}").status_code == 200


def test_a_new_link_takes_the_place_of_this_one(visitor: Visitor, link: MatterLink, mailed: Mailed) -> None:
    answer = visitor.send("link")

    link.refresh_from_db()
    assert (answer.status_code, link.serial, visitor.client.get(visitor.path).status_code) == (200, 2, 410)
    (mail,) = mailed
    assert (mail.to, matter_address(link) in mail.body) == (["o.hartwell@example.org"], True)


def test_who_cannot_be_mailed_keeps_the_link(
    visitor: Visitor, link: MatterLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "mail_problem", lambda: "No mailbox can send.")

    answer = visitor.send("link")

    assert "We cannot send you a mail now" in answer.content.decode()
    assert known_link(matter_token(link)).is_open


def test_asking_says_the_same_whatever_is_known(client: Client, path: str, link: MatterLink, mailed: Mailed) -> None:
    replace_link(link.pk, by=SYSTEM)

    answers = {client.post(f"{address}/new-link").content for address in (path, "/matter/forged")}

    link.refresh_from_db()
    assert len(answers) == 1
    (mail,) = mailed
    assert (mail.to, matter_address(link) in mail.body, link.serial) == (["o.hartwell@example.org"], True, 2)


def test_an_old_link_is_answered_with_a_new_one_that_opens(
    client: Client, path: str, link: MatterLink, mailed: Mailed, clock: Clock
) -> None:
    clock.forward(days=200)

    client.post(f"{path}/new-link")

    link.refresh_from_db()
    assert matter_address(link) in mailed[0].body
    assert client.get(f"/matter/{matter_token(link)}").status_code == 200
    assert client.get(path).status_code == 410


def test_asking_again_and_again_mails_three(client: Client, path: str, mailed: Mailed) -> None:
    answers = [client.post(f"{path}/new-link").status_code for _ in range(5)]

    assert (answers, len(mailed)) == ([200, 200, 200, 429, 429], 3)


def test_whose_matter_it_is_no_longer_reads_no_more(
    client: Client, path: str, conversation: Conversation, mara: Actor
) -> None:
    somebody = recognize_customer(address="dana@example.org", name="Dana Hartwell")
    change_customer(conversation.pk, by=mara, to=somebody.pk)

    assert client.get(path).status_code == 410


def test_who_writes_for_them_reads_while_they_may(client: Client, conversation: Conversation, mara: Actor) -> None:
    dana = recognize_customer(address="dana@example.org", name="Dana Hartwell")
    authority = record_representation(conversation.customer_id, representative=dana.pk, by=mara, relation="child",
                                      authority="told")  # fmt: skip
    token = matter_token(open_matter(conversation.pk, person_id=dana.pk, by=SYSTEM))
    page = client.get(f"/matter/{token}")
    assert (page.status_code, '<b dir="auto">Odile Hartwell</b>' in page.content.decode()) == (200, True)

    end_representation(authority.pk, by=mara)

    assert client.get(f"/matter/{token}").status_code == 410


def test_in_their_shoes_nothing_can_be_sent(client: Client, cast: Cast, conversation: Conversation) -> None:
    client.force_login(cast.mara)
    page = client.get(f"/conversations/{conversation.pk}/as-customer").content.decode()

    assert "In their shoes." in page
    assert page.count('<fieldset class="letter-form" disabled>') == 3
    assert 'name="once" value=""' in page


def test_an_agent_makes_a_link_and_closes_it(client: Client, cast: Cast, conversation: Conversation) -> None:
    client.force_login(cast.mara)
    address = f"/conversations/{conversation.pk}/as-customer"

    page = client.post(f"{address}/link", follow=True).content.decode()
    link = MatterLink.objects.get()
    assert matter_address(link) in page

    assert "Make a link" in client.post(f"{address}/link/end", follow=True).content.decode()
    assert not known_link(matter_token(link)).is_open
