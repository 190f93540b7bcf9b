"""Summaries by mail: what waits for an agent, at the hour that they chose."""

import structlog
from django.db import transaction

from goodword.channels.email.system_mail import send_notice
from goodword.core.jobs import job
from goodword.notifications.actions.habits import take_summary_due
from goodword.notifications.discretion import words_may_leave
from goodword.notifications.queries_of_summaries import agents_with_summary_due, waiting_for
from goodword.notifications.summary_letters import summary_letter

log = structlog.get_logger("goodword.notifications")


class SummariesFailed(Exception):
    """So many summaries could not be sent; they are still due."""


@job(queue="mail", attempts=3)
def send_summaries() -> None:
    """Send each summary that is due, once: its time moves on in the transaction that leaves its mail to a job.

    After a pause there is one, not one for each time that was missed; and none when nothing waits. One that fails stays
    due and keeps nobody else waiting. Raises SummariesFailed at the end, so that somebody hears of it.
    """
    failures = []
    for agent_id in agents_with_summary_due():
        try:
            _send(agent_id)
        except Exception as failure:  # noqa: BLE001 (whatever it is, the next agent's has nothing to do with it)
            log.error("summary could not be sent", agent=agent_id, error=type(failure).__name__)
            failures.append(failure)
    if failures:
        raise SummariesFailed(len(failures)) from failures[0]


@transaction.atomic
def _send(agent_id: int) -> None:
    habits = take_summary_due(agent_id)
    if habits is None:
        return
    waiting = waiting_for(habits.agent, habits.digest, with_words=words_may_leave())
    if waiting.has_any:
        send_notice(summary_letter(habits.agent, waiting))
