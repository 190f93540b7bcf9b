"""What happened to promises, as a sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from babel.lists import format_list
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from goodword.conversations.queries.thread import ThreadEvent
from goodword.core.clock import NEVER
from goodword.promises.choices import Accepted, Origin, Release, Target
from goodword.promises.events import (
    AnswerWanted,
    DueTimeTold,
    PromiseBroken,
    PromiseGiven,
    PromiseHandedOver,
    PromiseKept,
    PromiseMade,
    PromiseOwedAgain,
    PromiseReckoned,
    PromiseReleased,
    PromiseRenegotiated,
    PromiseWarned,
    SolutionRefused,
    SolutionTold,
    ThanksNoticed,
)
from goodword.promises.types import Promise
from goodword.web.components.moments import MINUTE, exact_of, length_of, short_of


@dataclass(frozen=True, slots=True)
class Happened:
    """The same, at once, to one promise or several."""

    events: Sequence[ThreadEvent]
    promises: Mapping[int, Promise]

    @property
    def event(self) -> ThreadEvent:
        return self.events[0]

    @property
    def all(self) -> list[Promise]:
        """The promises it happened to."""
        numbers = dict.fromkeys(int(event.facts.get("promise_id") or 0) for event in self.events)
        return [self.promises[number] for number in numbers if number in self.promises]

    @property
    def by_policy(self) -> bool:
        return all(promise.origin == Origin.POLICY for promise in self.all)

    @property
    def who(self) -> str:
        return self.event.actor

    def time(self, name: str) -> datetime | None:
        """A moment among the facts."""
        told = self.event.facts.get(name)
        return datetime.fromisoformat(told) if told else None


CHANGES = frozenset({"calendar", "policy"})  # of the rules; all else pauses a clock, or lets it go on
_PAUSED = gettext_lazy("The clock is paused: %(what)s")

Said = Callable[[Happened, Callable[[datetime], str]], str]


def said_of(happened: Happened) -> tuple[str, str]:
    """The sentence as it is read, and with its times in full."""
    say = _SENTENCES[happened.event.kind]
    return say(happened, short_of), say(happened, exact_of)


def name_of(promise: Promise) -> str:
    """What was said, as a quotation, or what the house promises."""
    if promise.origin != Origin.POLICY and promise.ours:
        return _("“%(words)s”") % {"words": promise.ours}
    return str(Target(promise.target).label)


def _listed(names: Sequence[str]) -> str:
    return format_list(list(names), locale=(get_language() or "en").replace("-", "_"))


def _what(happened: Happened) -> str:
    return _listed([name_of(promise) for promise in happened.all])


def _made(happened: Happened, tell: Callable[[datetime], str]) -> str:
    due = {int(one.facts["promise_id"]): datetime.fromisoformat(one.facts["due"]) for one in happened.events}
    names = {promise.pk: name_of(promise) for promise in happened.all}
    parts = [
        _("%(what)s, due %(time)s") % {"what": name, "time": tell(due[pk])} if due[pk] < NEVER else name
        for pk, name in names.items()
    ]
    words = {"who": happened.who, "what": "; ".join(parts)}
    if happened.by_policy:
        return _("Promised by policy: %(what)s") % words
    if happened.event.facts.get("replaces"):
        return _("%(who)s named another time: %(what)s") % words
    return _("%(who)s promised %(what)s") % words if happened.who else _("Promised: %(what)s") % words


def _given(happened: Happened, tell: Callable[[datetime], str]) -> str:  # noqa: ARG001 (told like the others)
    return _("A reply is on its way: %(what)s") % {"what": _what(happened)}


def _kept(happened: Happened, tell: Callable[[datetime], str]) -> str:  # noqa: ARG001 (told like the others)
    event, words = happened.event, {"who": happened.who, "what": _what(happened)}
    if event.facts.get("accepted") == Accepted.SILENT:
        return _("Nothing was said against the solution: it is resolved")
    if event.facts.get("accepted") == Accepted.AGREED:
        by_customer = _("%(who)s agreed with the solution: it is resolved")
        return (by_customer if event.by_customer else _("%(who)s noted that they agreed with the solution")) % words
    if event.facts.get("late"):
        late = _lateness(happened)
        words["late"] = length_of(late) if late else ""
        if not late:
            return _("Made good: %(what)s") % words
        with_who = _("Made good by %(who)s, %(late)s late: %(what)s")
        return (with_who if happened.who else _("Made good, %(late)s late: %(what)s")) % words
    return (_("Kept by %(who)s: %(what)s") if happened.who else _("Kept: %(what)s")) % words


def _lateness(happened: Happened) -> timedelta | None:
    at = happened.time("at")
    dues = [promise.due_at for promise in happened.all if promise.due_at < NEVER]
    late = at - min(dues) if at and dues else None
    return late if late and late >= MINUTE else None


def _broken(happened: Happened, tell: Callable[[datetime], str]) -> str:
    parts = [
        _("%(what)s, due %(time)s") % {"what": name_of(promise), "time": tell(promise.due_at)}
        for promise in happened.all
    ]
    seen = timedelta(seconds=int(happened.event.facts.get("late_seconds") or 0))
    words = {"what": "; ".join(parts), "late": length_of(seen)}
    if seen >= MINUTE:
        return _("Broken: %(what)s. Goodword was not running then, and noticed %(late)s later.") % words
    return _("Broken: %(what)s") % words


def _renegotiated(happened: Happened, tell: Callable[[datetime], str]) -> str:
    new = happened.promises.get(int(happened.event.facts.get("by_id") or 0))
    words = {
        "who": happened.who or _("Goodword"),
        "what": _what(happened),
        "time": tell(new.due_at) if new and new.due_at < NEVER else "",
        "because": new.because if new else "",
    }
    if not words["time"]:
        return _("%(who)s told them of another time: %(what)s") % words
    if happened.event.facts.get("late"):
        return (
            _("%(who)s told them too late of another time: %(what)s, due %(time)s now, because “%(because)s”") % words
        )
    return _("%(who)s told them of another time: %(what)s, due %(time)s now, because “%(because)s”") % words


def _released(happened: Happened, tell: Callable[[datetime], str]) -> str:  # noqa: ARG001 (told like the others)
    reason, said = happened.event.facts.get("reason", ""), happened.all[0].release_words
    why = _("“%(words)s”") % {"words": said} if reason == Release.OTHER and said else ""
    if not why and reason in Release.values:
        why = str(Release(reason).label)
    words = {"who": happened.who, "what": _what(happened), "why": why}
    if happened.who:
        return _("Released by %(who)s: %(what)s. %(why)s.") % words
    return _("Released: %(what)s. %(why)s.") % words


def _handed_over(happened: Happened, tell: Callable[[datetime], str]) -> str:  # noqa: ARG001 (told like the others)
    words = {"who": happened.who or _("Goodword"), "what": _what(happened), "to": happened.event.after}
    if not happened.event.after:
        return _("%(who)s put it back, and nobody owes it: %(what)s") % words
    return _("%(who)s handed over to %(to)s: %(what)s") % words


def _owed_again(happened: Happened, tell: Callable[[datetime], str]) -> str:  # noqa: ARG001 (told like the others)
    words = {"who": happened.who, "what": _what(happened)}
    if happened.who and not happened.event.by_customer:
        return _("%(who)s took it back, and it is owed again: %(what)s") % words
    return _("The reply did not arrive, so it is owed again: %(what)s") % words


def _reckoned(happened: Happened, tell: Callable[[datetime], str]) -> str:
    after = happened.time("after")
    words = {"what": _what(happened), "time": tell(after) if after and after < NEVER else _("later")}
    because = happened.event.facts.get("because")
    if because not in CHANGES:
        return (_("The clock goes on: %(what)s, due %(time)s") if after and after < NEVER else _PAUSED) % words
    if because == "policy":
        return _("Another policy counts now: %(what)s, due %(time)s") % words
    return _("The opening hours changed: %(what)s, due %(time)s now") % words


def _warned(happened: Happened, tell: Callable[[datetime], str]) -> str:  # noqa: ARG001 (told like the others)
    words = {"what": _what(happened)}
    return (_("The lead was warned: %(what)s") if happened.event.facts.get("lead") else _("Warned: %(what)s")) % words


def _due_told(happened: Happened, tell: Callable[[datetime], str]) -> str:
    due = happened.time("due")
    words = {"what": _what(happened), "time": tell(due) if due else ""}
    return _("They know by when: %(what)s, due %(time)s. Nothing moves that any more but another word.") % words


def _told(happened: Happened, tell: Callable[[datetime], str]) -> str:  # noqa: ARG001 (told like the others)
    words = {"who": happened.who or _("Goodword")}
    return _("%(who)s told them a solution: the clock is paused until they answer") % words


def _refused(happened: Happened, tell: Callable[[datetime], str]) -> str:  # noqa: ARG001 (told like the others)
    return _("That was not the solution yet: the clock goes on where it was paused")


def _thanks(happened: Happened, tell: Callable[[datetime], str]) -> str:  # noqa: ARG001 (told like the others)
    return _("Only thanks: no reply is owed.")


def _wanted(happened: Happened, tell: Callable[[datetime], str]) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s said that it wants an answer") % {"who": happened.who or _("Goodword")}


_SENTENCES: dict[str, Said] = {
    PromiseMade.kind: _made,
    PromiseGiven.kind: _given,
    PromiseKept.kind: _kept,
    PromiseOwedAgain.kind: _owed_again,
    PromiseRenegotiated.kind: _renegotiated,
    PromiseReleased.kind: _released,
    PromiseBroken.kind: _broken,
    PromiseReckoned.kind: _reckoned,
    PromiseWarned.kind: _warned,
    DueTimeTold.kind: _due_told,
    SolutionTold.kind: _told,
    SolutionRefused.kind: _refused,
    PromiseHandedOver.kind: _handed_over,
    ThanksNoticed.kind: _thanks,
    AnswerWanted.kind: _wanted,
}
