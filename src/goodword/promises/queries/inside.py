"""How soon colleagues answer each other, by policy; and whom a note answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from goodword.calendars.queries import open_time_of
from goodword.conversations.models import Note
from goodword.core.clock import now
from goodword.promises.alarms import Warnings, due_of, warnings_of_allowance
from goodword.promises.choices import Target
from goodword.promises.models import Promise
from goodword.promises.policies import policy_for


@dataclass(frozen=True, slots=True)
class TimeInside:
    """By when a question asked now is to be answered, and when somebody is warned before."""

    allowed: timedelta
    due: datetime
    warnings: Warnings


def time_inside(conversation_id: int) -> TimeInside | None:
    """As the policy of the conversation says; None if it says nothing. Raises NeverOpen."""
    policy = policy_for(conversation_id)
    target = next((one for one in policy.targets.all() if one.target == Target.INSIDE), None) if policy else None
    if target is None:
        return None
    open_time, began = open_time_of(target.calendar_id), now()
    warnings = warnings_of_allowance(
        open_time, began, target.allowed, [], share=target.warn_share, lead=target.warn_lead
    )
    return TimeInside(target.allowed, due_of(open_time, began, target.allowed, []), warnings)


def asked_for(conversation_id: int, note_id: int) -> set[int]:
    """The agents whose questions this note, the latest of its writer, answered."""
    writer, at = Note.objects.values_list("agent_id", "at").get(pk=note_id)
    answered = Promise.objects.filter(conversation_id=conversation_id, target=Target.INSIDE, to_agent__isnull=False)
    return set(answered.filter(settled_by=writer, settled_at__gte=at).values_list("to_agent_id", flat=True))
