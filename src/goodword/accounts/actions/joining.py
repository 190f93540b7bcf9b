"""How people become agents: added directly, or by an invitation that they accept."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from goodword.accounts import inputs
from goodword.accounts.access import check_may_give
from goodword.accounts.actions.second_step import restate_second_step
from goodword.accounts.choices import Role
from goodword.accounts.errors import EmailTaken
from goodword.accounts.events import AgentAdded, InvitationAccepted, InvitationSent, InvitationWithdrawn
from goodword.accounts.invitation_links import invitation_of
from goodword.accounts.models import Agent, Invitation, Organization, Team
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record

INVITATION_LASTS = timedelta(days=7)


def _organization() -> Organization:
    """The organization's row, under lock: whoever joins or leaves does so one after the other."""
    organization = Organization.objects.select_for_update().filter(pk=1).first()
    if organization is None:
        raise NotFound
    return organization


def _teams(ids: Sequence[int]) -> list[Team]:
    teams = list(Team.objects.filter(pk__in=ids))
    if len(teams) != len(set(ids)):
        raise Invalid(teams=_("Choose teams from the list."))
    return teams


def _join(
    *, name: str, email: str, role: str, teams: Sequence[Team], password: str | None, organization: Organization
) -> Agent:
    person = inputs.filled("name", name, at_most=120)
    agent = Agent(
        email=email,
        name=person,
        role=role,
        language=organization.language,
        time_zone=organization.time_zone,
        created_at=now(),
    )
    agent.set_password(None if password is None else inputs.strong_password(password, name=person, email=email))
    agent.save(force_insert=True)
    agent.teams.set(teams)
    restate_second_step(agent, organization.second_step_roles)
    return agent


@transaction.atomic
def add_agent(*, by: Actor, name: str, email: str, role: str, password: str | None, teams: Sequence[int] = ()) -> Agent:
    """Make somebody an agent at once, with a password that they are told; they start in the organization's language.

    With None they have no password: until they set one, they come in by e-mailed codes.

    Raises NotAllowed, EmailTaken; Invalid naming the field that does not fit.
    """
    organization = _organization()
    check_may_give(by, role)
    address = inputs.email_address(email)
    if Agent.objects.filter(email__iexact=address).exists():
        raise EmailTaken
    agent = _join(
        name=name, email=address, role=Role(role), teams=_teams(teams), password=password, organization=organization
    )
    record(AgentAdded(by=by, agent_id=agent.pk, role=role))
    return agent


@transaction.atomic
def invite_agent(*, by: Actor, email: str, role: str = Role.AGENT, teams: Sequence[int] = ()) -> Invitation:
    """Open the door for one person for seven days and mail them the link; earlier invitations of theirs close.

    Raises NotAllowed, EmailTaken; Invalid naming the field that does not fit.
    """
    _organization()
    check_may_give(by, role)
    address, chosen = inputs.email_address(email), _teams(teams)
    if Agent.objects.filter(email__iexact=address).exists():
        raise EmailTaken
    Invitation.objects.filter(email=address, accepted_at=None, withdrawn_at=None).update(withdrawn_at=now())
    invitation = Invitation.objects.create(
        email=address,
        role=Role(role),
        invited_by_id=by.agent_id,
        created_at=now(),
        expires_at=now() + INVITATION_LASTS,
    )
    invitation.teams.set(chosen)
    record(InvitationSent(by=by, invitation_id=invitation.pk, role=role))
    return invitation


@transaction.atomic
def accept_invitation(token: str, *, name: str, password: str) -> Agent:
    """Make the invited person an agent, in the role and the teams they were invited to.

    Raises InvitationClosed, EmailTaken; Invalid naming the field that does not fit.
    """
    organization = _organization()
    invitation = invitation_of(token)
    if Agent.objects.filter(email__iexact=invitation.email).exists():
        raise EmailTaken
    agent = _join(
        name=name,
        email=invitation.email,
        role=invitation.role,
        teams=list(invitation.teams.all()),
        password=password,
        organization=organization,
    )
    invitation.change(accepted_at=now())
    by = Actor.agent(agent.pk)
    record(InvitationAccepted(by=by, invitation_id=invitation.pk, agent_id=agent.pk))
    record(AgentAdded(by=by, agent_id=agent.pk, role=agent.role))
    return agent


@transaction.atomic
def withdraw_invitation(invitation_id: int, *, by: Actor) -> Invitation:
    """Close the door again; an invitation that is closed already stays as it is. Raises NotFound, NotAllowed."""
    invitation = Invitation.objects.select_for_update().filter(pk=invitation_id).first()
    if invitation is None:
        raise NotFound
    check_may_give(by, invitation.role)
    if invitation.is_open(now()):
        invitation.change(withdrawn_at=now())
        record(InvitationWithdrawn(by=by, invitation_id=invitation.pk))
    return invitation
