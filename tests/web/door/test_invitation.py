import pytest
from django.test import Client

from goodword.accounts.actions.joining import invite_agent, withdraw_invitation
from goodword.accounts.invitation_links import token_of
from goodword.accounts.models import Agent, Invitation
from goodword.core.actor import SYSTEM
from tests.cast import PASSWORD, Cast
from tests.entrance import walk_in

NOOR = "noor@wrenfield.example"


@pytest.fixture
def invitation(cast: Cast) -> Invitation:
    return invite_agent(by=SYSTEM, email=NOOR, role="lead", teams=[cast.pharmacy.pk])


def test_the_invited_say_who_they_are_and_are_in(invitation: Invitation, client: Client) -> None:
    link = f"/invitations/{token_of(invitation)}"
    assert NOOR in client.get(link).content.decode()

    answer = client.post(link, {"name": "Noor Haddad", "password": PASSWORD})

    assert answer.headers["Location"] == "/today"
    assert client.get("/settings/me").context["request"].user == Agent.objects.get(email=NOOR)


def test_a_weak_password_is_told_at_its_field(invitation: Invitation, client: Client) -> None:
    answer = client.post(f"/invitations/{token_of(invitation)}", {"name": "Noor", "password": "short"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["password"])
    assert not Agent.objects.filter(email=NOOR).exists()


def test_a_closed_link_says_whom_to_ask(invitation: Invitation, client: Client) -> None:
    withdraw_invitation(invitation.pk, by=SYSTEM)
    answer = client.get(f"/invitations/{token_of(invitation)}")
    assert answer.status_code == 410
    assert "no longer open" in answer.content.decode()


def test_whoever_was_signed_in_before_is_out(cast: Cast, invitation: Invitation) -> None:
    browser = walk_in(cast.mara)
    browser.post(f"/invitations/{token_of(invitation)}", {"name": "Noor", "password": PASSWORD})
    assert browser.get("/settings/me").context["request"].user.email == NOOR
