"""Letters in HTML as mail programs write them: what is folded, what stays in sight, and that nothing is lost."""

import re
from pathlib import Path

import pytest

from goodword.channels.email.reading import read_message
from goodword.channels.email.reading.folding import fold_quotes
from goodword.core.markup import clean_letter_html
from tests.channels.email.reading.packages import mail_of

LETTERS = Path(__file__).parents[3] / "mails" / "letters"
FOLDED = sorted((LETTERS / "folded").glob("*.html"))
WHOLE = sorted((LETTERS / "whole").glob("*.html"))


def _folded(html: str) -> tuple[str, str, str]:
    """The clean letter, the same folded, and the words in sight."""
    clean = clean_letter_html(html).html
    folded = fold_quotes(clean)
    visible = re.sub(r'<details class="quoted">.*?</details>', "", folded, flags=re.DOTALL)
    return clean, folded, re.sub(r"<[^>]*>|\s|-- ", "", visible)


@pytest.mark.parametrize("path", FOLDED, ids=lambda path: path.stem)
def test_only_what_is_new_stays_in_sight(path: Path) -> None:
    clean, folded, visible = _folded(path.read_text("utf-8"))

    assert visible.replace("--", "") == "New"
    assert folded.replace('<details class="quoted"><summary>…</summary>', "").replace("</details>", "") == clean


@pytest.mark.parametrize("path", FOLDED, ids=lambda path: path.stem)
def test_what_is_folded_is_well_formed(path: Path) -> None:
    _, folded, _ = _folded(path.read_text("utf-8"))
    stack: list[str] = []
    for end, name in re.findall(r"<(/?)([a-z0-9]+)[^>]*>", folded):
        if name in {"br", "hr", "img"}:
            continue
        if not end:
            stack.append(name)
        else:
            assert stack.pop() == name
    assert not stack


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_what_is_not_only_history_stays_whole(path: Path) -> None:
    clean, folded, _ = _folded(path.read_text("utf-8"))

    assert folded == clean


def test_an_answer_below_its_question_keeps_only_its_signature_folded() -> None:
    html = '<blockquote type="cite">when?</blockquote><p>Today</p><div class="moz-signature">-- <br>Odile</div>'

    clean, folded, visible = _folded(html)

    assert visible == "when?Today"
    assert folded != clean


@pytest.mark.parametrize("path", FOLDED, ids=lambda path: path.stem)
def test_the_words_of_the_letter_are_cut_at_the_same_place(path: Path) -> None:
    mail = read_message(mail_of("text/html; charset=utf-8", path.read_bytes()))

    assert mail.text[: mail.quoted_from].strip(" \n-") == "New"
    assert "…" not in mail.text
    assert "old" in mail.text[mail.quoted_from :]
