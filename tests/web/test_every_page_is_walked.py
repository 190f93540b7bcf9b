"""A page that no journey walks is one that nobody can be sure of: whoever adds one says in journeys/pages.py where."""

from urllib.parse import urlsplit

from django.test import Client
from django.urls import resolve

from tests.cast import Cast
from tests.journeys.pages import AFTER_THE_PASSWORD, DOORS, ELSEWHERE, NO_PAGES, PAGES
from tests.web.test_strangers import NAMES, PUBLIC, address, rows

__all__ = ["rows"]
WALKED = {str(resolve(urlsplit(path).path).url_name) for path in (*DOORS, *PAGES, *AFTER_THE_PASSWORD)}


def test_the_lists_name_what_there_is_and_each_once() -> None:
    assert set(NAMES) >= ELSEWHERE | NO_PAGES
    assert not WALKED & (ELSEWHERE | NO_PAGES)
    assert not ELSEWHERE & NO_PAGES


def test_whatever_else_there_is_only_acts(cast: Cast, rows: dict[str, int | str]) -> None:
    olive, stranger = Client(), Client()
    olive.force_login(cast.olive)
    for name in sorted(set(NAMES) - WALKED - ELSEWHERE - NO_PAGES):
        answer = (stranger if name in PUBLIC else olive).get(address(name, rows))
        assert answer.status_code == 405, f"say in tests/journeys/pages.py where {name!r} is walked"
