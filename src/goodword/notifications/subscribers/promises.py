"""Before somebody is let down, whoever owes it hears; then their lead; and both when it was not kept in time."""

from collections.abc import Iterable

from goodword.accounts.choices import Role
from goodword.accounts.models import Agent
from goodword.core.events import on
from goodword.notifications.access import who_may_read
from goodword.notifications.actions.reading import mark_promise_settled
from goodword.notifications.actions.telling import News, tell
from goodword.notifications.choices import Matter
from goodword.notifications.jobs import post
from goodword.promises.events import (
    PromiseBroken,
    PromiseGiven,
    PromiseKept,
    PromiseReleased,
    PromiseRenegotiated,
    PromiseWarned,
    PromiseWithdrawn,
)
from goodword.promises.models import Promise


@on(PromiseWarned)
def tell_that_it_is_due(event: PromiseWarned) -> None:
    """Whoever owes it, or their team while nobody has it; after them the lead."""
    promise = Promise.objects.get(pk=event.promise_id)
    about = f"due:{promise.pk}:{promise.due_at.isoformat()}"
    if event.lead:
        _tell(promise, Matter.DUE_TEAM, f"{about}:lead", _leads(promise))
    elif promise.owner_id is not None:
        _tell(promise, Matter.DUE_MINE, about, Agent.objects.filter(pk=promise.owner_id))
    else:
        _tell(promise, Matter.DUE_TEAM, about, _team(promise))


@on(PromiseBroken)
def tell_that_it_was_not_kept(event: PromiseBroken) -> None:
    """Whoever owes it, and their lead."""
    promise = Promise.objects.get(pk=event.promise_id)
    about = f"broken:{promise.pk}:{promise.due_at.isoformat()}"
    _tell(promise, Matter.BROKEN_MINE, about, Agent.objects.filter(pk=promise.owner_id or 0))
    _tell(promise, Matter.BROKEN_TEAM, f"{about}:lead", _leads(promise))


def forget_that_it_was_due(
    event: PromiseGiven | PromiseKept | PromiseReleased | PromiseRenegotiated | PromiseWithdrawn,
) -> None:
    """Nothing presses any more: what was said of it is read."""
    if event.conversation_id is not None:
        mark_promise_settled(event.conversation_id, event.promise_id)


on(PromiseGiven)(forget_that_it_was_due)
on(PromiseKept)(forget_that_it_was_due)
on(PromiseReleased)(forget_that_it_was_due)
on(PromiseRenegotiated)(forget_that_it_was_due)
on(PromiseWithdrawn)(forget_that_it_was_due)


def _team(promise: Promise) -> Iterable[Agent]:
    """Those who could take it: the team's members; of no team, its leads."""
    members = Agent.objects.filter(teams=promise.owner_team_id or 0, is_active=True)
    return members if members.exists() else _leads(promise)


def _leads(promise: Promise) -> Iterable[Agent]:
    """The leads of the team that owes it, else of the house, else who administers it; never whoever owes it."""
    others = Agent.objects.filter(is_active=True).exclude(pk=promise.owner_id or 0)
    leads = others.filter(role=Role.LEAD)
    for some in (leads.filter(teams=promise.owner_team_id or 0), leads, others.filter(role__in=_ADMINISTER)):
        if some.exists():
            return some
    return ()


_ADMINISTER = [role for role in Role if role.administers]


def _tell(promise: Promise, matter: Matter, about: str, agents: Iterable[Agent]) -> None:
    readers = who_may_read(list(agents), promise.conversation_id)
    facts = {"promise": promise.pk, "target": promise.target, "by": promise.owner_id}
    if readers:
        post(tell(News(matter=matter, about=about, conversation_id=promise.conversation_id, facts=facts), readers))
