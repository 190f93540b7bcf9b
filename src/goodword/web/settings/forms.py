"""The forms of the settings. What fits is decided by the actions; here stand the words and the choices."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodword.accounts.choices import Role, TeamIcon
from goodword.accounts.queries import active_agents, all_teams
from goodword.accounts.types import Agent
from goodword.web.door.forms import PASSWORD_ADVICE
from goodword.web.forms import DeskForm
from goodword.web.settings.choices import languages, time_zones

Typed = Mapping[str, Any] | None


class OrganizationForm(DeskForm):
    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=languages, help_text=_("New people start with it; each can choose their own.")
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)


class MatterLinksForm(DeskForm):
    wanted = forms.BooleanField(
        label=_("Letters end with the link to what was promised"),
        required=False,
        help_text=_("It opens the customer’s own page. Where somebody else gets the letter too, it is left out."),
    )


class SecondStepRolesForm(DeskForm):
    roles = forms.MultipleChoiceField(
        label=_("Who must sign in with a second step"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A passkey or an authenticator app. Who has none sets one up before anything else."),
    )


class TagForm(DeskForm):
    name = forms.CharField(label=_("Name"), max_length=50, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class DetailsForm(DeskForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("Customers see it under what you write."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class PasswordForm(DeskForm):
    current = forms.CharField(
        label=_("Current password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=PASSWORD_ADVICE,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


def _role_choices(giver: Agent) -> list[tuple[str, str]]:
    """The roles that the agent may give: only owners make owners."""
    roles = [role for role in Role if role is not Role.OWNER or giver.role == Role.OWNER]
    return [(role.value, str(role.label)) for role in roles]


class RoleForm(DeskForm):
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, typed: Typed = None, *, giver: Agent, initial: Typed = None) -> None:
        super().__init__(typed, initial=initial)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)  # noqa: S101 - for the type checker
        role.choices = _role_choices(giver)


class InviteForm(RoleForm):
    email = forms.EmailField(label=_("E-mail"), help_text=_("The invitation is sent there and lasts seven days."))
    teams = forms.TypedMultipleChoiceField(
        label=_("Teams"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("email", "role", "teams")

    def __init__(self, typed: Typed = None, *, giver: Agent, initial: Typed = None) -> None:
        super().__init__(typed, giver=giver, initial=initial)
        teams = self.fields["teams"]
        assert isinstance(teams, forms.ChoiceField)  # noqa: S101 - for the type checker
        teams.choices = [(team.pk, team.name) for team in all_teams()]


class TeamForm(DeskForm):
    name = forms.CharField(label=_("Name"), max_length=80)
    icon = forms.ChoiceField(label=_("Picture"), choices=TeamIcon.choices, widget=forms.RadioSelect)
    members = forms.TypedMultipleChoiceField(
        label=_("Members"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, typed: Typed = None, *, initial: Typed = None) -> None:
        super().__init__(typed, initial=initial)
        members = self.fields["members"]
        assert isinstance(members, forms.ChoiceField)  # noqa: S101 - for the type checker
        members.choices = [(agent.pk, agent.name) for agent in active_agents()]
