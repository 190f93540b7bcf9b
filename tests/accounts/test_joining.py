import pytest
from django.core import mail

from goodword.accounts.actions.joining import accept_invitation, add_agent, invite_agent, withdraw_invitation
from goodword.accounts.errors import EmailTaken, InvitationClosed
from goodword.accounts.invitation_links import invitation_of, token_of
from goodword.accounts.jobs import mail_invitation
from goodword.accounts.models import Agent, Invitation
from goodword.accounts.queries import open_invitations
from goodword.core.actor import SYSTEM, Actor
from goodword.core.errors import Invalid, NotAllowed
from goodword.core.jobs.models import QueuedJob
from tests.cast import PASSWORD, Cast
from tests.frozen_time import Clock
from tests.timeline import last_event


@pytest.fixture
def invitation(cast: Cast, adam: Actor) -> Invitation:
    return invite_agent(by=adam, email="Noor@wrenfield.example", role="lead", teams=[cast.pharmacy.pk])


def test_an_added_agent_can_sign_in(cast: Cast, adam: Actor) -> None:
    noor = add_agent(by=adam, name="Noor", email="noor@wrenfield.example", role="agent", password=PASSWORD)
    assert noor.check_password(PASSWORD)
    assert (noor.language, noor.time_zone) == ("en", "America/New_York")
    assert last_event("agent.added").data == {"agent_id": noor.pk, "role": "agent"}


def test_without_a_password_none_opens_the_door(cast: Cast, adam: Actor) -> None:
    noor = add_agent(by=adam, name="Noor", email="noor@wrenfield.example", role="agent", password=None)
    assert not noor.has_usable_password()


def test_an_address_belongs_to_one_agent(cast: Cast, adam: Actor) -> None:
    with pytest.raises(EmailTaken):
        add_agent(by=adam, name="Mara", email="MARA@wrenfield.example", role="agent", password=PASSWORD)
    with pytest.raises(EmailTaken):
        invite_agent(by=adam, email="mara@wrenfield.example")


def test_only_an_owner_invites_an_owner(cast: Cast, adam: Actor, olive: Actor) -> None:
    with pytest.raises(NotAllowed):
        invite_agent(by=adam, email="noor@wrenfield.example", role="owner")
    assert invite_agent(by=olive, email="noor@wrenfield.example", role="owner").role == "owner"


@pytest.mark.parametrize("name", ["tess", "mara", "cole"])
def test_others_invite_nobody(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        invite_agent(by=Actor.agent(getattr(cast, name).pk), email="noor@wrenfield.example")


def test_an_invitation_becomes_an_agent(cast: Cast, invitation: Invitation) -> None:
    noor = accept_invitation(token_of(invitation), name="Noor Haddad", password=PASSWORD)

    assert (noor.email, noor.role) == ("noor@wrenfield.example", "lead")
    assert list(noor.teams.all()) == [cast.pharmacy]
    assert last_event("invitation.accepted").data == {"invitation_id": invitation.pk, "agent_id": noor.pk}
    assert open_invitations() == []


def test_a_link_works_once(invitation: Invitation) -> None:
    accept_invitation(token_of(invitation), name="Noor", password=PASSWORD)
    with pytest.raises(InvitationClosed):
        accept_invitation(token_of(invitation), name="Somebody else", password=PASSWORD)


def test_a_weak_password_leaves_the_invitation_open(invitation: Invitation) -> None:
    with pytest.raises(Invalid):
        accept_invitation(token_of(invitation), name="Noor", password="password12")
    assert invitation_of(token_of(invitation)) == invitation


def test_an_old_link_is_closed(invitation: Invitation, clock: Clock) -> None:
    clock.forward(days=6, hours=23)
    assert invitation_of(token_of(invitation)) == invitation
    clock.forward(hours=1)
    with pytest.raises(InvitationClosed):
        invitation_of(token_of(invitation))


def test_a_forged_link_is_closed(invitation: Invitation) -> None:
    token = token_of(invitation)
    with pytest.raises(InvitationClosed):
        invitation_of(token[:-1] + ("a" if token[-1] != "a" else "b"))


def test_a_withdrawn_invitation_is_closed(invitation: Invitation, adam: Actor) -> None:
    withdraw_invitation(invitation.pk, by=adam)
    with pytest.raises(InvitationClosed):
        accept_invitation(token_of(invitation), name="Noor", password=PASSWORD)
    assert last_event("invitation.withdrawn").actor == adam


def test_a_second_invitation_replaces_the_first(invitation: Invitation, adam: Actor) -> None:
    second = invite_agent(by=adam, email="noor@wrenfield.example", role="agent")
    with pytest.raises(InvitationClosed):
        invitation_of(token_of(invitation))
    assert invitation_of(token_of(second)) == second


def test_the_invitation_is_mailed_by_a_job(invitation: Invitation) -> None:
    assert [job.args for job in QueuedJob.objects.all()] == [[invitation.pk]]
    mail_invitation.func(invitation.pk)
    [letter] = mail.outbox
    assert letter.to == ["noor@wrenfield.example"]
    assert "Adam Mendes" in letter.body
    assert f"/invitations/{token_of(invitation)}" in letter.body


def test_a_closed_invitation_is_not_mailed(invitation: Invitation) -> None:
    withdraw_invitation(invitation.pk, by=SYSTEM)
    mail_invitation.func(invitation.pk)
    assert mail.outbox == []
    assert Agent.objects.filter(email="noor@wrenfield.example").count() == 0
