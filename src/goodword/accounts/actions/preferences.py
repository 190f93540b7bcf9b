"""How an agent wants their own screens: colors, room, language, time, keys."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from goodword.accounts import inputs
from goodword.accounts.access import acting_agent
from goodword.accounts.choices import Density, Theme
from goodword.accounts.events import AgentPreferencesChanged
from goodword.accounts.models import Agent
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed
from goodword.core.events import record
from goodword.core.shortcuts import choose_keys


@transaction.atomic
def change_my_preferences(*, by: Actor, language: str, time_zone: str, theme: str, density: str) -> Agent:
    """Change the language, time zone, colors and density of the agent's own screens. Raises Invalid."""
    if theme not in Theme:
        raise Invalid(theme=_("Choose one from the list."))
    if density not in Density:
        raise Invalid(density=_("Choose one from the list."))
    language, time_zone = inputs.known_language(language), inputs.known_time_zone(time_zone)
    return _keep(by, language=language, time_zone=time_zone, theme=theme, density=density)


@transaction.atomic
def switch_single_keys(*, by: Actor, on: bool) -> Agent:
    """Let single keys act, or not."""
    return _keep(by, single_keys=on)


@transaction.atomic
def change_my_keys(*, by: Actor, keys: Mapping[str, str]) -> Agent:
    """Give operations the agent's own keys; those left out get their usual ones. Raises Invalid by their names."""
    return _keep(by, own_keys=choose_keys(keys))


def _keep(by: Actor, **wanted: Any) -> Agent:
    acting = acting_agent(by)
    if acting is None:
        raise NotAllowed
    agent = Agent.objects.select_for_update().get(pk=acting.pk)
    if any(getattr(agent, column) != value for column, value in wanted.items()):
        agent.change(**wanted)
        record(AgentPreferencesChanged(by=by, agent_id=agent.pk))
    return agent
