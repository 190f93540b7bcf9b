"""Settings, Urgent wording: try, add, change, switch off, restore; and who is alerted."""

import pytest
from django.test import Client

from goodword.conversations.models import Mailbox, UrgentPhrase
from goodword.core.models import RecordedEvent
from tests.cast import Cast

PAGE = "/settings/urgent-wording"


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.adam)
    return client


def tried(admin: Client, sentence: str) -> str:
    return admin.post(f"{PAGE}/trial", {"trial": sentence, "language": "en"}).content.decode()


def test_a_sentence_can_be_tried_and_is_kept_nowhere(admin: Client) -> None:
    page = tried(admin, "my chest hurts")
    assert "<b>Chest pain</b> “chest hurts”" in page
    assert "Nobody would be alerted" in tried(admin, "This headset is killing me")
    assert not RecordedEvent.objects.filter(kind__startswith="urgent").exists()


def test_each_language_has_its_lines(admin: Client) -> None:
    assert "heart attack" in admin.get(f"{PAGE}?language=en").content.decode()
    assert "sobredosis" in admin.get(f"{PAGE}?language=es").content.decode()
    assert "sobredosis" not in admin.get(f"{PAGE}?language=en").content.decode()


def test_words_of_ours_count_from_then_on(admin: Client) -> None:
    admin.post(f"{PAGE}/addition", {"language": "en", "words": "pump  ALARM", "kind": "collapse"})

    assert "<b>Collapse or bleeding</b> “pump alarm”" in tried(admin, "the pump alarm rings")
    admin.post(f"{PAGE}/removal", {"language": "en", "line": "pump alarm"})
    assert "Nobody would be alerted" in tried(admin, "the pump alarm rings")


@pytest.mark.parametrize("words", ["x", "a*", "<script>", "one two three four five six seven eight nine"])
def test_unclear_words_are_refused_at_their_field(admin: Client, words: str) -> None:
    answer = admin.post(f"{PAGE}/addition", {"language": "en", "words": words, "kind": "heart"})

    assert answer.status_code == 422
    assert "one to eight words" in answer.content.decode()
    assert not UrgentPhrase.objects.exists()


def test_a_standard_line_is_switched_off_and_all_are_restored(admin: Client) -> None:
    admin.post(f"{PAGE}/switch", {"language": "en", "line": "heart attack"})
    assert "Nobody would be alerted" in tried(admin, "a heart attack")

    admin.post(f"{PAGE}/addition", {"language": "en", "words": "pump alarm", "kind": "collapse"})
    admin.post(f"{PAGE}/standard", {"language": "en"})

    assert "Chest pain" in tried(admin, "a heart attack")
    assert UrgentPhrase.objects.get().words == "pump alarm"


def test_a_line_is_written_anew(admin: Client) -> None:
    form = f"{PAGE}/line?language=en&line=heart+attack"
    assert 'value="heart attack"' in admin.get(form).content.decode()

    admin.post(f"{PAGE}/line", {"language": "en", "line": "heart attack", "words": "cardiac arrest", "kind": "heart"})

    assert "Chest pain" in tried(admin, "a cardiac arrest")
    assert "Nobody would be alerted" in tried(admin, "a heart attack")
    assert admin.get(f"{PAGE}/line?language=en&line=nowhere").status_code == 404


def test_people_are_named_for_a_mailbox(admin: Client, cast: Cast) -> None:
    page = f"/settings/mailboxes/{cast.mailbox.pk}"
    assert "Nobody is named yet" in admin.get(page).content.decode()

    admin.post(f"{page}/alerted", {"agents": [cast.mara.pk, cast.tess.pk]})

    assert set(Mailbox.objects.get(pk=cast.mailbox.pk).alerted.all()) == {cast.mara, cast.tess}
    assert "Nobody is named yet" not in admin.get(page).content.decode()
    event = RecordedEvent.objects.get(kind="mailbox.alerted-changed")
    assert event.data["joined"] == sorted([cast.mara.pk, cast.tess.pk])


@pytest.mark.parametrize("agents", [["x"], ["99999"]])
def test_nobody_unknown_is_named(admin: Client, cast: Cast, agents: list[str]) -> None:
    assert admin.post(f"/settings/mailboxes/{cast.mailbox.pk}/alerted", {"agents": agents}).status_code == 422
    assert not Mailbox.objects.get(pk=cast.mailbox.pk).alerted.exists()
