"""Invitations and what to know of a letter stand above it, in the reader's language and zone."""

import pytest
from django.test import Client
from django.utils import timezone

from goodword.conversations.choices import Remark
from goodword.web.conversation.brought import cards_of
from tests.cast import Cast, conversation_with_odile

INVITATION: dict[str, str | bool] = {
    "method": "REQUEST",
    "summary": "Check of <b>the pump</b>",
    "start": "2026-11-20T14:30:00+00:00",
    "end": "2026-11-20T15:00:00+00:00",
    "place": "Room 4",
    "organizer": "Ana <ana@clinic.example>",
    "repeats": True,
}


def test_an_invitation_stands_above_its_letter(desk: Client, cast: Cast) -> None:
    message = conversation_with_odile(cast, invitations=(INVITATION,)).messages.get()

    page = desk.get(f"/messages/{message.pk}", headers={"HX-Request": "true"}).content.decode()

    assert "Check of &lt;b&gt;the pump&lt;/b&gt;" in page
    assert "Ana &lt;ana@clinic.example&gt;" in page
    assert "repeats" in page


@pytest.mark.parametrize("remark", list(Remark))
def test_what_to_know_of_a_letter_is_said(desk: Client, cast: Cast, remark: Remark) -> None:
    message = conversation_with_odile(cast, remarks=(remark.value,)).messages.get()

    page = desk.get(f"/messages/{message.pk}", headers={"HX-Request": "true"}).content.decode()

    assert [one for one in Remark if str(one.label) in page] == [remark]


@pytest.mark.parametrize(
    ("start", "end", "when"),
    [
        ("2026-11-20T14:30:00+00:00", "2026-11-20T15:00:00+00:00", "Friday, November 20, 2026, 9:30 AM – 10:00 AM"),
        ("2026-11-20T09:30:00", "", "Friday, November 20, 2026, 9:30 AM"),
        ("2026-11-20", "2026-11-20", "Friday, November 20, 2026"),
        ("2026-11-20", "2026-11-22", "Friday, November 20, 2026 – Sunday, November 22, 2026"),
        (
            "2026-11-20T14:30:00+00:00",
            "2026-11-21T15:00:00+00:00",
            "Friday, November 20, 2026, 9:30 AM – Saturday, November 21, 2026, 10:00 AM",
        ),
        ("2026-11-20T14:30:00+00:00", "2026-11-20", "Friday, November 20, 2026, 9:30 AM – Friday, November 20, 2026"),
        ("", "2026-11-20", ""),
        ("soon", "later", ""),
    ],
)
def test_when_it_is(start: str, end: str, when: str) -> None:
    with timezone.override("America/New_York"):
        [card] = cards_of([{**INVITATION, "start": start, "end": end}])

    assert card.when.replace("\u202f", " ") == when


@pytest.mark.parametrize(
    ("method", "title"),
    [("REQUEST", "Invitation"), ("CANCEL", "Cancelled"), ("REPLY", "Answer to an invitation"), ("", "Invitation")],
)
def test_what_kind_it_is(method: str, title: str) -> None:
    [card] = cards_of([{**INVITATION, "method": method}])

    assert (card.title, card.is_off) == (title, method == "CANCEL")
