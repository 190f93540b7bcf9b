"""Priority and tags from the screen, with and without script."""

from django.test import Client

from goodword.conversations.actions.tagging import tag_with_name
from goodword.conversations.choices import Priority
from goodword.conversations.models import Conversation, Tag
from goodword.core.actor import Actor
from tests.cast import Cast, conversation_with_odile
from tests.timeline import last_event

HTMX = {"HX-Request": "true"}


def names(conversation: Conversation) -> list[str]:
    return [tag.name for tag in conversation.tags.all()]


def test_the_priority_is_chosen_shown_and_taken_back(desk: Client, conversation: Conversation) -> None:
    assert "How soon" in desk.get(f"/conversations/{conversation.pk}/priority", headers=HTMX).content.decode()

    html = desk.post(f"/conversations/{conversation.pk}/priority", {"to": "4"}, headers=HTMX).content.decode()

    conversation.refresh_from_db()
    assert conversation.priority == Priority.URGENT
    assert f'action="/activity/{last_event("conversation.priority-changed").pk}/undo"' in html
    assert "tag is-priority-4" in html
    assert "Mara Lindqvist set its priority to urgent" in html


def test_a_normal_priority_is_not_shown(desk: Client, conversation: Conversation) -> None:
    assert "is-priority" not in desk.get(f"/conversations/{conversation.pk}").content.decode()
    assert "row-priority" not in desk.get("/inbox").content.decode()


def test_what_is_no_priority_is_refused(desk: Client, conversation: Conversation) -> None:
    for word in ("", "9", "x"):
        assert desk.post(f"/conversations/{conversation.pk}/priority", {"to": word}).status_code == 422


def test_a_new_name_tags_and_the_choice_stays_open(desk: Client, conversation: Conversation) -> None:
    html = desk.post(f"/conversations/{conversation.pk}/tags", {"name": "Delivery"}, headers=HTMX).content.decode()

    tag = Tag.objects.get()
    assert names(conversation) == ["Delivery"]
    assert 'id="choose-tags"' in html
    assert f'href="/inbox?box=tag:{tag.pk}"' in html
    assert "Mara Lindqvist tagged it Delivery" in html


def test_a_tag_is_put_on_and_taken_off_by_its_button(desk: Client, cast: Cast, conversation: Conversation) -> None:
    other = conversation_with_odile(cast)
    tag_with_name(other.pk, by=Actor.agent(cast.mara.pk), name="Delivery")
    tag = Tag.objects.get()

    desk.post(f"/conversations/{conversation.pk}/tags", {"tag": tag.pk, "name": ""}, headers=HTMX)
    assert names(conversation) == ["Delivery"]
    desk.post(f"/conversations/{conversation.pk}/tags/removal", {"tag": tag.pk}, headers=HTMX)
    assert names(conversation) == []


def test_without_script_the_tags_are_a_page(desk: Client, conversation: Conversation) -> None:
    whole = desk.get(f"/conversations/{conversation.pk}/tags").content.decode()
    assert "Which tags fit?" in whole
    assert 'id="thread"' in whole

    answer = desk.post(f"/conversations/{conversation.pk}/tags", {"name": "Delivery"})
    assert answer.headers["Location"] == f"/conversations/{conversation.pk}"


def test_a_tag_without_a_name_is_refused(desk: Client, conversation: Conversation) -> None:
    assert desk.post(f"/conversations/{conversation.pk}/tags", {"name": " "}).status_code == 422
    assert not Tag.objects.exists()


def test_people_and_teams_stand_in_one_choice(desk: Client, conversation: Conversation) -> None:
    html = desk.get(f"/conversations/{conversation.pk}/assignment", headers=HTMX).content.decode()

    assert "Tess Whitcombe" in html
    assert "Nursing" in html
    assert f'hx-post="/conversations/{conversation.pk}/team"' in html
