"""Recurring work, all of it: name, job, how often."""

from datetime import timedelta

from goodword.accounts.jobs import prune_sign_ins
from goodword.calendars.jobs import renew_sources
from goodword.channels.email.jobs.checking import listen_for_silence, look_after_mailboxes
from goodword.channels.email.jobs.domains import look_at_domains
from goodword.channels.email.jobs.looping import renew_loop_tests
from goodword.channels.email.jobs.reading import read_waiting_mail
from goodword.channels.email.jobs.sending import resume_outbox
from goodword.channels.email.jobs.signing_in import look_after_grants
from goodword.conversations.jobs import forget_forms, resume_planned, resume_waking
from goodword.core.blobs.sweeping import sweep_blobs
from goodword.core.jobs.pruning import prune_done_jobs
from goodword.core.jobs.schedule import Recurring
from goodword.core.search.jobs import fill_index, learn_words
from goodword.core.upkeep import survey_tables
from goodword.notifications.jobs import forget_notifications, remind_of_alarms, send_summaries
from goodword.promises.jobs import look_at_late_promises, resume_silences
from goodword.recovery.binder.jobs import forget_binders
from goodword.recovery.payout_jobs import forget_heard, resume_payouts

SCHEDULE = (
    Recurring("look after mailboxes", look_after_mailboxes, timedelta(minutes=1)),
    Recurring("listen for silence", listen_for_silence, timedelta(minutes=10)),
    Recurring("remind of alarms", remind_of_alarms, timedelta(hours=1)),
    Recurring("read waiting mail", read_waiting_mail, timedelta(minutes=1)),
    Recurring("resume outbox", resume_outbox, timedelta(minutes=5)),
    Recurring("resume planned replies", resume_planned, timedelta(minutes=5)),
    Recurring("wake what overslept", resume_waking, timedelta(minutes=5)),
    Recurring("look at late promises", look_at_late_promises, timedelta(minutes=1)),
    Recurring("settle silences", resume_silences, timedelta(hours=1)),
    Recurring("resume payouts", resume_payouts, timedelta(minutes=2)),
    Recurring("forget what payment systems told", forget_heard, timedelta(days=1)),
    Recurring("forget binders", forget_binders, timedelta(hours=1)),
    Recurring("look after sign-ins", look_after_grants, timedelta(hours=6)),
    Recurring("look at sending domains", look_at_domains, timedelta(days=1)),
    Recurring("renew holidays", renew_sources, timedelta(days=1)),
    Recurring("prune sign-ins", prune_sign_ins, timedelta(days=1)),
    Recurring("test reply addresses again", renew_loop_tests, timedelta(days=1)),
    Recurring("send summaries", send_summaries, timedelta(minutes=1)),
    Recurring("forget notifications", forget_notifications, timedelta(days=1)),
    Recurring("forget forms of customers' pages", forget_forms, timedelta(days=1)),
    Recurring("learn words", learn_words, timedelta(minutes=1)),
    Recurring("fill the search index", fill_index, timedelta(minutes=5)),
    Recurring("prune done jobs", prune_done_jobs, timedelta(hours=1)),
    Recurring("survey tables", survey_tables, timedelta(hours=6)),
    Recurring("sweep blobs", sweep_blobs, timedelta(hours=6)),
)
