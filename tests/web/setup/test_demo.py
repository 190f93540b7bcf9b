import dataclasses
from pathlib import Path

import pytest
from django.conf import settings as desk_settings
from django.test import Client
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks, Settings

from goodword.accounts.actions.founding import found_organization
from goodword.accounts.models import Agent
from goodword.accounts.setup_code import current_setup_code
from goodword.conversations.models import Conversation
from goodword.core.demo import Demo, keep_demo, read_demo
from goodword.seeds.stories import read_stories
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.GOODWORD = dataclasses.replace(desk_settings.GOODWORD, data=tmp_path)


@pytest.fixture
def proved(client: Client) -> Client:
    client.post("/setup/code", {"code": current_setup_code() or ""})
    return client


@pytest.fixture
def marked(cast: Cast) -> Cast:
    keep_demo(Demo(port=2525, password="bcdf-ghjk-lmnp"))
    return cast


def page_of(agent: Agent) -> str:
    browser = Client()
    browser.force_login(agent)
    return browser.get("/demo").content.decode()


def test_the_second_step_offers_it(proved: Client) -> None:
    assert 'action="/setup/demo"' in proved.get("/setup").content.decode()


def test_it_is_planted_and_the_visitor_is_the_owner(
    proved: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = proved.post("/setup/demo")
    assert answer.headers["Location"] == "/demo"
    assert Conversation.objects.count() == len(read_stories())
    demo = read_demo()
    assert demo is not None
    assert demo.password not in {PASSWORD, ""}
    page = proved.get("/demo").content.decode()
    assert all(agent.email in page for agent in Agent.objects.all())
    assert demo.password in page


def test_nothing_is_planted_without_the_code(client: Client) -> None:
    assert client.post("/setup/demo").headers["Location"] == "/setup"
    assert not Agent.objects.exists()


def test_nothing_is_planted_where_people_work(proved: Client) -> None:
    found_organization(name="Real", owner_name="Ann", owner_email="ann@example.org", password=PASSWORD)
    assert proved.post("/setup/demo").status_code == 409
    assert not Conversation.objects.exists()
    assert read_demo() is None


def test_only_who_administers_reads_the_password(marked: Cast) -> None:
    assert "bcdf-ghjk-lmnp" in page_of(marked.olive)
    assert "bcdf-ghjk-lmnp" in page_of(marked.adam)
    assert "bcdf-ghjk-lmnp" not in page_of(marked.mara)
    assert "GOODWORD_DATA=" in page_of(marked.mara)


def test_every_page_says_so(marked: Cast, desk: Client) -> None:
    assert desk.get("/settings/me").content.decode().count('href="/demo"') == 2  # in the rail and in the tab bar


def test_where_people_work_there_is_no_such_page(cast: Cast, desk: Client) -> None:
    assert desk.get("/demo").status_code == 404
    assert 'href="/demo"' not in desk.get("/settings/me").content.decode()
