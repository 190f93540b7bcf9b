"""Whoever is asked for more than somebody may give hears of it, and whoever asked hears the answer."""

from goodword.accounts.models import Agent
from goodword.core.events import on
from goodword.notifications.access import who_may_read
from goodword.notifications.actions.telling import News, tell
from goodword.notifications.choices import Matter
from goodword.notifications.jobs import post
from goodword.recovery.events import RemedyAsked, RequestAnswered


@on(RemedyAsked)
def tell_who_is_asked(event: RemedyAsked) -> None:
    """An answer of theirs is waited for."""
    _tell(event, event.approver_id, "asked")


@on(RequestAnswered)
def tell_who_asked(event: RequestAnswered) -> None:
    """Their request is approved, lowered or declined."""
    _tell(event, event.asker_id, event.answer)


def _tell(event: RemedyAsked | RequestAnswered, agent_id: int | None, how: str) -> None:
    agent = Agent.objects.filter(pk=agent_id or 0, is_active=True).first()
    if agent is None or agent.pk == event.by.agent_id or event.conversation_id is None:
        return
    readers = who_may_read([agent], event.conversation_id)
    facts = {"request": event.request_id, "how": how, "by": event.by.agent_id}
    about = f"request:{event.request_id}:{how}"
    if readers:
        post(
            tell(News(matter=Matter.REQUEST, about=about, conversation_id=event.conversation_id, facts=facts), readers)
        )
