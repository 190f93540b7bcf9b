"""Logging a call or a visit from the desk."""

from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from goodword.conversations.models import Conversation, Message
from goodword.core.actor import Actor
from goodword.people.actions.meeting import meet_customer
from goodword.people.models import Customer
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
CALL = {"channel": "phone", "direction": "in", "after": "ours", "words": "Where is the van?"}


@pytest.fixture
def matter(cast: Cast) -> Conversation:
    return conversation_with_odile(cast)


def test_a_call_is_logged_in_its_conversation_and_can_be_taken_back(desk: Client, matter: Conversation) -> None:
    address = reverse("talk", args=[matter.pk])
    assert "Who began" in desk.get(address, headers=HTMX).content.decode()

    answer = desk.post(address, {**CALL, "minutes": "4", "outcome": "It comes at nine."}, headers=HTMX)
    message = Message.objects.get(channel="phone")
    html = answer.content.decode()
    assert "They called" in html
    assert "It comes at nine." in html
    undo = reverse("talk-removal", args=[message.pk])
    assert undo in html

    desk.post(undo, headers=HTMX)
    assert not Message.objects.filter(channel="phone").exists()


def test_without_script_it_is_a_page_of_its_own(desk: Client, matter: Conversation) -> None:
    address = reverse("talk", args=[matter.pk])
    assert "Who began" in desk.get(address).content.decode()
    assert desk.post(address, CALL).status_code == 302
    assert Message.objects.filter(channel="phone").exists()


def test_an_empty_one_is_shown_again_with_what_was_typed(desk: Client, matter: Conversation) -> None:
    answer = desk.post(reverse("talk", args=[matter.pk]), {**CALL, "words": " ", "minutes": "7"}, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (422, "#choices")
    assert 'value="7"' in answer.content.decode()


def test_its_author_is_offered_to_correct_it(desk: Client, cast: Cast, matter: Conversation, clock: Clock) -> None:
    clock.forward(seconds=42)
    desk.post(reverse("talk", args=[matter.pk]), CALL)
    message = Message.objects.get(channel="phone")
    address = reverse("talk-correction", args=[message.pk])
    assert address in desk.get(reverse("conversation", args=[matter.pk])).content.decode()
    assert "Where is the van?" in desk.get(address, headers=HTMX).content.decode()
    moment = message.at
    clock.forward(hours=1)
    shown = moment.astimezone(ZoneInfo(cast.mara.time_zone)).strftime("%Y-%m-%dT%H:%M")
    desk.post(address, {**CALL, "words": "Where is the truck?", "at": shown}, headers=HTMX)
    message.refresh_from_db()
    assert (message.preview, message.at) == ("Where is the truck?", moment)

    other = Client()
    other.force_login(cast.tess)
    assert address not in other.get(reverse("conversation", args=[matter.pk])).content.decode()
    assert other.post(address, CALL).status_code == 403


def test_somebody_new_at_the_counter_begins_a_conversation(desk: Client, cast: Cast) -> None:
    typed = {**CALL, "channel": "in-person", "customer": "new", "name": "Ida Brandt", "phone": "(202) 555-0143"}
    answer = desk.post(reverse("talk-beginning"), {**typed, "team": cast.pharmacy.pk, "subject": "The van"})
    matter = Conversation.objects.get()
    assert answer.headers["Location"] == reverse("conversation", args=[matter.pk])
    assert (matter.subject, matter.channel, matter.team) == ("The van", "in-person", cast.pharmacy)
    assert matter.customer.identities.get().value == "+12025550143"


def test_nobody_is_made_when_the_form_is_refused(desk: Client, cast: Cast) -> None:
    answer = desk.post(reverse("talk-beginning"), {**CALL, "words": "", "customer": "new", "name": "Ida Brandt"})
    assert answer.status_code == 422
    assert not Customer.objects.exists()
    assert 'value="Ida Brandt"' in answer.content.decode()


@pytest.mark.parametrize("words", ["odile", "Hartwell", "o.hartwell@", "+1 202 555 0143"])
def test_who_calls_is_found_by_name_address_or_number(
    desk: Client, cast: Cast, matter: Conversation, words: str
) -> None:
    desk.post(reverse("person-addresses", args=[matter.customer_id]), {"address": "odile@example.net"})
    matter.customer.identities.create(kind="phone", value="+12025550143")
    stranger = meet_customer(by=Actor.agent(cast.caleb.pk), name="Odile Stranger", phone="202 555 0143")
    html = desk.get(reverse("talk-people"), {"who": words}, headers=HTMX).content.decode()
    assert f'value="{matter.customer_id}" checked' in html
    assert f'value="{stranger.pk}"' not in html


def test_a_stranger_is_not_logged_with(desk: Client, cast: Cast) -> None:
    stranger = meet_customer(by=Actor.agent(cast.caleb.pk), name="Odile Stranger")
    assert desk.post(reverse("talk-beginning"), {**CALL, "customer": stranger.pk}).status_code == 404
    assert desk.get(reverse("talk-beginning"), {"customer": stranger.pk}).status_code == 404


def test_a_colleague_logs_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.cole)
    assert client.get(reverse("talk-beginning")).status_code == 403
    assert client.post(reverse("talk-beginning"), CALL).status_code == 403
