"""What a person can set, press, type or read about is documented, and the pages made from the code are fresh."""

import pytest

from goodword.config.command import command_modules
from goodword.config.env import variable_names
from goodword.core.operations import all_operations
from tests.architecture.tree import ROOT, program

DOCS = ROOT / "docs"


def missing(page: str, terms: list[str]) -> list[str]:
    """The terms that do not stand in the page as code."""
    text = (DOCS / page).read_text()
    return [term for term in terms if f"`{term}`" not in text]


def test_every_setting_is_documented() -> None:
    assert missing("run/settings.md", variable_names()) == []


def test_every_command_is_documented() -> None:
    assert missing("run/commands.md", [f"goodword {name}" for name in command_modules()]) == []


def test_every_shortcut_is_documented() -> None:
    assert missing("use/shortcuts.md", [operation.key for operation in all_operations() if operation.key]) == []


@pytest.mark.parametrize("page", ["events.md", "addresses.md"])
def test_the_page_made_from_the_code_is_fresh(page: str) -> None:
    assert (DOCS / "build" / page).read_text() == program("reference").PAGES[page](), "run bin/reference"


@pytest.mark.parametrize("page", ["events.md", "addresses.md"])
def test_every_event_and_address_says_what_it_is(page: str) -> None:
    rows = [line.split(" | ") for line in program("reference").PAGES[page]().splitlines() if line.startswith("| `")]
    column = 1 if page == "events.md" else 2
    assert rows
    assert not [row[0] for row in rows if not row[column].strip(" |")]


def test_what_is_missing_is_found() -> None:
    assert missing("decisions/0001-lock-file.md", ["uv.lock", "nowhere"]) == ["nowhere"]


def test_a_made_up_docstring_is_none() -> None:
    made_up = type("Opened", (), {"__doc__": "Opened(*, by: Actor)"})
    first_line = program("reference").first_line
    assert first_line(made_up) == ""
    assert first_line(missing) == "The terms that do not stand in the page as code."
