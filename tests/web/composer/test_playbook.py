"""Beside the composer: the checklist one writes by, and a quiet note where a no leaves the customer there."""

import pytest
from django.test import Client

from goodword.conversations.models import Conversation, Draft
from goodword.core.actor import Actor
from goodword.playbook.actions.checklists import switch_checklist
from goodword.playbook.actions.writing import choose_checklist, mean_no
from goodword.playbook.models import NoAsMeant
from goodword.playbook.queries import chosen_checklist
from tests.cast import Cast

HTMX = {"HX-Request": "true"}
NO = "<p>We cannot do that.</p>"
NOTICED = "This says no: “We cannot do that”."


@pytest.fixture
def place(conversation: Conversation) -> str:
    return f"/conversations/{conversation.pk}"


def keep(desk: Client, place: str, html: str) -> str:
    """What the browser gets for a draft that it saved."""
    return desk.post(f"{place}/drafts/reply", {"html": html}, headers=HTMX).content.decode()


def test_a_saved_draft_answers_with_its_no_and_the_page_shows_it(desk: Client, place: str) -> None:
    assert NOTICED in keep(desk, place, NO)
    assert NOTICED in desk.get(place).content.decode()


@pytest.mark.parametrize(
    "html",
    [
        "<p>We can do that.</p>",
        f"{NO}<p>What I can do is repair it.</p>",
        f"{NO}<p>I will ask our manager.</p>",
        f"{NO}<p>Is Thursday all right?</p>",
    ],
)
def test_a_draft_without_a_bare_no_says_nothing(desk: Client, place: str, html: str) -> None:
    assert "no-noticed" not in keep(desk, place, html)
    assert "no-noticed" not in desk.get(place).content.decode()


def test_what_is_quoted_answers_nothing(desk: Client, place: str) -> None:
    assert NOTICED in keep(desk, place, f"{NO}<blockquote><p>Is Thursday all right?</p></blockquote>")


def test_it_is_noticed_in_spanish_too(desk: Client, place: str) -> None:
    assert "This says no: “No podemos hacerlo”." in keep(desk, place, "<p>No podemos hacerlo.</p>")
    assert "no-noticed" not in keep(desk, place, "<p>No podemos hacerlo. Lo que sí puedo es repararla.</p>")


def test_a_no_that_is_meant_is_not_noticed_again_in_this_draft(desk: Client, place: str) -> None:
    keep(desk, place, NO)
    answer = desk.post(f"{place}/drafts/reply/no", headers=HTMX).content.decode()
    assert ('id="composer-noticed"' in answer, "no-noticed" in answer) == (True, False)
    assert "no-noticed" not in keep(desk, place, f"{NO}<p>Sorry.</p>")
    assert "no-noticed" not in desk.get(place).content.decode()

    desk.post(f"{place}/drafts/reply/removal")
    assert NOTICED in keep(desk, place, NO)


def test_without_a_script_one_is_back_in_the_reply(desk: Client, place: str) -> None:
    keep(desk, place, NO)
    assert desk.post(f"{place}/drafts/reply/no").headers["Location"].startswith(place)
    assert NoAsMeant.objects.count() == 1


def test_without_a_draft_there_is_nothing_to_mean(cast: Cast, conversation: Conversation) -> None:
    mean_no(conversation.pk, by=Actor.agent(cast.mara.pk))
    assert NoAsMeant.objects.count() == 0


def test_the_word_is_for_ones_own_draft(cast: Cast, desk: Client, conversation: Conversation, place: str) -> None:
    keep(desk, place, NO)
    mean_no(conversation.pk, by=Actor.agent(cast.olive.pk))
    assert "no-noticed" in keep(desk, place, NO)


def test_a_no_blocks_nothing(desk: Client, conversation: Conversation, place: str) -> None:
    keep(desk, place, NO)
    answer = desk.post(f"{place}/replies", {"html": NO, "anyway": "send"}, headers=HTMX)
    assert answer.status_code == 200
    assert not Draft.objects.filter(conversation=conversation).exists()


def test_a_checklist_is_chosen_and_stays(cast: Cast, desk: Client, place: str) -> None:
    assert 'class="checklist"' not in desk.get(place).content.decode()
    menu = desk.get(f"{place}/checklist", headers=HTMX).content.decode()
    assert all(name in menu for name in ("HEARD", "LAST", "HEART", "AIDET", "Cleveland Clinic", "one source"))

    chosen = desk.post(f"{place}/checklist", {"checklist": "heart"}, headers=HTMX).content.decode()
    assert chosen.count('type="checkbox"') == 5
    assert "Empathize" in desk.get(place).content.decode()
    assert 'aria-current="true"' in desk.get(f"{place}/checklist", headers=HTMX).content.decode()

    gone = desk.post(f"{place}/checklist", {"checklist": ""}, headers=HTMX).content.decode()
    assert 'type="checkbox"' not in gone
    assert chosen_checklist(cast.mara.pk) is None


def test_without_a_script_it_is_chosen_on_a_page(cast: Cast, desk: Client, place: str) -> None:
    assert "HEARD" in desk.get(f"{place}/checklist").content.decode()
    assert desk.post(f"{place}/checklist", {"checklist": "heard"}).headers["Location"].startswith(place)
    assert chosen_checklist(cast.mara.pk) is not None


def test_one_that_is_switched_off_is_not_offered(cast: Cast, desk: Client, place: str) -> None:
    choose_checklist("last", by=Actor.agent(cast.mara.pk))
    switch_checklist("last", by=Actor.agent(cast.olive.pk), on=False)
    assert "LAST" not in desk.get(f"{place}/checklist", headers=HTMX).content.decode()
    assert 'class="checklist"' not in desk.get(place).content.decode()
    assert desk.post(f"{place}/checklist", {"checklist": "last"}, headers=HTMX).status_code == 404


def test_a_note_has_neither(cast: Cast, desk: Client, place: str) -> None:
    choose_checklist("heart", by=Actor.agent(cast.mara.pk))
    desk.post(f"{place}/drafts/note", {"html": NO}, headers=HTMX)
    page = desk.get(f"{place}/composer/note", headers=HTMX).content.decode()
    assert ("composer-checklist" in page, "no-noticed" in page) == (False, False)
