"""Urgent wording on the screen: marked in the list and the conversation, until somebody has it."""

from django.test import Client

from goodword.conversations.models import Conversation
from tests.cast import Cast, conversation_with_odile

URGENT = "Good morning. Since 6 o'clock my chest really hurts, what should I do?"


def test_row_and_conversation_say_so_with_the_words(desk: Client, cast: Cast) -> None:
    conversation = conversation_with_odile(cast, text=URGENT)

    assert "row-urgent" in desk.get("/inbox").content.decode()
    page = desk.get(f"/conversations/{conversation.pk}").content.decode()
    assert "<b>Chest pain</b>" in page
    assert '<mark dir="auto">“chest really hurts”</mark>' in page


def test_a_calm_letter_is_not_marked(desk: Client, cast: Cast) -> None:
    conversation = conversation_with_odile(cast)

    assert "row-urgent" not in desk.get("/inbox").content.decode()
    assert 'class="urgent"' not in desk.get(f"/conversations/{conversation.pk}").content.decode()


def test_whoever_has_it_takes_the_mark_away(desk: Client, cast: Cast) -> None:
    conversation = conversation_with_odile(cast, text=URGENT)

    answer = desk.post(f"/conversations/{conversation.pk}/urgency", follow=True)

    assert "You have it." in answer.content.decode()
    assert 'class="urgent"' not in answer.content.decode()
    assert "Mara Lindqvist said: I have what is urgent" in answer.content.decode()
    row = Conversation.objects.get(pk=conversation.pk)
    assert (row.urgent_since, row.assignee_id) == (None, cast.mara.pk)


def test_a_lead_of_another_team_sees_it_and_cannot_take_it(client: Client, cast: Cast) -> None:
    cast.tess.teams.set([cast.nursing])
    conversation = conversation_with_odile(cast, text=URGENT)
    client.force_login(cast.tess)

    assert 'data-key="h"' not in client.get(f"/conversations/{conversation.pk}").content.decode()
    assert client.post(f"/conversations/{conversation.pk}/urgency").status_code == 403
