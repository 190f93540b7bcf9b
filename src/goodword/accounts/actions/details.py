"""What every agent changes of themselves."""

import re

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from goodword.accounts import inputs
from goodword.accounts.access import acting_agent
from goodword.accounts.actions.sessions import end_every_session
from goodword.accounts.events import AgentDetailsChanged, AgentPasswordChanged
from goodword.accounts.models import Agent
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed, NotFound
from goodword.core.events import record
from goodword.core.markup import clean_written_html

_PICTURE = re.compile(r"<img[^>]*>")
_LONGEST_SIGNATURE = 10_000


def _locked(by: Actor) -> Agent:
    agent = acting_agent(by)
    if agent is None:
        raise NotAllowed
    return Agent.objects.select_for_update().get(pk=agent.pk)


@transaction.atomic
def change_my_details(*, by: Actor, name: str) -> Agent:
    """Change the agent's own name. Raises Invalid."""
    agent = _locked(by)
    name = inputs.filled("name", name, at_most=120)
    if agent.name != name:
        agent.change(name=name)
        record(AgentDetailsChanged(by=by, agent_id=agent.pk))
    return agent


@transaction.atomic
def change_my_signature(*, by: Actor, title: str, html: str) -> Agent:
    """Change what stands below the agent's own replies: words and links, no pictures. Raises Invalid."""
    agent = _locked(by)
    signature = _PICTURE.sub("", clean_written_html(html)).strip()
    if len(signature) > _LONGEST_SIGNATURE:
        raise Invalid(signature=_("This is too long for a signature."))
    wanted = {"title": " ".join(title.split())[:120], "signature": signature}
    if any(getattr(agent, column) != value for column, value in wanted.items()):
        agent.change(**wanted)
        record(AgentDetailsChanged(by=by, agent_id=agent.pk))
    return agent


@transaction.atomic
def change_my_password(*, by: Actor, current: str, password: str, except_key: str = "") -> Agent:
    """Set the agent's own password and sign them out everywhere but in the session of this key.

    Raises Invalid when the current password is wrong or the new one too weak.
    """
    agent = _locked(by)
    if not agent.check_password(current):
        raise Invalid(current=_("This is not your current password."))
    agent.set_password(inputs.strong_password(password, name=agent.name, email=agent.email))
    agent.change(password=agent.password)
    end_every_session(agent, except_key=except_key)
    record(AgentPasswordChanged(by=by, agent_id=agent.pk))
    return agent


@transaction.atomic
def reset_password(agent_id: int, *, password: str) -> Agent:
    """Set the password of somebody who followed the link in their mail, and sign them out everywhere.

    Raises NotFound, NotAllowed for a suspended agent, Invalid when the password is too weak.
    """
    agent = Agent.objects.select_for_update().filter(pk=agent_id).first()
    if agent is None:
        raise NotFound
    if not agent.is_active:
        raise NotAllowed
    agent.set_password(inputs.strong_password(password, name=agent.name, email=agent.email))
    agent.change(password=agent.password)
    end_every_session(agent)
    record(AgentPasswordChanged(by=Actor.agent(agent.pk), agent_id=agent.pk))
    return agent
