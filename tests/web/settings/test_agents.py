from django.test import Client

from goodword.accounts.actions.joining import invite_agent
from goodword.accounts.models import Invitation
from goodword.core.actor import SYSTEM
from tests.cast import Cast

NOOR = "noor@wrenfield.example"


def test_everybody_is_listed(cast: Cast, adam: Client) -> None:
    page = adam.get("/settings/agents").content.decode()
    for name in ("Olive Wren", "Mara Lindqvist", "Cole Ferris"):
        assert name in page


def test_somebody_is_invited(cast: Cast, adam: Client) -> None:
    asked = {"email": NOOR, "role": "lead", "teams": [cast.nursing.pk]}
    assert adam.post("/settings/agents/invitations", asked).headers["Location"] == "/settings/agents"
    invitation = Invitation.objects.get()
    assert (invitation.role, list(invitation.teams.all())) == ("lead", [cast.nursing])
    assert NOOR in adam.get("/settings/agents").content.decode()


def test_who_is_here_already_is_not_invited(cast: Cast, adam: Client) -> None:
    answer = adam.post("/settings/agents/invitations", {"email": cast.mara.email, "role": "agent"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])


def test_an_administrator_is_offered_no_owner(adam: Client, olive: Client) -> None:
    assert 'value="owner"' not in adam.get("/settings/agents/invitations").content.decode()
    assert 'value="owner"' in olive.get("/settings/agents/invitations").content.decode()
    answer = adam.post("/settings/agents/invitations", {"email": NOOR, "role": "owner"})
    assert answer.status_code == 422


def test_an_owners_link_is_for_owners_only(adam: Client, olive: Client) -> None:
    invite_agent(by=SYSTEM, email=NOOR, role="owner")
    assert "/invitations/" not in adam.get("/settings/agents").content.decode().replace("/agents/invitations", "")
    assert "/invitations/" in olive.get("/settings/agents").content.decode().replace("/agents/invitations", "")


def test_an_invitation_is_withdrawn(adam: Client) -> None:
    invitation = invite_agent(by=SYSTEM, email=NOOR)
    adam.post(f"/settings/agents/invitations/{invitation.pk}/withdrawal")
    assert NOOR not in adam.get("/settings/agents").content.decode()


def test_a_role_is_changed(cast: Cast, adam: Client) -> None:
    answer = adam.post(f"/settings/agents/{cast.mara.pk}/role", {"role": "lead"})
    assert answer.headers["Location"] == f"/settings/agents/{cast.mara.pk}"
    cast.mara.refresh_from_db()
    assert cast.mara.role == "lead"


def test_an_owner_is_no_administrators_business(cast: Cast, adam: Client) -> None:
    assert "Only an owner" in adam.get(f"/settings/agents/{cast.olive.pk}").content.decode()
    assert adam.post(f"/settings/agents/{cast.olive.pk}/suspension").status_code == 403


def test_the_last_owner_is_told_why_not(cast: Cast, olive: Client) -> None:
    olive.post(f"/settings/agents/{cast.olive.pk}/suspension")
    assert "last owner" in olive.get(f"/settings/agents/{cast.olive.pk}").content.decode()


def test_suspended_and_restored(cast: Cast, adam: Client, mara: Client) -> None:
    adam.post(f"/settings/agents/{cast.mara.pk}/suspension")
    assert mara.get("/settings/me").status_code == 302
    assert "Restore" in adam.get(f"/settings/agents/{cast.mara.pk}").content.decode()
    adam.post(f"/settings/agents/{cast.mara.pk}/restoration")
    cast.mara.refresh_from_db()
    assert cast.mara.is_active
