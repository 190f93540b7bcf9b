"""What the customer was promised and what came of it, in plain words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise as Words
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.conversations.choices import Delivery
from goodword.core.clock import NEVER, now
from goodword.promises.choices import Origin, Outcome, Release, Settled, Target, Why
from goodword.promises.types import Promise
from goodword.web.portal.times import how_long, when

_POLICY = {
    Target.FIRST_REPLY: gettext_lazy("A first answer to your letter"),
    Target.NEXT_REPLY: gettext_lazy("An answer to your letter"),
    Target.RESOLUTION: gettext_lazy("A solution"),
    Target.COMPLAINT: gettext_lazy("Your complaint put right"),
    Target.CALLBACK: gettext_lazy("A call back"),
    Target.REPLY: gettext_lazy("An answer to your letter"),
}


class Tone(StrEnum):
    """How it stands; the style sheet and the sign beside it know these words."""

    OPEN = "open"
    SOON = "soon"
    KEPT = "kept"
    BROKEN = "broken"
    MOVED = "moved"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Entry:
    """One promise: `what`, and `verdict` and `more` of what came of it; `because` is why there is another time, as
    the customer was told. `left` of its time, in percent."""

    promise: Promise
    tone: Tone
    what: str
    verdict: str
    more: str
    because: str = ""
    left: int = 0

    @property
    def is_owed(self) -> bool:
        return self.promise.is_owed

    @property
    def is_complaint(self) -> bool:
        return self.promise.target == Target.COMPLAINT

    @property
    def is_ahead(self) -> bool:
        """It can be waited for: it is due at a time to come."""
        return self.is_owed and self.tone in {Tone.OPEN, Tone.SOON} and self.promise.due_at < NEVER

    @property
    def due(self) -> str:
        return when(self.promise.due_at)

    @property
    def within(self) -> str:
        return how_long(self.promise.due_at - now())

    @property
    def is_ours_whatever(self) -> bool:
        """It stays open whatever the customer says of the matter."""
        return self.is_owed and not self.promise.is_given and self.promise.origin != Origin.POLICY


def entry_of(promise: Promise) -> Entry:
    """The promise as its customer reads it."""
    tone, verdict, more = _came_of(promise)
    because = _because(promise) if promise.outcome in {Outcome.RENEGOTIATED, Outcome.BROKEN} else ""
    return Entry(promise, tone, what_of(promise), verdict, more, because, _left(promise))


def what_of(promise: Promise) -> str:
    """What was promised: in our words, or by the policy."""
    said = promise.ours if promise.origin != Origin.POLICY else ""
    label: str | Words = _POLICY.get(Target(promise.target)) or Target(promise.target).label
    return said or str(label)


def _came_of(promise: Promise) -> tuple[Tone, str, str]:
    if promise.is_broken or promise.life.is_past_due(now()):
        return _broken(promise)
    if promise.is_owed:
        return _open(promise)
    if promise.outcome == Outcome.RENEGOTIATED:
        told = _("We told you %(when)s.") % {"when": when(_outcome_at(promise))}
        return Tone.MOVED, _("Moved to another time."), told
    if promise.outcome == Outcome.RELEASED:
        return Tone.DONE, "", _released(promise)
    return Tone.KEPT, _("Kept"), when(_outcome_at(promise)) + "."


def _open(promise: Promise) -> tuple[Tone, str, str]:
    if promise.stands_still:
        return Tone.OPEN, "", _standing(promise)
    if promise.due_at < now():
        return Tone.OPEN, "", _("Our answer is on its way.")
    facts = {"when": when(promise.due_at), "long": how_long(promise.due_at - now())}
    tone = Tone.SOON if _left(promise) <= 25 else Tone.OPEN  # noqa: PLR2004 (as the clocks of the desk)
    return tone, "", _("Due %(when)s, in %(long)s.") % facts


def _broken(promise: Promise) -> tuple[Tone, str, str]:
    was_due = _("It was due %(when)s.") % {"when": when(_outcome_at(promise))}
    if promise.settled == Settled.MADE_GOOD and promise.settled_at:
        rest = _("It was made good %(when)s.") % {"when": when(promise.settled_at)}
    elif promise.settled == Settled.RELEASED:
        rest = _released(promise)
    else:
        rest = _("We still owe it to you.")
    return Tone.BROKEN, _("We did not keep this."), f"{was_due} {rest}"


def _released(promise: Promise) -> str:
    return _("You no longer need it.") if promise.release == Release.CUSTOMER else _("It is no longer needed.")


def _outcome_at(promise: Promise) -> datetime:
    return promise.outcome_at or promise.due_at


def _because(promise: Promise) -> str:
    """Why there is another time: what the customer was told."""
    later = [one for one in promise.successors.all() if one.withdrawn_at is None]
    return max(later, key=lambda one: one.pk).because if later else ""


def _standing(promise: Promise) -> str:
    """Why no time runs: a solution was told, or it is the customer's turn."""
    why = {stand.why: stand.message for stand in promise.stands.all() if stand.until is None}
    solution = why.get(Why.SOLUTION)
    if solution is not None and solution.delivery in {Delivery.QUEUED, Delivery.SENDING}:
        return _("We are working on it.")
    if Why.SOLUTION in why:
        return _("We told you a solution. Say below whether it is one.")
    return _("It goes on as soon as you have answered.")


def _left(promise: Promise) -> int:
    """How much of its time is left, in percent."""
    if not promise.is_owed or promise.due_at >= NEVER or promise.due_at <= promise.began_at:
        return 0
    share = (promise.due_at - now()) / (promise.due_at - promise.began_at)
    return max(0, min(100, round(share * 100)))
