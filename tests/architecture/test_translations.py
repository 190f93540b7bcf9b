"""The catalogs: everything found, nothing lost on the way."""

from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tests.architecture.tree import program

translations = program("translations")


def ids(path: Path, monkeypatch: pytest.MonkeyPatch) -> set[object]:
    monkeypatch.setattr(translations, "PACKAGE", path.parent)
    return {message.id for message in translations.extracted([path]) if message.id}


def test_templates_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        """{% translate "Close" %}<p title="{{ _("Open") }}">it's
          {% blocktranslate count n=rows|length %}{{ n }} letter{% plural %}{{ n }} letters{% endblocktranslate %}
        {% blocktranslate with who=name context "sender" %}From {{ who }}{% endblocktranslate %}</p>"""
    )
    found = ids(page, monkeypatch)
    assert found == {"Close", "Open", ("%(n)s letter", "%(n)s letters"), "From %(who)s"}


def test_programs_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "module.py"
    module.write_text('_("One " "line"); ngettext("%(n)s row", "%(n)s rows", n); pgettext("verb", "Read"); _(variable)')
    assert ids(module, monkeypatch) == {"One line", ("%(n)s row", "%(n)s rows"), "Read"}


@pytest.mark.parametrize(
    ("original", "translation", "said"),
    [
        ("Close", "Cerrar", ""),
        ("Close", "", "has no translation"),
        ("From %(who)s", "De alguien", "lost a placeholder"),
        ("From %(who)s", "De %(quien)s", "has a placeholder that the original has not"),
        (("%(n)s row", "%(n)s rows"), ("una fila", "%(n)s filas"), ""),
        (("%(n)s row", "%(n)s rows"), ("%(n)s fila", ""), "has no translation"),
        (" and ", "y ", "begins with other white space"),
    ],
)
def test_faults_are_found(original: str | tuple[str, str], translation: str | tuple[str, str], said: str) -> None:
    assert translations.fault(Message(original, translation)) == said


def test_what_is_translated_stays_and_what_is_gone_goes() -> None:
    known, template = translations._empty("es"), translations._empty("en")
    known.add("Close", "Cerrar")
    known.add("Gone", "Ido")
    template.add("Close")
    template.add("New")
    made = translations.updated(known, template, "es")
    assert {message.id: message.string for message in made if message.id} == {"Close": "Cerrar", "New": ""}
