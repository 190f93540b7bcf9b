"""`goodword demo`, and the demo of the first run: an agency to look at, and customers to be."""

import http.cookiejar
import json
import re
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.config.running_desk import Desk, eventually, own_database

pytestmark = pytest.mark.real_time


class Browser:
    """Cookies, forms with their tokens, and redirects."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def open(self, path: str, **fields: str) -> str:
        """The page at the end of all redirects; with fields, of posting them."""
        typed = urllib.parse.urlencode(fields).encode() if fields else None
        headers = {"Referer": self.desk.address, "Origin": self.desk.address}
        with self.opener.open(urllib.request.Request(self.desk.address + path, typed, headers), timeout=30) as answer:
            self.at = urllib.parse.urlsplit(answer.url).path
            return str(answer.read().decode())

    def submit(self, page: str, path: str, **fields: str) -> str:
        """Fill in a form of the page that stands at `page`."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.open(page))
        assert token
        return self.open(path, csrfmiddlewaretoken=token[1], **fields)

    def sign_in(self, name: str, password: str) -> "Browser":
        self.submit("/sign-in", "/sign-in", login=f"{name}@wrenfield.example", password=password)
        assert self.at == "/today"
        return self


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One demo for the tests of this file; each writes about a subject of its own."""
    folder: Path = tmp_path_factory.mktemp("demo")
    with own_database(folder) as database:
        desk = Desk(folder, database)
        desk.start("demo")
        yield desk
        desk.end()


@pytest.fixture
def mara(demo: Desk) -> Browser:
    return Browser(demo).sign_in("mara", "as-good-as-our-word")


def send(demo: Desk, words: str, subject: str, *more: str) -> None:
    done = demo.goodword("demo", "send", words, "--subject", subject, *more)
    assert (done.returncode, done.stdout.startswith("The desk has it")) == (0, True), done.stderr


def number_of(browser: Browser, subject: str) -> int:
    """The conversation in the inbox with this subject, as soon as it is there."""
    found: list[str] = []

    def look() -> bool:
        line = r'href="/conversations/(\d+)[^>]*>(?:(?!</a>).)*?' + subject
        found[:] = re.findall(line, browser.open("/inbox"), re.DOTALL)
        return bool(found)

    assert eventually(look)
    return int(found[0])


def answer(demo: Desk, number: int, words: str) -> None:
    demo.python(
        "from goodword.accounts.models import Agent\n"
        "from goodword.conversations.actions.replying import send_reply\n"
        "from goodword.core.actor import Actor\n"
        "mara = Actor.agent(Agent.objects.get(email='mara@wrenfield.example').pk)\n"
        f"send_reply({number}, by=mara, html='<p>{words}</p>')"
    )


def test_it_says_how_to_come_in(demo: Desk) -> None:
    assert "Sign in as mara@wrenfield.example" in demo.log
    assert "with the password as-good-as-our-word" in demo.log
    assert f"SMTP on 127.0.0.1:{json.loads((demo.data / 'demo').read_text())['port']}," in demo.log


def test_a_letter_is_answered_and_goes_on_as_one_conversation(demo: Desk, mara: Browser) -> None:
    send(demo, "May I call you?", "Zebra crossing", "--from", "zoe@example.com", "--name", "Zoe")
    number = number_of(mara, "Zebra crossing")
    answer(demo, number, "Please do, Zoe.")
    assert eventually(lambda: "Please do, Zoe." in demo.goodword("demo", "post").stdout)

    send(demo, "Thanks for the number.", "", "--from", "zoe@example.com", "--reply")
    assert eventually(lambda: "Thanks for the number." in mara.open(f"/conversations/{number}"))
    assert "May I call you?" in mara.open(f"/conversations/{number}")


def test_nothing_to_answer_is_told(demo: Desk) -> None:
    refused = demo.goodword("demo", "send", "Hello?", "--from", "ghost@example.com", "--reply")
    assert refused.returncode == 1
    assert "Nothing has come for ghost@example.com yet." in refused.stderr


def test_the_desk_says_that_it_is_a_demo(mara: Browser) -> None:
    assert 'href="/demo"' in mara.open("/inbox")
    assert "as-good-as-our-word" not in mara.open("/demo")
    olive = Browser(mara.desk).sign_in("olive", "as-good-as-our-word")
    assert "as-good-as-our-word" in olive.open("/demo")


def test_two_run_side_by_side(demo: Desk, new_desk: Callable[..., Desk]) -> None:
    second = new_desk().start("demo")
    send(second, "Only for the second.", "Second sight")
    number_of(Browser(second).sign_in("mara", "as-good-as-our-word"), "Second sight")
    assert "Second sight" not in Browser(demo).sign_in("mara", "as-good-as-our-word").open("/inbox")


def test_it_starts_again_with_everything_and_quickly(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk().start("demo")
    count = "from goodword.conversations.models import Message\nprint(Message.objects.count())"
    before = desk.python(count)
    assert desk.stop() == 0
    begun = time.monotonic()
    desk.start("demo")
    assert time.monotonic() - begun < 10
    assert "Planting" not in desk.log
    assert "with the password as-good-as-our-word" in desk.log
    assert desk.python(count) == before


def test_it_does_not_touch_a_folder_where_people_work(desk: Desk) -> None:
    desk.python(
        "from goodword.config.processes.prepare import prepare\nprepare()\n"
        "from goodword.accounts.actions.founding import found_organization\n"
        "found_organization(name='Real', owner_name='Ann', owner_email='a@example.org', password='a slow boat north')"
    )
    refused = desk.goodword("demo", "--port", "0")
    assert refused.returncode == 1
    assert "people work there" in refused.stderr


def test_the_first_run_offers_it(desk: Desk) -> None:
    """Under plain `serve`: planted in the browser, its mail is carried at once, without a new start."""
    code = desk.serve().wait_for(r"enter the code (\S+)")
    visitor = Browser(desk)
    page = visitor.submit("/setup", "/setup/code", code=code)
    assert "Look around first" in page
    page = visitor.submit("/setup", "/setup/demo")
    assert visitor.at == "/demo"
    password = json.loads((desk.data / "demo").read_text())["password"]
    assert password in page
    Browser(desk).sign_in("mara", password)

    assert eventually(lambda: desk.goodword("demo", "send", "Hello?", "--subject", "First light").returncode == 0)
    answer(desk, number_of(visitor, "First light"), "Good morning.")
    assert eventually(lambda: "Good morning." in desk.goodword("demo", "post").stdout)
