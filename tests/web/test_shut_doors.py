"""Who was somebody, or is not wholly in: suspended agents, those who owe a second step, forged forms, other methods.

Every address of the desk, as `test_strangers.py` takes them from the URL map and classes them. Nothing here changes
anything, so one desk stands for all addresses.
"""

import pytest
from django.test import Client

from goodword.accounts.actions.managing import suspend_agent
from goodword.core.actor import Actor
from goodword.core.live.viewers import viewer_of
from tests.cast import Cast
from tests.core.live_browser import cookies_of
from tests.web import test_strangers as strangers
from tests.web.test_strangers import NAMES, OF_A_CONVERSATION, PUBLIC, address

rows = strangers.rows  # the fixture
INSIDE = [name for name in NAMES if name not in PUBLIC]
SECOND_STEP = "/sign-"  # all that one needs to take it


def browser_of(cast: Cast, name: str, **options: bool) -> Client:
    browser = Client(**options)
    browser.force_login(getattr(cast, name))
    return browser


def answered(browser: Client, method: str, path: str) -> tuple[int, str]:
    """Its status, and where it leads."""
    answer = getattr(browser, method)(path)
    return answer.status_code, answer.headers.get("Location", "")


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_suspended_agent_is_a_stranger_at_once(cast: Cast, rows: dict[str, int | str], method: str) -> None:
    browser = browser_of(cast, "mara")
    assert answered(browser, "get", "/inbox") == (200, "")
    suspend_agent(cast.mara.pk, by=Actor.agent(cast.olive.pk))
    for name in INSIDE:
        status, onward = answered(browser, method, address(name, rows))
        assert (status, onward[:8]) == (302, "/sign-in"), name


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_owes_a_second_step_is_led_to_it(cast: Cast, rows: dict[str, int | str], method: str) -> None:
    browser, door = browser_of(cast, "olive"), address("mfa_index", rows)
    assert answered(browser, "get", "/inbox") == (200, "")
    type(cast.olive).objects.filter(pk=cast.olive.pk).update(owes_second_step=True)
    for name in INSIDE:
        path = address(name, rows)
        if not path.startswith((door, SECOND_STEP)):
            assert answered(browser, method, path) == (302, door), name


def test_a_forged_form_changes_nothing(cast: Cast, rows: dict[str, int | str]) -> None:
    browser = browser_of(cast, "olive", enforce_csrf_checks=True)
    for name in INSIDE:
        assert answered(browser, "post", address(name, rows))[0] in {403, 405}, name


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_address_knows_other_methods(cast: Cast, rows: dict[str, int | str], method: str) -> None:
    browser = browser_of(cast, "olive", enforce_csrf_checks=True)
    for name in INSIDE:
        assert answered(browser, method, address(name, rows))[0] in {403, 405}, name


@pytest.mark.parametrize("stranger", ["caleb", "cole"])
def test_a_look_at_the_head_tells_a_stranger_nothing(cast: Cast, rows: dict[str, int | str], stranger: str) -> None:
    browser = browser_of(cast, stranger)
    for name in sorted(OF_A_CONVERSATION):
        assert answered(browser, "head", address(name, rows))[0] in {404, 405}, name
    assert answered(browser_of(cast, "mara"), "head", address("conversation", rows))[0] == 200


def test_the_stream_is_shut_to_the_same_people(cast: Cast) -> None:
    cookies, mara = cookies_of(cast.mara).decode(), type(cast.mara).objects.filter(pk=cast.mara.pk)
    assert viewer_of(cookies) == cast.mara
    mara.update(owes_second_step=True)
    assert viewer_of(cookies) is None
    mara.update(owes_second_step=False, is_active=False)
    assert viewer_of(cookies) is None
