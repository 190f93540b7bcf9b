"""What the browser loads: everything named exists, nothing comes from elsewhere, and the first view weighs little."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders

WEB = Path(__file__).parents[2] / "src/goodword/web"
SHORTCUTS = WEB.parents[2] / "docs/use/shortcuts.md"
STATIC, TEMPLATES = WEB / "static", WEB / "templates"
FIRST_VIEW = 150_000 - 15_000  # bytes; the rest is for the HTML


def templates() -> str:
    return "\n".join(path.read_text() for path in TEMPLATES.rglob("*.html"))


def weight(path: Path) -> int:
    return path.stat().st_size if path.suffix == ".woff2" else len(gzip.compress(path.read_bytes()))


def imported(entry: Path, seen: set[Path]) -> set[Path]:
    """The module and all it imports at once; `import()` is lazy and does not count."""
    seen.add(entry)
    if "vendor" not in entry.parts:
        for name in re.findall(r'^import [^(]*?"(\..+?)";$', entry.read_text(), re.MULTILINE):
            if (module := (entry.parent / name).resolve()) not in seen:
                imported(module, seen)
    return seen


def test_every_icon_that_is_drawn_exists() -> None:
    there = set(re.findall(r'id="i-([a-z0-9-]+)"', (STATIC / "icons/icons.svg").read_text()))
    named = set(re.findall(r'(?:{% icon|icon=|sign=) ?"([a-z0-9-]+)"', templates()))
    assert named
    assert not named - there


def test_every_file_that_a_template_names_exists() -> None:
    named = set(re.findall(r'{% static "([^"]+)" %}', templates()))
    assert named
    assert not [name for name in named if finders.find(name) is None]


def test_every_behavior_that_a_template_names_is_registered() -> None:
    scripts = "".join((STATIC / "js" / name).read_text() for name in ("desk.js", "writing.js"))
    registered = set(re.findall(r'register\("([a-z-]+)"', scripts))
    named = {name for names in re.findall(r'data-controller="([a-z -]+)"', templates()) for name in names.split()}
    assert named
    assert not named - registered


def test_every_key_of_a_button_is_documented() -> None:
    named = {key for keys in re.findall(r'data-key="([^"{]+)"', templates()) for key in keys.split("|")}
    assert named
    assert not [key for key in named if f"`{key}`" not in SHORTCUTS.read_text()]


def test_every_value_of_the_style_sheets_is_a_token() -> None:
    sheets = "\n".join(path.read_text() for path in (STATIC / "css").glob("*.css"))
    declared = set(re.findall(r"(--[a-z0-9-]+)\s*:", sheets))
    assert not set(re.findall(r"var\((--[a-z0-9-]+)", sheets)) - declared


def test_every_import_is_written_so_that_it_gets_its_hashed_name() -> None:
    files = [path for path in (STATIC / "js").rglob("*.js") if "vendor" not in path.parts]
    lines = [line for path in files for line in path.read_text().splitlines() if line.startswith("import ")]
    assert lines
    assert not [line for line in lines if not line.endswith('";')]


def test_behaviors_are_short() -> None:
    files = [path for path in (STATIC / "js").rglob("*.js") if "vendor" not in path.parts]
    assert files
    assert not [path.name for path in files if len(path.read_text().splitlines()) > 120]


def test_nothing_is_fetched_from_elsewhere() -> None:
    loaded = [*STATIC.rglob("*.css"), *(path for path in STATIC.rglob("*.js") if "vendor" not in path.parts)]
    assert not [
        path.name for path in loaded if re.search(r"(url\(|import |fetch\(|src=).{0,3}https?://", path.read_text())
    ]
    assert "http" not in (WEB / "frontend/package-lock.json").read_text()


def test_the_first_view_of_the_inbox_weighs_little() -> None:
    bases = (TEMPLATES / "base.html").read_text() + (TEMPLATES / "base_desk.html").read_text()
    files = {Path(str(finders.find(name))) for name in re.findall(r'{% static "([^"]+)" %}', bases)}
    files |= imported(STATIC / "js/desk.js", set()) | {STATIC / "icons/icons.svg"}
    assert sum(map(weight, files)) < FIRST_VIEW
