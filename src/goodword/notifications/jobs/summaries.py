"""Summaries by mail: what waits for an agent, at the hour that they chose."""

from django.db import transaction

from goodword.channels.email.system_mail import send_notice
from goodword.core.jobs import job
from goodword.notifications.actions.habits import take_summary_due
from goodword.notifications.discretion import words_may_leave
from goodword.notifications.queries_of_summaries import agents_with_summary_due, waiting_for
from goodword.notifications.summary_letters import summary_letter


@job(queue="mail", attempts=3)
def send_summaries() -> None:
    """Send each summary that is due, once: its time moves on in the transaction that leaves its mail to a job.

    After a pause there is one, not one for each time that was missed; and none when nothing waits.
    """
    for agent_id in agents_with_summary_due():
        with transaction.atomic():
            habits = take_summary_due(agent_id)
            if habits is None:
                continue
            waiting = waiting_for(habits.agent, habits.digest, with_words=words_may_leave())
            if waiting.has_any:
                send_notice(summary_letter(habits.agent, waiting))
