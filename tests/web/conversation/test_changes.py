"""Assigning, moving, closing and reopening from the screen, with and without script."""

import pytest
from django.test import Client

from goodword.conversations.models import Conversation
from tests.cast import Cast, conversation_with_odile
from tests.timeline import kinds, last_event

HTMX = {"HX-Request": "true"}


def test_taking_it_shows_who_has_it_and_a_way_back(desk: Client, cast: Cast, conversation: Conversation) -> None:
    answer = desk.post(f"/conversations/{conversation.pk}/assignment", {"to": cast.mara.pk}, headers=HTMX)

    event = last_event("conversation.assigned")
    assert event.data == {"before": None, "after": cast.mara.pk}
    assert "You have it" in answer.content.decode()
    assert f'action="/activity/{event.pk}/undo"' in answer.content.decode()
    assert answer.headers["HX-Trigger"] == "inbox-changed"


def test_without_script_the_page_comes_again_with_the_way_back(
    desk: Client, cast: Cast, conversation: Conversation
) -> None:
    page = desk.post(f"/conversations/{conversation.pk}/assignment?box=mine", {"to": cast.tess.pk}, follow=True)

    assert page.redirect_chain == [(f"/conversations/{conversation.pk}?box=mine", 302)]
    assert "Tess Whitcombe has it now." in page.content.decode()
    assert "/undo?box=mine" in page.content.decode()


def test_assigning_offers_those_who_could_have_it(desk: Client, cast: Cast, conversation: Conversation) -> None:
    offered = desk.get(f"/conversations/{conversation.pk}/assignment", headers=HTMX).content.decode()

    assert "Tess Whitcombe" in offered
    assert "Caleb" not in offered
    whole = desk.get(f"/conversations/{conversation.pk}/assignment").content.decode()
    assert "Who should have it?" in whole
    assert 'id="thread"' in whole


def test_an_undo_gives_it_back(desk: Client, cast: Cast, conversation: Conversation) -> None:
    desk.post(f"/conversations/{conversation.pk}/assignment", {"to": cast.mara.pk}, headers=HTMX)
    event = last_event("conversation.assigned")

    answer = desk.post(f"/activity/{event.pk}/undo", headers=HTMX)

    conversation.refresh_from_db()
    assert conversation.assignee_id is None
    assert last_event("conversation.assigned").undoes_id == event.pk
    assert "Taken back." in answer.content.decode()


def test_an_undo_is_refused_when_somebody_changed_it_since(
    desk: Client, cast: Cast, conversation: Conversation
) -> None:
    address = f"/conversations/{conversation.pk}/assignment"
    desk.post(address, {"to": cast.mara.pk})
    event = last_event("conversation.assigned")
    desk.post(address, {"to": cast.tess.pk})

    assert desk.post(f"/activity/{event.pk}/undo").status_code == 409
    conversation.refresh_from_db()
    assert conversation.assignee_id == cast.tess.pk


def test_nobody_is_a_choice(desk: Client, cast: Cast, conversation: Conversation) -> None:
    address = f"/conversations/{conversation.pk}/assignment"
    desk.post(address, {"to": cast.mara.pk})
    answer = desk.post(address, {"to": ""}, headers=HTMX)

    assert "Nobody has it yet" in answer.content.decode()


def test_moving_it_out_of_sight_leads_back_to_the_list(desk: Client, cast: Cast, conversation: Conversation) -> None:
    answer = desk.post(f"/conversations/{conversation.pk}/team", {"team": cast.nursing.pk}, headers=HTMX)

    conversation.refresh_from_db()
    assert conversation.team_id == cast.nursing.pk
    assert answer.headers["HX-Redirect"] == "/inbox"


def test_closing_and_its_undo(desk: Client, conversation: Conversation) -> None:
    desk.post(f"/conversations/{conversation.pk}/closure", headers=HTMX)
    closed = last_event("conversation.closed")
    desk.post(f"/activity/{closed.pk}/undo", headers=HTMX)

    conversation.refresh_from_db()
    assert conversation.is_open
    assert kinds(conversation.pk)[-2:] == ["conversation.closed", "conversation.reopened"]


def test_close_and_next_opens_the_one_that_follows(desk: Client, cast: Cast, conversation: Conversation) -> None:
    following = conversation_with_odile(cast, subject="Silver or plain foam?")

    answer = desk.post(f"/conversations/{conversation.pk}/closure", {"next": "1"}, headers=HTMX)

    assert answer.headers["HX-Push-Url"] == f"/conversations/{following.pk}"
    assert answer.headers["HX-Retarget"] == "#conversation"
    assert "Silver or plain foam?" in answer.content.decode()


def test_close_and_next_at_the_end_leads_to_the_list(desk: Client, conversation: Conversation) -> None:
    answer = desk.post(f"/conversations/{conversation.pk}/closure?box=unassigned", {"next": "1"})
    assert answer.headers["Location"] == "/inbox?box=unassigned"


def test_reopening(desk: Client, conversation: Conversation) -> None:
    desk.post(f"/conversations/{conversation.pk}/closure")
    answer = desk.post(f"/conversations/{conversation.pk}/reopening", headers=HTMX)

    assert "is open again" in answer.content.decode()
    assert kinds(conversation.pk)[-1] == "conversation.reopened"


@pytest.mark.parametrize("verb", ["assignment", "team", "closure", "reopening"])
def test_a_colleague_may_do_none_of_it(client: Client, cast: Cast, conversation: Conversation, verb: str) -> None:
    Conversation.objects.filter(pk=conversation.pk).update(assignee=cast.cole)
    client.force_login(cast.cole)
    before = kinds(conversation.pk)

    assert client.get(f"/conversations/{conversation.pk}").status_code == 200
    assert client.post(f"/conversations/{conversation.pk}/{verb}").status_code == 403
    assert kinds(conversation.pk) == before


@pytest.mark.parametrize("word", ["tess", "9" * 5000])
def test_a_word_that_names_nobody_changes_nothing(
    desk: Client, cast: Cast, conversation: Conversation, word: str
) -> None:
    conversation.change(assignee_id=cast.mara.pk)
    answers = [desk.post(f"/conversations/{conversation.pk}/assignment", {"to": word})]
    answers.append(desk.post(f"/conversations/{conversation.pk}/team", {"team": word}))

    assert [answer.status_code for answer in answers] == [422, 422]
    conversation.refresh_from_db()
    assert (conversation.assignee, conversation.team) == (cast.mara, cast.pharmacy)


def test_numbers_beyond_all_rows_are_none(desk: Client, conversation: Conversation) -> None:
    assert desk.get(f"/inbox?rows={'9' * 5000}").status_code == 422
    assert desk.get(f"/conversations/{conversation.pk}?since={'9' * 5000}").status_code == 200


def test_what_leaves_ones_sight_offers_no_way_back(desk: Client, cast: Cast, conversation: Conversation) -> None:
    """Mara is in the pharmacy line only: what goes to nursing she could not bring back."""
    page = desk.post(f"/conversations/{conversation.pk}/team", {"team": cast.nursing.pk}, follow=True)

    assert page.redirect_chain == [("/inbox", 302)]
    assert "It belongs to Nursing now." in page.content.decode()
    assert "/undo" not in page.content.decode()
