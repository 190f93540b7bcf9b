"""A code after the password."""

from collections.abc import Iterator

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.frozen_time import START
from tests.web.door.second_step import at_second_step, code_now, give_app

ADDRESS = "/sign-in/second-step"


@pytest.fixture
def hour() -> Iterator[time_machine.Traveller]:
    """The machine's own clock, by which allauth goes, standing still."""
    with time_machine.travel(START, tick=False) as hour:
        yield hour


def test_the_password_alone_opens_nothing(cast: Cast) -> None:
    give_app(cast.mara)
    browser = at_second_step(cast.mara)

    assert browser.get("/settings/me").headers["Location"].startswith("/sign-in?")


def test_the_code_lets_in(cast: Cast) -> None:
    give_app(cast.mara)
    browser = at_second_step(cast.mara)

    assert browser.post(ADDRESS, {"code": code_now()}).headers["Location"] == "/today"
    assert browser.get("/settings/me").status_code == 200


def test_a_wrong_code_does_not(cast: Cast) -> None:
    give_app(cast.mara)
    browser = at_second_step(cast.mara)

    assert "This is not the code" in browser.post(ADDRESS, {"code": "000000"}).content.decode()
    assert browser.get("/settings/me").status_code == 302


@pytest.mark.parametrize(("steps", "lets_in"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_clocks_may_differ_by_half_a_minute(
    cast: Cast, hour: time_machine.Traveller, steps: int, lets_in: bool
) -> None:
    give_app(cast.mara)
    answer = at_second_step(cast.mara).post(ADDRESS, {"code": code_now(steps=steps)})

    assert ("Location" in answer.headers) is lets_in


def test_a_code_that_was_overheard_is_good_for_nothing(cast: Cast, hour: time_machine.Traveller) -> None:
    give_app(cast.mara)
    code = code_now(steps=1)
    at_second_step(cast.mara).post(ADDRESS, {"code": code})
    hour.shift(40)

    answer = at_second_step(cast.mara).post(ADDRESS, {"code": f"{code[:3]} {code[3:]}"})

    assert "This is not the code" in answer.content.decode()


def test_nobody_tries_them_all(cast: Cast) -> None:
    give_app(cast.mara)
    for wrong in range(10):
        at_second_step(cast.mara).post(ADDRESS, {"code": f"00000{wrong}"})

    answer = at_second_step(cast.mara).post(ADDRESS, {"code": code_now()})

    assert "often for a short time" in answer.content.decode()


def test_a_recovery_code_lets_in_once(cast: Cast) -> None:
    give_app(cast.mara)
    code = RecoveryCodes.activate(cast.mara).get_unused_codes()[0]

    assert at_second_step(cast.mara).post(ADDRESS, {"code": code}).headers["Location"] == "/today"
    assert "This is not the code" in at_second_step(cast.mara).post(ADDRESS, {"code": code}).content.decode()


def test_one_comes_back_to_where_one_was(cast: Cast) -> None:
    give_app(cast.mara)
    browser = at_second_step(cast.mara)
    browser.post("/sign-out")
    browser.post("/sign-in?next=/settings/sessions", {"login": cast.mara.email, "password": PASSWORD})

    assert browser.post(ADDRESS, {"code": code_now()}).headers["Location"] == "/settings/sessions"


def test_nobody_comes_to_the_second_step_without_the_first(cast: Cast) -> None:
    assert Client().get(ADDRESS).headers["Location"].startswith("/sign-in")
