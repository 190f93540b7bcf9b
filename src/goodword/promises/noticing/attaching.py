"""Which time belongs to which commitment, within one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from goodword.promises.noticing.grammar import Grammar, Head
from goodword.promises.noticing.times import TimeWords, joined
from goodword.promises.noticing.tokens import Sentence

_SHORT = 5  # tokens that may stand between a time in front and the subject
_THAT = frozenset({"that", "que"})
_MARKS = frozenset({",", ";", ":", "-", "(", ")", "/", "•", "*", '"'})


@dataclass(frozen=True, slots=True)
class Bound:
    """A verb that carries a time: the tokens of both, from `start` to before `end`."""

    head: Head
    verb: int
    time: TimeWords
    start: int
    end: int


def bind(sentence: Sentence, heads: list[Head], times: list[TimeWords], grammar: Grammar) -> Iterator[Bound]:
    """Every verb of ours that carries a time."""
    free = _Free(sentence, times, grammar)
    for number, head in enumerate(heads):
        ends = heads[number + 1].start if number + 1 < len(heads) else len(sentence.tokens)
        if number + 1 < len(heads):
            ends = free.before_fronted(head.verb, ends)
        begins = heads[number - 1].verb + 1 if number else 0
        if head.is_ours:
            yield from _bound(sentence, head, (begins, ends), free, grammar)


def _bound(sentence: Sentence, head: Head, reach: tuple[int, int], free: "_Free", grammar: Grammar) -> Iterator[Bound]:
    fronted = free.fronted(reach[0], head.start)
    verbs = [head.verb, *_further_verbs(sentence, head.verb + 1, reach[1], grammar)]
    by_verb: dict[int, TimeWords] = {}
    for time in free.within(head.verb, reach[1]):
        verb = max((verb for verb in verbs if verb <= time.start), default=head.verb)
        by_verb[verb] = _one(by_verb[verb], time) if verb in by_verb else time
    if fronted is not None:
        first = min(by_verb, default=head.verb)
        by_verb[first] = _one(fronted, by_verb[first]) if first in by_verb else fronted
    for verb, time in by_verb.items():
        start = head.start if verb == head.verb or verb == min(by_verb) else verb
        end = time.end if time.end > verb else _clause_end(sentence, verb + 1, reach[1])
        yield Bound(head, verb, time, min(start, time.start), end)


def _one(time: TimeWords, other: TimeWords) -> TimeWords:
    """ "Tomorrow … at 3" is one time; of two that cannot be one, the first."""
    are_days = bool(time.when.days and other.when.days)
    when = None if are_days else joined(time.when, other.when, either=False)
    if when is None:
        return time
    return TimeWords(when, min(time.start, other.start), max(time.end, other.end), min(time.core, other.core))


def _further_verbs(sentence: Sentence, begins: int, ends: int, grammar: Grammar) -> Iterator[int]:
    for at in range(begins + 1, ends):
        if sentence.form(at - 1) in grammar.joins and grammar.is_verb(sentence, at):
            yield at


def _clause_end(sentence: Sentence, at: int, ends: int) -> int:
    while at < ends and sentence.form(at) not in _MARKS:
        at += 1
    return at


class _Free:
    """The times of a sentence that stand in no clause of another kind."""

    def __init__(self, sentence: Sentence, times: list[TimeWords], grammar: Grammar) -> None:
        self._sentence, self._grammar = sentence, grammar
        self._starts = {time.start: time for time in times}
        self._ends = {time.end: time for time in times}
        self._times = [time for time in times if not self._is_of_noun(time)]

    def within(self, begins: int, ends: int) -> list[TimeWords]:
        """Those between two tokens, without what belongs to a clause with another subject or to a noun."""
        blocked, at = False, begins
        found: list[TimeWords] = []
        while at < ends:
            time = self._starts.get(at)
            if time is not None:
                if not blocked and time in self._times and time.end <= ends:
                    found.append(time)
                at = max(time.end, at + 1)
                continue
            blocked = self._is_blocked_from(at, begins, was=blocked)
            at += 1
        return found

    def _is_blocked_from(self, at: int, begins: int, *, was: bool) -> bool:
        form = self._sentence.form(at)
        if form in self._grammar.joins and at > begins:
            return self._grammar.is_fact(self._sentence, at + 1) or (was and form not in _MARKS)
        return was or form in self._grammar.blocks or self._grammar.is_blocked(self._sentence, at)

    def before_fronted(self, begins: int, ends: int) -> int:
        """Where the next clause truly begins: before a time in front of it ("…, and by Friday you will")."""
        at = ends - 1 if self._sentence.form(ends - 1) == "," else ends
        time = self._ends.get(at) or self._ends.get(ends)
        if time is None or time.start <= begins + 1:
            return ends
        if self._sentence.form(time.start - 1) in self._grammar.joins | _THAT:
            return time.start
        return ends

    def fronted(self, begins: int, ends: int) -> TimeWords | None:
        """A time before the subject, with nothing between but small words."""
        for time in reversed(self._times):
            if time.start < begins or time.end > ends:
                continue
            before = self._sentence.form(time.start - 1)
            is_first = time.start == 0 or before in self._grammar.joins or before in _MARKS | _THAT
            gap = [self._sentence.form(at) for at in range(time.end, ends)]
            if (is_first and len(gap) <= 1) or ((is_first or not gap) and self._is_short(gap, time)):
                return time
        return None

    def _is_short(self, gap: list[str], time: TimeWords) -> bool:
        is_small = len(gap) <= _SHORT and not any(form in self._grammar.joins - {","} for form in gap)
        return is_small and not self._grammar.is_fact(self._sentence, time.end)

    def _is_of_noun(self, time: TimeWords) -> bool:
        """ "Your appointment on Friday", "Friday's delivery"."""
        sentence, grammar = self._sentence, self._grammar
        if sentence.form(time.end) == "'s" or sentence.form(time.end) in grammar.of_a_day:
            return True
        link, noun = sentence.form(time.start), sentence.form(time.start - 1)
        if noun in grammar.events:
            return link in grammar.time_links or time.start == time.core
        is_tied = time.start < time.core and link in grammar.event_links and bool(time.when.days)
        return is_tied and noun not in grammar.no_nouns and noun[:1].isalpha()
