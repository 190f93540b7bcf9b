"""Where history begins, in the manners and languages people write."""

import time

import pytest

from goodword.channels.email.reading.folding import fold_quotes
from goodword.channels.email.reading.quoting import quoted_from
from goodword.core.markup import clean_letter_html

FOLDED = [
    "On Mon, 16 Nov 2026 at 10:00, Ana <ana@x.example> wrote:\n> old",
    "On Mon, Nov 16, 2026 at 10:00 AM Ana Maria Long-Name\n<ana@x.example> wrote:\n\n> old\n>\n> older\n",
    "El lun, 16 nov 2026 a las 10:00, Ana (<ana@x.example>)\nescribió:\n\n> viejo",
    "Am 16.11.26 um 10:00 schrieb Ana:\n> alt",
    "Am Montag, 16. November 2026, 10:00 Uhr schrieb Ana <ana@x.example>:\n\n> alt",
    "Le lun. 16 nov. 2026 à 10:00, Ana <ana@x.example> a écrit :\n> vieux",
    "Il giorno lun 16 nov 2026 alle ore 10:00 Ana <ana@x.example> ha scritto:\n> vecchio",
    "Em seg., 16 de nov. de 2026 às 10:00, Ana <ana@x.example> escreveu:\n> velho",
    "Op ma 16 nov 2026 om 10:00 schreef Ana <ana@x.example>:\n> oud",
    "-----Original Message-----\nFrom: Ana\nSent: Monday\n\nold",
    "-----Ursprüngliche Nachricht-----\nVon: Ana\n\nalt",
    "________________________________\nDe: Ana <ana@x.example>\nEnviado: lunes\nPara: Ben\nAsunto: Pedido\n\nviejo",
    "From: Ana <ana@x.example>\nSent: Monday, November 16, 2026 10:00 AM\nTo: Ben\nSubject: Order\n\nold",
    "On 16 Nov 2026, at 10:00, Ana <ana@x.example> wrote:\n\nold without marks\n",
    "> old\n> older",
]
WHOLE = [
    "Just words.",
    "She wrote:\nI will come.",
    "> question one?\nYes.\n> question two?\nNo.",
    "> question one?\nYes.\n\n> question two?",
    "> all of it\n> is a quote",
    "On 16 Nov 2026 Ana wrote:\n> old\n\nMy answer stands below.",
    "From: the kitchen\nwe had a leak",
    "",
]


@pytest.mark.parametrize("history", FOLDED)
def test_history_is_found(history: str) -> None:
    text = f"Thank you, that helps.\n\nOdile\n\n{history}"

    assert text[quoted_from(text) :] == history


@pytest.mark.parametrize("text", WHOLE)
def test_what_is_not_only_history_stays_whole(text: str) -> None:
    assert quoted_from(text) == len(text)


LETTERS = [
    '<div>New</div><div class="gmail_quote"><div class="gmail_attr">On x wrote:</div><p>old</p></div>',
    '<p>New</p><blockquote type="cite"><div>old</div></blockquote><br>',
    '<p>New</p><div class="moz-cite-prefix">On 16/11 Ana wrote:</div><blockquote type="cite">old</blockquote>',
    '<div>New</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Ana</div><div>old</div>',
    "<p>New</p><p>On 16 Nov 2026, Ana wrote:</p><blockquote>old</blockquote>",
    '<p>New</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><b>From:</b> Ana</div></div><p>old</p>',
]


@pytest.mark.parametrize("html", LETTERS)
def test_history_in_html_is_folded(html: str) -> None:
    clean = clean_letter_html(html).html
    folded = fold_quotes(clean)

    before, mark, after = folded.partition('<details class="quoted"><summary>…</summary>')
    assert mark
    assert "New" in before
    assert "old" in after
    assert before + after.replace("</details>", "") == clean


@pytest.mark.parametrize(
    "html",
    [
        "<p>New</p>",
        '<blockquote type="cite">one?</blockquote><p>Yes</p><blockquote type="cite">two?</blockquote><p>No</p>',
        '<p>See:</p><blockquote type="cite">one?</blockquote><p>Yes</p>',
        '<div class="gmail_quote"><blockquote>only a quote</blockquote></div>',
        "<p>She said</p><blockquote>a poem</blockquote>",
    ],
)
def test_html_that_is_not_only_history_stays_whole(html: str) -> None:
    clean = clean_letter_html(html).html

    assert fold_quotes(clean) == clean


@pytest.mark.parametrize(
    "text", ["> \n" * 300_000, "a1:\n" * 250_000, "On 1 wrote\n" * 90_000, "From: x\n" * 120_000, "x" * 1_000_000]
)
def test_a_crafted_megabyte_is_cheap(text: str) -> None:
    begun = time.process_time()
    quoted_from(text)
    assert time.process_time() - begun < 5
