"""The page of a mailbox's acknowledgement: words, a live look at the mail, limits, and going on after a stop."""

import pytest
from django.test import Client

from goodword.channels.email.actions.alarms import raise_alarm
from goodword.channels.email.actions.governing import allow_automatic_mail, limits_of
from goodword.channels.email.choices import AlarmKind, HeldBack, Purpose
from goodword.channels.email.queries import open_alarms
from goodword.conversations.acknowledgements import standard_text
from goodword.conversations.actions.acknowledging import acknowledgement_text
from goodword.conversations.types import Mailbox
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(cast: Cast) -> str:
    return f"/settings/mailboxes/{cast.mailbox.pk}/acknowledgement"


@pytest.fixture
def adams(cast: Cast, client: Client) -> Client:
    client.force_login(cast.adam)
    return client


def words(**changes: str) -> dict[str, str]:
    return {"acknowledges": "on", "text_en": standard_text("en"), "text_es": standard_text("es"), **changes}


def test_the_page_shows_the_mail_as_it_leaves(adams: Client, page: str) -> None:
    shown = adams.get(page).content.decode()
    assert "Its number is #1042." in shown
    assert "Re: Where is my order? [#1042]" in shown


def test_own_words_are_kept_and_ours_come_back(adams: Client, page: str, cast: Cast) -> None:
    assert adams.post(page, words(text_en="Hello {name}, it is #{number}.")).status_code == 302
    mailbox = Mailbox.objects.get()
    assert (mailbox.acknowledges, acknowledgement_text(mailbox, "en")) == (True, "Hello {name}, it is #{number}.")
    assert acknowledgement_text(mailbox, "fr") == "Hello {name}, it is #{number}."

    adams.post(page, words())
    assert acknowledgement_text(mailbox, "en") == standard_text("en")
    assert not mailbox.acknowledgement_texts.exists()


@pytest.mark.parametrize("text", ["Hello {nmae}", "", "x" * 5001])
def test_words_that_cannot_be_filled_are_refused_beside_them(adams: Client, page: str, text: str) -> None:
    answer = adams.post(page, words(text_en=text))
    assert answer.status_code == 422
    assert "id_text_en_error" in answer.content.decode()
    assert not Mailbox.objects.get().acknowledges


def test_the_look_follows_what_is_typed_and_is_never_markup(adams: Client, page: str) -> None:
    shown = adams.post(f"{page}/preview/en", {"text_en": "Hi {name} <script>1</script> #{number}"}).content.decode()
    assert "Hi Ana Lind &lt;script&gt;1&lt;/script&gt; #1042" in shown


def test_limits_are_set(adams: Client, page: str, cast: Cast) -> None:
    address = page.replace("acknowledgement", "automatic-mail")
    adams.post(address, {"per_hour": "5", "per_address_and_hour": "1", "per_address_and_day": "2"})
    assert limits_of(cast.mailbox.pk).per_hour == 5
    assert adams.post(address, {"per_hour": "0"}).status_code == 422


def test_a_stopped_mailbox_says_so_and_goes_on(adams: Client, page: str, cast: Cast) -> None:
    raise_alarm(cast.mailbox.pk, AlarmKind.FLOOD)
    held = allow_automatic_mail("ana@example.org", cast.mailbox.pk, purpose=Purpose.ACKNOWLEDGEMENT)
    shown = adams.get(page).content.decode()
    assert held is HeldBack.FLOOD
    assert "Stopped." in shown
    assert "ana@example.org" in shown

    adams.post(page.replace("acknowledgement", "automatic-mail/resumption"))
    assert not open_alarms(cast.mailbox.pk, [AlarmKind.FLOOD])


def test_only_administrators_come_in(client: Client, page: str, cast: Cast) -> None:
    client.force_login(cast.mara)
    assert client.get(page).status_code == 403
