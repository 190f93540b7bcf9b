"""Who came through the door, and who knocked with a wrong password."""

from datetime import timedelta

from django.db import transaction

from goodword.accounts.choices import Way
from goodword.accounts.events import AgentSignedIn
from goodword.accounts.models import Agent, SignIn
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.events import record

KEPT = timedelta(days=90)
BATCH = 1_000


@transaction.atomic
def note_sign_in(agent_id: int, *, way: Way, second_step: bool, network: str, user_agent: str) -> SignIn:
    """An agent came in, from this network address, with this program."""
    entered = _note(agent_id, way=way, second_step=second_step, network=network, user_agent=user_agent)
    record(AgentSignedIn(by=Actor.agent(agent_id), agent_id=agent_id, way=way.value))
    return entered


def note_wrong_password(email: str, *, network: str, user_agent: str) -> SignIn | None:
    """Somebody gave a wrong password for this address; None when nobody signs in with it, and nothing is kept."""
    agent = Agent.objects.filter(email__iexact=email.strip()).first()
    if agent is None:
        return None
    return _note(agent.pk, way=Way.WRONG_PASSWORD, second_step=False, network=network, user_agent=user_agent)


def _note(agent_id: int, *, way: Way, second_step: bool, network: str, user_agent: str) -> SignIn:
    return SignIn.objects.create(
        agent_id=agent_id,
        way=way,
        second_step=second_step,
        network=network[:45],
        user_agent=user_agent[:200],
        at=now(),
    )


def forget_old_sign_ins() -> int:
    """Delete what is older than ninety days, in batches; return how many."""
    old, count = SignIn.objects.filter(at__lt=now() - KEPT).order_by("at"), 0
    while ids := list(old.values_list("pk", flat=True)[:BATCH]):
        count += SignIn.objects.filter(pk__in=ids).delete()[0]
    return count
