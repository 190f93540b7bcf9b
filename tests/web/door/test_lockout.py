"""A flood of wrong passwords is slowed, and nobody else is shut out by it."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.entrance import walk_in

MARA, CALEB = "mara@wrenfield.example", "caleb@wrenfield.example"
TOO_MANY = "Too many wrong passwords"


def attempt(browser: Client, address: str = MARA, password: str = "wrong", network: str = "203.0.113.9") -> str:
    answer = browser.post("/sign-in", {"login": address, "password": password}, REMOTE_ADDR=network)
    return str(answer.headers.get("Location", answer.content.decode()))


def flood(address: str = MARA, networks: int = 25) -> None:
    """From many networks, five wrong passwords each."""
    for network in range(networks):
        for _attempt in range(5):
            attempt(Client(), address, network=f"198.51.100.{network}")


def test_after_five_wrong_passwords_even_the_right_one_waits(cast: Cast, client: Client) -> None:
    answers = [attempt(client) for _time in range(6)]
    assert [TOO_MANY in answer for answer in answers] == [False] * 5 + [True]
    assert TOO_MANY in attempt(client, password=PASSWORD)


def test_a_flood_of_other_names_does_not_push_the_count_out(cast: Cast, client: Client) -> None:
    for _time in range(5):
        attempt(client)
    for name in range(400):
        cache.set(f"count-of-{name}", 1)
    assert TOO_MANY in attempt(client, password=PASSWORD)


def test_another_address_is_free_at_the_same_network(cast: Cast, client: Client) -> None:
    for _time in range(6):
        attempt(client)
    assert attempt(client, CALEB, PASSWORD) == "/today"


def test_a_network_may_not_try_many_addresses(cast: Cast, client: Client) -> None:
    for person in range(20):
        attempt(client, f"person{person}@wrenfield.example")
    assert TOO_MANY in attempt(client, CALEB, PASSWORD)
    assert attempt(client, CALEB, PASSWORD, network="203.0.113.10") == "/today"


def test_right_passwords_are_not_counted(cast: Cast, client: Client) -> None:
    for _time in range(8):
        assert attempt(Client(), CALEB, PASSWORD) == "/today"


def test_a_few_failures_elsewhere_hold_nobody_up(cast: Cast, client: Client) -> None:
    flood(networks=3)
    assert attempt(client, password=PASSWORD) == "/today"


def test_a_flood_from_elsewhere_stops_only_browsers_nobody_knows(cast: Cast) -> None:
    known = walk_in(cast.mara)
    known.post("/sign-out")

    flood()

    assert TOO_MANY in attempt(Client(), password=PASSWORD)
    assert attempt(known, password=PASSWORD) == "/today"


def test_a_known_browser_is_known_for_its_own_people_only(cast: Cast) -> None:
    calebs = walk_in(cast.caleb)
    calebs.post("/sign-out")
    flood()
    assert TOO_MANY in attempt(calebs, password=PASSWORD)


def test_a_forged_cookie_is_no_known_browser(cast: Cast) -> None:
    known = walk_in(cast.mara)
    stranger = Client()
    cookie = known.cookies["goodword_device"].value
    stranger.cookies["goodword_device"] = cookie[:-2] + ("aa" if cookie[-2:] != "aa" else "bb")
    flood()
    assert TOO_MANY in attempt(stranger, password=PASSWORD)


def test_a_known_browser_may_not_guess_for_ever(cast: Cast) -> None:
    known = walk_in(cast.mara)
    known.post("/sign-out")
    answers = [attempt(known) for _time in range(11)]
    assert [TOO_MANY in answer for answer in answers] == [False] * 10 + [True]


def test_a_code_works_in_a_new_browser_under_a_flood(cast: Cast, client: Client) -> None:
    flood()
    client.post("/sign-in/code", {"email": MARA})
    code = mail.outbox[-1].body.split("\n\n")[1].strip()
    assert client.post("/sign-in/code/confirmation", {"code": code}).headers["Location"] == "/today"


def test_wishes_for_codes_elsewhere_hold_nobody_up(cast: Cast, client: Client) -> None:
    for network in range(10):
        for _time in range(6):
            Client().post("/sign-in/code", {"email": MARA}, REMOTE_ADDR=f"198.51.100.{network}")
    before = len(mail.outbox)
    assert before == 10 * 5
    client.post("/sign-in/code", {"email": MARA})
    assert len(mail.outbox) == before + 1


@pytest.mark.parametrize("address", ["/sign-in/code", "/sign-in/password"])
def test_one_network_gets_five_mails_sent_to_an_address(cast: Cast, address: str) -> None:
    answers = [Client().post(address, {"email": MARA}).status_code for _time in range(6)]
    assert answers == [302] * 5 + [200]
    assert len(mail.outbox) == 5


def test_the_cookie_says_nothing_and_no_script_reads_it(cast: Cast) -> None:
    cookie = walk_in(cast.mara).cookies["goodword_device"]
    assert "mara" not in cookie.value
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
