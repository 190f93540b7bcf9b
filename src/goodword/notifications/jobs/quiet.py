"""What waited for the end of somebody's quiet hours is told then, all of it at once."""

from collections.abc import Sequence

from django.db import transaction

from goodword.accounts.models import Agent
from goodword.channels.email.system_mail import send_notice
from goodword.core.jobs import job
from goodword.notifications.actions.posting import note_mailed, note_needless, note_pushed, note_unmailable, quiet_for
from goodword.notifications.choices import Post
from goodword.notifications.jobs.mailing import is_still_wanted
from goodword.notifications.jobs.pushing import push_summary
from goodword.notifications.models import Habits, Notification
from goodword.notifications.summary_letters import quiet_letter
from goodword.notifications.ways import quiet_end


@job(queue="mail", priority=60, unique="quiet-{agent_id}")
def tell_after_quiet(*, agent_id: int) -> None:
    """Tell the agent what waited: one mail and one push for all of it; later, if they want quiet for longer now."""
    with transaction.atomic():
        agent = Agent.objects.get(pk=agent_id)
        habits = Habits.objects.select_for_update(of=("self",)).filter(pk=agent_id).first()
        until = quiet_end(habits or Habits(agent=agent), agent)
        if until:
            tell_after_quiet.enqueue_later(until, agent_id=agent_id)
            return
        waiting = quiet_for(agent_id)
        needless = [one for one in waiting if not is_still_wanted(one)]
        for notification in needless:
            note_needless(notification)
        wanted = [one for one in waiting if one not in needless]
        _mail([one for one in wanted if one.post == Post.QUIET])
        _push(agent_id, [one for one in wanted if one.push == Post.QUIET])


def _mail(notifications: Sequence[Notification]) -> None:
    if not notifications:
        return
    note = note_mailed if send_notice(quiet_letter(notifications)) else note_unmailable
    for notification in notifications:
        note(notification)


def _push(agent_id: int, notifications: Sequence[Notification]) -> None:
    for notification in notifications:
        note_pushed(notification)
    if notifications:
        push_summary.enqueue(agent_id=agent_id, count=len(notifications))
