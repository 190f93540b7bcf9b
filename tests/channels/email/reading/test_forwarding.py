"""Forwarded mail found in the text of another."""

from datetime import UTC, datetime

import pytest

from goodword.channels.email.reading.forwarding import forwarded_in

GMAIL = """Please take this one.

Mara

---------- Forwarded message ---------
From: Odile Hartwell <o.hartwell@example.org>
Date: Mon, Nov 16, 2026 at 3:05 PM
Subject: The dressings
To: Mara Lindqvist <mara@wrenfield.example>,
 Front desk <desk@wrenfield.example>
Cc: <nina@example.org>

They did not come.

From: now on, please call.
"""
OUTLOOK_DE = """Bitte übernehmen.

________________________________
Von: Odile Hartwell <o.hartwell@example.org>
Gesendet: Montag, 16. November 2026 15:05
An: Mara Lindqvist <mara@wrenfield.example>
Betreff: The dressings

They did not come.
"""
APPLE = """Please take this one.

Begin forwarded message:

> From: Odile Hartwell <o.hartwell@example.org>
> Subject: The dressings
> Date: 16 November 2026 at 15:05:00
> To: mara@wrenfield.example
>\x20
> They did not come.
> > Friday?
"""
THUNDERBIRD = """-------- Forwarded Message --------
Subject: \tThe dressings
Date: \tMon, 16 Nov 2026 15:05:00 +0000
From: \tOdile Hartwell <o.hartwell@example.org>
To: \tmara@wrenfield.example


They did not come.
"""
OUTLOOK_WEB_ES = """Para ti

De: Odile Hartwell <o.hartwell@example.org>
Enviado: lunes, 16 de noviembre de 2026 15:05
Para: mara@wrenfield.example <mara@wrenfield.example>
Asunto: The dressings

They did not come.
"""
FRENCH = OUTLOOK_WEB_ES.replace("De:", "De :").replace(
    "Enviado: lunes, 16 de noviembre de", "Envoyé : lundi 16 novembre"
)
FRENCH = FRENCH.replace("Para:", "À :").replace("Asunto:", "Objet :")
BOLD = OUTLOOK_DE.replace("Von:", "*Von:*").replace("Betreff:", "*Betreff:*")
JAPANESE = """---------- Forwarded message ---------
差出人: Odile Hartwell <o.hartwell@example.org>
日付: 2026年11月16日(月) 15:05
件名: The dressings
宛先: <mara@wrenfield.example>

They did not come.
"""


@pytest.mark.parametrize(
    "text", [GMAIL, OUTLOOK_DE, APPLE, THUNDERBIRD, OUTLOOK_WEB_ES, FRENCH, BOLD, JAPANESE],
    ids=["gmail", "outlook-de", "apple", "thunderbird", "outlook-es", "outlook-fr", "bold", "gmail-ja"],
)  # fmt: skip
def test_the_original_is_found(text: str) -> None:
    found = forwarded_in(text, UTC)

    assert found is not None
    assert (found.sender.name, found.sender.address) == ("Odile Hartwell", "o.hartwell@example.org")
    assert found.subject == "The dressings"
    assert found.date == datetime(2026, 11, 16, 15, 5, tzinfo=UTC)
    assert found.text.startswith("They did not come.")
    assert found.recipients[0][1].address == "mara@wrenfield.example"


def test_the_words_above_are_the_forwarders() -> None:
    words = {text: (found.words if (found := forwarded_in(text, UTC)) else "") for text in (GMAIL, OUTLOOK_DE, APPLE)}

    assert words == {
        GMAIL: "Please take this one.\n\nMara", OUTLOOK_DE: "Bitte übernehmen.", APPLE: "Please take this one.",
    }  # fmt: skip


def test_all_who_got_it_and_all_it_says_are_kept() -> None:
    found = forwarded_in(GMAIL, UTC)

    assert found is not None
    assert [(kind, one.address) for kind, one in found.recipients] == [
        ("to", "mara@wrenfield.example"), ("to", "desk@wrenfield.example"), ("cc", "nina@example.org"),
    ]  # fmt: skip
    assert found.text.endswith("From: now on, please call.")


def test_what_apple_quotes_stands_unquoted() -> None:
    found = forwarded_in(APPLE, UTC)
    assert found is not None
    assert found.text == "They did not come.\n> Friday?"


@pytest.mark.parametrize(
    "text",
    ["", "Just words.\nFrom: me", "From: Odile\nSubject: no address\n\nx", "To: a@b.example\nSubject: nobody\n\nx"],
)
def test_nothing_is_made_up(text: str) -> None:
    assert forwarded_in(text, UTC) is None


def test_a_long_text_costs_little() -> None:
    assert forwarded_in("Subject: x\n" * 100_000 + "> " * 500_000, UTC) is None
