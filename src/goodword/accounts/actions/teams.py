"""Teams: agents who share inboxes."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from goodword.accounts import inputs
from goodword.accounts.access import check_administers
from goodword.accounts.choices import TeamIcon
from goodword.accounts.errors import TeamNameTaken
from goodword.accounts.events import TeamChanged, TeamCreated, TeamMembersChanged
from goodword.accounts.models import Agent, Team
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record


def _free_name(name: str, *, except_team: int | None = None) -> str:
    wanted = inputs.filled("name", name, at_most=80)
    if Team.objects.filter(name__iexact=wanted).exclude(pk=except_team or 0).exists():
        raise TeamNameTaken
    return wanted


def _known_icon(icon: str) -> str:
    if icon not in TeamIcon.values:
        raise Invalid(icon=_("Choose a picture from the list."))
    return icon


def _locked(team_id: int) -> Team:
    team = Team.objects.select_for_update().filter(pk=team_id).first()
    if team is None:
        raise NotFound
    return team


@transaction.atomic
def create_team(*, by: Actor, name: str, icon: str = TeamIcon.INBOX, members: Sequence[int] = ()) -> Team:
    """Make a team; mailboxes and agents can belong to it from now on. Raises NotAllowed, TeamNameTaken, Invalid."""
    check_administers(by)
    team = Team.objects.create(name=_free_name(name), icon=_known_icon(icon))
    record(TeamCreated(by=by, team_id=team.pk))
    return change_team_members(team.pk, by=by, members=members) if members else team


@transaction.atomic
def rename_team(team_id: int, *, by: Actor, name: str, icon: str | None = None) -> Team:
    """Give the team another name, and another icon if one is given.

    Raises NotFound, NotAllowed, TeamNameTaken, Invalid.
    """
    team = _locked(team_id)
    check_administers(by)
    wanted = {"name": _free_name(name, except_team=team_id), "icon": _known_icon(icon or team.icon)}
    if (team.name, team.icon) != (wanted["name"], wanted["icon"]):
        team.change(**wanted)
        record(TeamChanged(by=by, team_id=team.pk))
    return team


@transaction.atomic
def change_team_members(team_id: int, *, by: Actor, members: Sequence[int]) -> Team:
    """Let exactly these agents share the team's inboxes. Raises NotFound, NotAllowed, Invalid for an unknown agent."""
    team = _locked(team_id)
    check_administers(by)
    wanted, before = set(members), set(team.members.values_list("pk", flat=True))
    if Agent.objects.filter(pk__in=wanted).count() != len(wanted):
        raise Invalid(members=_("Choose people from the list."))
    if wanted != before:
        team.members.set(wanted)
        record(TeamMembersChanged(by=by, team_id=team.pk, joined=sorted(wanted - before), left=sorted(before - wanted)))
    return team
