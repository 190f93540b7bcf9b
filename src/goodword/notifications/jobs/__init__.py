"""What the desk does later to tell its people: mail, push, summaries, reminders."""

from goodword.notifications.jobs.mailing import mail_notice
from goodword.notifications.jobs.posting import post
from goodword.notifications.jobs.pushing import push_notice
from goodword.notifications.jobs.quiet import tell_after_quiet
from goodword.notifications.jobs.reminding import forget_notifications, remind_of_alarms
from goodword.notifications.jobs.summaries import send_summaries

__all__ = [
    "forget_notifications",
    "mail_notice",
    "post",
    "push_notice",
    "remind_of_alarms",
    "send_summaries",
    "tell_after_quiet",
]
