"""Whoever pays out hears what could not be paid or sent, and of what nobody can say it."""

from goodword.accounts.queries import active_agents
from goodword.core.events import on
from goodword.notifications.access import who_may_read
from goodword.notifications.actions.telling import News, tell
from goodword.notifications.choices import Matter
from goodword.notifications.jobs import post
from goodword.recovery.payout_access import may_pay_out
from goodword.recovery.payout_events import PayoutFailed, PayoutInDoubt


@on(PayoutFailed)
def tell_that_it_failed(event: PayoutFailed) -> None:
    """It is not paid unless somebody does something; whoever said so themselves knows."""
    _tell(event, "failed")


@on(PayoutInDoubt)
def tell_that_nobody_knows(event: PayoutInDoubt) -> None:
    """It left, and no answer came."""
    _tell(event, "doubt")


def _tell(event: PayoutFailed | PayoutInDoubt, how: str) -> None:
    if event.conversation_id is None:
        return
    payers = [agent for agent in active_agents() if may_pay_out(agent) and agent.pk != event.by.agent_id]
    readers = who_may_read(payers, event.conversation_id)
    about = f"payout:{event.payout_id}:{how}:{event.attempt}"
    facts = {"payout": event.payout_id, "how": how}
    if readers:
        post(tell(News(matter=Matter.PAYOUT, about=about, conversation_id=event.conversation_id, facts=facts), readers))
