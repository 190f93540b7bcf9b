"""Every settings address, for the stranger of every role."""

import pytest
from django.test import Client

from goodword.accounts.actions.joining import invite_agent
from goodword.core.actor import SYSTEM
from tests.cast import Cast
from tests.entrance import walk_in

PAGES = (
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
