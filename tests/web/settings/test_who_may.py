"""Every settings address, for the stranger of every role."""

import re

import pytest
from django.test import Client

from goodword.accounts.actions.joining import invite_agent
from goodword.core.actor import SYSTEM
from tests.cast import Cast
from tests.entrance import walk_in

PAGES = (
    "/settings/grievances",
    "/settings/grievances/hospital",
    "/settings/organization",
    "/settings/agents",
    "/settings/agents/invitations",
    "/settings/agents/{agent}",
    "/settings/teams",
    "/settings/teams/new",
    "/settings/teams/{team}",
    "/settings/mailboxes",
    "/settings/mailboxes/new",
    "/settings/mailboxes/{mailbox}",
    "/settings/mailboxes/{mailbox}/connection",
)
DEEDS = (
    "/settings/grievances/hospital",
    "/settings/organization",
    "/settings/agents/invitations",
    "/settings/agents/invitations/{invitation}/withdrawal",
    "/settings/agents/{agent}/role",
    "/settings/agents/{agent}/suspension",
    "/settings/agents/{agent}/restoration",
    "/settings/teams/new",
    "/settings/teams/{team}",
    "/settings/mailboxes/new",
    "/settings/mailboxes/{mailbox}",
    "/settings/mailboxes/{mailbox}/connection",
)
MINE = ("/settings/me", "/settings/sessions")


@pytest.fixture
def ids(cast: Cast) -> dict[str, int]:
    invitation = invite_agent(by=SYSTEM, email="noor@wrenfield.example")
    return {
        "agent": cast.caleb.pk,
        "team": cast.nursing.pk,
        "mailbox": cast.mailbox.pk,
        "invitation": invitation.pk,
    }


@pytest.mark.parametrize("name", ["tess", "mara", "cole"])
def test_those_who_do_not_administer_see_only_their_own(cast: Cast, ids: dict[str, int], name: str) -> None:
    browser = walk_in(getattr(cast, name))
    assert [browser.get(page.format(**ids)).status_code for page in PAGES] == [403] * len(PAGES)
    assert [browser.post(deed.format(**ids)).status_code for deed in DEEDS] == [403] * len(DEEDS)
    assert [browser.get(page).status_code for page in MINE] == [200, 200]
    assert browser.get("/settings/").headers["Location"] == "/settings/me"
    assert "/settings/agents" not in browser.get("/settings/me").content.decode()


@pytest.mark.parametrize("name", ["olive", "adam"])
def test_those_who_administer_see_everything(cast: Cast, ids: dict[str, int], name: str) -> None:
    browser = walk_in(getattr(cast, name))
    assert [browser.get(page.format(**ids)).status_code for page in PAGES] == [200] * len(PAGES)
    assert [browser.get(page).status_code for page in MINE] == [200, 200]
    assert browser.get("/settings/").headers["Location"] == "/settings/organization"


def test_what_is_not_there(adam: Client) -> None:
    nothing = {"agent": 98765, "team": 98765, "mailbox": 98765, "invitation": 98765}
    pages = [page for page in PAGES if "{" in page]
    deeds = [deed for deed in DEEDS if "{" in deed]
    assert [adam.get(page.format(**nothing)).status_code for page in pages] == [404] * len(pages)
    assert [adam.post(deed.format(**nothing)).status_code for deed in deeds] == [404] * len(deeds)


def listed(cast: Cast, name: str) -> list[str]:
    page = walk_in(getattr(cast, name)).get("/settings/all").content.decode()
    ways = page[page.index('<nav class="ways is-all"') :].partition("</nav>")[0]
    return re.findall(r'href="([^"]+)"', ways)


def test_all_pages_of_the_settings_are_listed_for_who_may_open_them(cast: Cast) -> None:
    mine = ["/settings/me", "/settings/notices", "/settings/preferences", "/settings/keys", "/settings/sign-in",
            "/settings/sessions"]  # fmt: skip
    assert listed(cast, "mara") == [*mine, "/settings/tags", "/settings/checklists", "/settings/reasons"]
    assert listed(cast, "olive")[-6:] == mine
    assert {walk_in(cast.olive).get(address).status_code for address in listed(cast, "olive")} == {200}


def test_the_page_that_is_open_is_marked_beside_it(cast: Cast) -> None:
    page = walk_in(cast.mara).get("/settings/keys").content.decode()
    assert '<a href="/settings/keys" aria-current="page">' in page


@pytest.mark.parametrize(
    ("path", "up"),
    [("/settings/teams", "/settings/all"), ("/settings/teams/new", "/settings/teams"),
     ("/settings/me/signature", "/settings/me")],
)  # fmt: skip
def test_one_goes_back_a_page_at_a_time(cast: Cast, path: str, up: str) -> None:
    page = walk_in(cast.olive).get(path).content.decode()
    assert f'<p class="page-trail is-up"><a href="{up}">' in page


def test_narrow_the_settings_begin_with_all_their_pages(cast: Cast) -> None:
    page = walk_in(cast.mara).get("/settings/keys").content.decode()
    assert '<a href="/settings/all" aria-current="page">' in page[page.index('<nav class="tabbar"') :]
