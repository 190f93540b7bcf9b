"""How a customer's letter is read: sentences, what complains in them, and whether the letter says that it does not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodword.playbook.can_do.wording import Phrases
from goodword.promises.noticing.languages import leaning
from goodword.promises.noticing.tokens import Sentence, sentences
from goodword.recovery.noticing.cues import Cue, Wording
from goodword.recovery.noticing.english import ENGLISH
from goodword.recovery.noticing.spanish import SPANISH

LONGEST = 20_000  # characters that are read: who complains does so before that
_LONGEST_WORDS = 120
_WORDINGS = {"en": ENGLISH, "es": SPANISH}
_LEAD = 4  # words before a cue in which a phrase begins that turns its meaning
_ENOUGH, _HINT, _NEEDED = 2, 1, 2
_ORDER = list(Cue)
_REST_OF_WORD = re.compile(r"(?:[-–]\w+)+")  # "eighty-one": a clause that ends at its dash ends after it
_BEYOND = {Cue.SAID, Cue.OUTSIDE, Cue.LEAVING}  # these name others, and mean us


@dataclass(frozen=True, slots=True)
class Noticed:
    """What complains in a letter, and where it stands in its text; nowhere (0 to 0) for its subject."""

    cue: Cue
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A cue in a sentence, by its tokens."""

    cue: Cue
    weight: int
    sentence: Sentence
    wording: Wording
    first: int
    last: int


def notice_complaint(text: str, subject: str = "", language: str = "") -> Noticed | None:
    """The words of a letter that say most plainly that it complains of us; None where it does not.

    `language` is "en" or "es"; without it each sentence tells. Quoted text is not read.
    """
    before = f"{subject.strip()}\n\n" if subject.strip() else ""
    whole = before + text[:LONGEST]
    read = list(_in_languages(list(sentences(whole)), language))
    if any(wording.automatic.stand_in(one) or wording.settled.stand_in(one) for one, wording in read):
        return None
    found = [cue for sentence, wording in read for cue in _cues(sentence, wording)]
    calm = sum(wording.calm.stand_in(sentence) for sentence, wording in read)
    if _weight(found) - calm < _NEEDED:
        return None
    best = min(found, key=lambda one: (-one.weight, _ORDER.index(one.cue)))
    return _shown(whole, best, len(before))


def _weight(found: Sequence[_Found]) -> int:
    """Cues that are enough count each; of the hints of one kind one does for each sentence, and *again* but once."""
    hints = {(one.cue, one.cue == Cue.AGAIN or id(one.sentence)) for one in found if one.weight == _HINT}
    return len(hints) + sum(one.weight for one in found if one.weight == _ENOUGH)


def _in_languages(said: Sequence[Sentence], language: str) -> Iterator[tuple[Sentence, Wording]]:
    """Each sentence with the wording of its language; where nothing in the text tells, with both."""
    if language in _WORDINGS:
        yield from ((sentence, _WORDINGS[language]) for sentence in said)
        return
    scores = [leaning(sentence) for sentence in said]
    of_text = sum(scores)
    for sentence, score in zip(said, scores, strict=True):
        told = score or of_text
        if told >= 0:
            yield sentence, ENGLISH
        if told <= 0:
            yield sentence, SPANISH


def _cues(sentence: Sentence, wording: Wording) -> Iterator[_Found]:
    """The cues of a sentence that mean what they say; what is enough is no hint as well."""
    taken: list[tuple[int, int]] = []
    for weight, kinds in ((_ENOUGH, wording.enough), (_HINT, wording.hints)):
        for cue, phrases in kinds.items():
            for first, last in phrases.within(sentence):
                is_taken = any(first < end and start < last for start, end in taken)
                is_asked = weight == _HINT and _is_asked(sentence, wording, first)
                if not is_taken and not is_asked and not _is_turned(sentence, wording, cue, first, last):
                    taken.append((first, last))
                    yield _Found(cue, weight, sentence, wording, first, last)


def _is_asked(sentence: Sentence, wording: Wording, first: int) -> bool:
    """What is asked gives no hint, but for why; also where a Spanish question begins later in the sentence."""
    if wording.wondering.stand_in(sentence, 0, first):
        return False
    return "¿" in sentence.forms[:first] if "¿" in sentence.forms else sentence.asks


def _is_turned(sentence: Sentence, wording: Wording, cue: Cue, first: int, last: int) -> bool:
    """Whether it is denied, only a case that is thought of, or said of somebody who is not us."""
    start = _clause(sentence, wording, first)[0]
    if cue not in _BEYOND:
        if not wording.conditions.isdisjoint(sentence.forms[start:first]):
            return True
        if _is_of_others(sentence, wording, start, first):
            return True
    return _stands_over(wording.not_so, sentence, first, last)


def _is_of_others(sentence: Sentence, wording: Wording, start: int, first: int) -> bool:
    """Others stand before the cue in its clause, or anywhere in a sentence that does not speak to us."""
    if wording.others.stand_in(sentence, start, first):
        return wording.to_us.isdisjoint(sentence.forms[start:first])
    return wording.others.stand_in(sentence) and wording.to_us.isdisjoint(sentence.forms)


def _stands_over(phrases: Phrases, sentence: Sentence, first: int, last: int) -> bool:
    """Whether such a phrase reaches into the cue, or follows at once."""
    upto = min(last + 1, len(sentence.forms))
    return any(end > first for _at, end in phrases.within(sentence, max(first - _LEAD, 0), upto))


def _clause(sentence: Sentence, wording: Wording, at: int) -> tuple[int, int]:
    """From where to where the clause of a token goes."""
    start, end = at, at + 1
    while start > 0 and sentence.forms[start - 1] not in wording.turns:
        start -= 1
    while end < len(sentence.forms) and sentence.forms[end] not in wording.turns:
        end += 1
    return start, end


def _shown(whole: str, found: _Found, offset: int) -> Noticed:
    """The cue with its clause, as far as it is read at a glance."""
    tokens = found.sentence.tokens
    first, last = _clause(found.sentence, found.wording, found.first)
    start, end = tokens[first].start, tokens[max(last, found.last) - 1].end
    if tokens[found.last - 1].end - start > _LONGEST_WORDS:
        start = tokens[found.first].start
    if end - start > _LONGEST_WORDS:
        end = max(whole.rfind(" ", start, start + _LONGEST_WORDS), tokens[found.first].end)
    elif rest := _REST_OF_WORD.match(whole, end):
        end = rest.end()
    if start < offset:
        return Noticed(found.cue, whole[:offset].strip(), 0, 0)
    return Noticed(found.cue, whole[start:end], start - offset, end - offset)
