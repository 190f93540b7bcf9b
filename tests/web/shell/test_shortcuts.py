"""Every key that a page names can be remapped, and every tooltip names the reader's own."""

import re
from pathlib import Path

from goodword.core.shortcuts import FIXED, all_shortcuts, choose_keys
from goodword.web import shell

WEB = Path(shell.__file__).parents[1]
NAMED = re.compile(r'data-key="([^"{]+)"|key="([^"{]+)"|"(g [^" ]|/)"')
WRITTEN_OUT = re.compile(r'title="[^"]*[^ "]  [A-Z?!/#⇧][^{"]{0,3}"')


def test_every_key_can_be_chosen() -> None:
    known = {one.key.lower() for one in all_shortcuts()} | FIXED
    files = [*(WEB / "templates").rglob("*.html"), WEB / "shell" / "rail.py"]
    named = {next(filter(None, groups)) for file in files for groups in NAMED.findall(file.read_text())}
    assert {"e", "Shift+E", "g i", "Mod+Enter"} <= named
    assert {key for one in named for key in one.lower().split("|")} - known == set()


def test_no_key_is_given_twice() -> None:
    assert choose_keys({}) == {}
    keys = [one.key.lower() for one in all_shortcuts()]
    assert sorted(set(keys)) == sorted(keys)


def test_no_tooltip_names_a_key_by_itself() -> None:
    assert WRITTEN_OUT.search('title="Close  E"')
    pages = (WEB / "templates").rglob("*.html")
    plain = re.compile(r"\{%.*?%\}")
    assert [page.name for page in pages if WRITTEN_OUT.search(plain.sub("x", page.read_text()))] == []
