"""How an agent wants to be told: by which paths of what, when not, and when a summary comes."""

from collections.abc import Mapping
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.models import Agent
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.core.events import record
from goodword.notifications.choices import Matter, Rhythm
from goodword.notifications.defaults import ALWAYS_SHOWN, CHOSEN, Paths, default_paths
from goodword.notifications.events import HabitsChanged, NotificationsPaused, PathsChosen
from goodword.notifications.hours import Quiet, next_summary, quiet_until, tomorrow_at
from goodword.notifications.models import Habits, Preference
from goodword.notifications.ways import chosen_paths

_A_WEEK = range(7)
_HOURS = range(24)
MORNING = time(8)
LONGEST_QUIET = timedelta(days=7, hours=1)


@transaction.atomic
def choose_paths(*, by: Actor, paths: Mapping[Matter, Paths]) -> None:
    """Choose by which paths the agent is told of these kinds; what concerns everybody's safety the desk always shows.

    What is chosen as the role has it from the start is kept as no choice, and follows the role.
    """
    agent = Agent.objects.select_for_update().get(pk=by.writer_id)
    before = {row.matter: chosen_paths(row) for row in Preference.objects.filter(agent=agent)}
    changed = False
    for matter in CHOSEN:
        wanted = _with_what_is_always_shown(matter, paths[matter]) if matter in paths else None
        if wanted is None or wanted == before.get(matter, default_paths(matter, agent.role)):
            continue
        changed = True
        _keep(agent, matter, wanted)
    if changed:
        record(PathsChosen(by=by, agent_id=agent.pk))


def _with_what_is_always_shown(matter: Matter, paths: Paths) -> Paths:
    return Paths(app=paths.app or matter in ALWAYS_SHOWN, push=paths.push, mail=paths.mail, digest=paths.digest)


def _keep(agent: Agent, matter: Matter, wanted: Paths) -> None:
    rows = Preference.objects.filter(agent=agent, matter=matter)
    if wanted == default_paths(matter, agent.role):
        rows.delete()
        return
    columns = {"app": wanted.app, "push": wanted.push, "mail": wanted.mail, "digest": wanted.digest}
    Preference.objects.update_or_create(agent=agent, matter=matter, defaults=columns)


def _habits_of(by: Actor) -> Habits:
    agent = Agent.objects.select_for_update().get(pk=by.writer_id)
    habits, _made = Habits.objects.get_or_create(agent=agent)
    return habits


@transaction.atomic
def set_quiet_hours(*, by: Actor, begins: time, ends: time, days: frozenset[int], free_days: frozenset[int]) -> Habits:
    """Say when neither mail nor push may come. Raises Invalid when there would be no other time."""
    habits = _habits_of(by)
    if not (days | free_days) <= set(_A_WEEK):
        raise Invalid(days=_("Choose days of the week."))
    if days and begins == ends:
        raise Invalid(ends=_("They must end at another time than they begin."))
    quiet, zone = Quiet(begins=begins, ends=ends, days=days, free_days=free_days), ZoneInfo(habits.agent.time_zone)
    if (quiet_until(now(), quiet, zone) or now()) - now() > LONGEST_QUIET:
        raise Invalid(free_days=_("Leave some time of the week in which you may be told."))
    wanted = {
        "quiet_from": begins, "quiet_until": ends, "quiet_days": sorted(days), "free_days": sorted(free_days),
    }  # fmt: skip
    return _change(habits, wanted, by)


@transaction.atomic
def set_summary(*, by: Actor, rhythm: Rhythm, hour: int, day: int) -> Habits:
    """Have a summary by mail each day or week at this hour, or none. Raises Invalid."""
    habits = _habits_of(by)
    if hour not in _HOURS or day not in _A_WEEK:
        raise Invalid
    wanted: dict[str, object] = {"digest": rhythm.value, "digest_hour": hour, "digest_day": day}
    if any(getattr(habits, name) != value for name, value in wanted.items()):
        wanted["digest_due_at"] = next_summary(
            now(), rhythm=rhythm, hour=hour, day=day, zone=ZoneInfo(habits.agent.time_zone)
        )
    return _change(habits, wanted, by)


def _change(habits: Habits, wanted: Mapping[str, object], by: Actor) -> Habits:
    if any(getattr(habits, name) != value for name, value in wanted.items()):
        habits.change(**wanted)
        record(HabitsChanged(by=by, agent_id=habits.agent_id))
    return habits


@transaction.atomic
def pause_until_tomorrow(*, by: Actor) -> Habits:
    """Neither mail nor push until tomorrow morning: when quiet hours end, or else at eight."""
    habits = _habits_of(by)
    morning = habits.quiet_until if habits.quiet_days else MORNING
    habits.change(paused_until=tomorrow_at(now(), morning, ZoneInfo(habits.agent.time_zone)))
    record(NotificationsPaused(by=by, agent_id=habits.agent_id, paused=True))
    return habits


@transaction.atomic
def resume(*, by: Actor) -> Habits:
    """The pause is over now."""
    habits = _habits_of(by)
    if habits.paused_until is not None:
        habits.change(paused_until=None)
        record(NotificationsPaused(by=by, agent_id=habits.agent_id, paused=False))
    return habits


@transaction.atomic
def take_summary_due(agent_id: int) -> Habits | None:
    """The agent's habits under lock if a summary of theirs is due, which counts as sent from then on; else None."""
    rows = Habits.objects.select_for_update(of=("self",)).select_related("agent")
    habits = rows.filter(pk=agent_id, digest_due_at__lte=now(), agent__is_active=True).first()
    if habits is None:
        return None
    habits.change(digest_due_at=_next(habits))
    return habits


@transaction.atomic
def restate_summary(agent_id: int) -> None:
    """The agent lives in another time zone now: their summary comes at the same hour there."""
    habits = Habits.objects.select_for_update(of=("self",)).select_related("agent").filter(pk=agent_id).first()
    if habits is not None and habits.digest_due_at is not None:
        habits.change(digest_due_at=_next(habits))


def _next(habits: Habits) -> object:
    zone = ZoneInfo(habits.agent.time_zone)
    return next_summary(now(), rhythm=habits.digest, hour=habits.digest_hour, day=habits.digest_day, zone=zone)
