"""How a letter is read: sentences, the noes in them, and whether anything in the letter answers them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodword.playbook.can_do.english import ENGLISH
from goodword.playbook.can_do.spanish import SPANISH
from goodword.playbook.can_do.wording import Wording
from goodword.promises.noticing.languages import leaning
from goodword.promises.noticing.tokens import Sentence, sentences

LONGEST = 200_000  # characters that are read
MOST = 20  # noes that are told
_LONGEST_WORDS = 80
_WORDINGS = {"en": ENGLISH, "es": SPANISH}
_LEAST = 3  # words after "but" that say something
_LEAD = 5  # words before a no that may turn its meaning


@dataclass(frozen=True, slots=True)
class No:
    """Words that say no, and where they stand in the text."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Said:
    """A no in a sentence, by its tokens."""

    sentence: Sentence
    wording: Wording
    first: int
    last: int


def left_with_no(text: str, language: str = "") -> list[No]:
    """The noes of a letter that offers nothing instead; none once it names an alternative, who sees to it, or when.

    `language` is "en" or "es"; without it each sentence tells.
    """
    text = text[:LONGEST]
    said = list(sentences(text))
    read = [_read(sentence, wording) for sentence, wording in _in_languages(said, language)]
    noes = [no for _sentence, _wording, own in read for no in own]
    if not noes or any(_answers(sentence, wording, own) for sentence, wording, own in read):
        return []
    return [_shown(text, no) for no in noes[:MOST]]


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


def _read(sentence: Sentence, wording: Wording) -> tuple[Sentence, Wording, list[_Said]]:
    return sentence, wording, list(_noes(sentence, wording))


def _noes(sentence: Sentence, wording: Wording) -> Iterator[_Said]:
    end = 0
    for first, last in wording.noes.within(sentence):
        if first >= end and not _is_asked(sentence, first) and not _is_turned(sentence, wording, first):
            end = last
            yield _Said(sentence, wording, first, last)


def _is_asked(sentence: Sentence, first: int) -> bool:
    """ "Why can't you log in?", also where a Spanish question begins later in the sentence."""
    return "¿" in sentence.forms[:first] if "¿" in sentence.forms else sentence.asks


def _is_turned(sentence: Sentence, wording: Wording, first: int) -> bool:
    """Whether it is no no: a turn of phrase, denied itself, or only the case that something is for."""
    start = _clause(sentence, wording, first)[0]
    if not wording.conditions.isdisjoint(sentence.forms[start:first]):
        return True
    if wording.commands.at(sentence, first) and first == start:
        return True
    return any(last >= first for _at, last in wording.no_noes.within(sentence, max(first - _LEAD, 0), first + 1))


def _clause(sentence: Sentence, wording: Wording, at: int) -> tuple[int, int]:
    """From where to where the clause of a token goes."""
    start, end = at, at + 1
    while start > 0 and sentence.forms[start - 1] not in wording.turns:
        start -= 1
    while end < len(sentence.forms) and sentence.forms[end] not in wording.turns:
        end += 1
    return start, end


def _answers(sentence: Sentence, wording: Wording, own: Sequence[_Said]) -> bool:
    """Whether the sentence offers something, says who does what, or when."""
    if wording.courtesy.stand_in(sentence):
        return False
    if sentence.asks:
        return True
    return (
        _offers(sentence, wording, own)
        or any(head.is_ours and _is_owned(sentence, wording, head.verb, own) for head in wording.heads(sentence))
        or any(_goes_on(sentence, wording, no) for no in own)
        or any(wording.until.stand_in(sentence, no.first) for no in own)
        or _is_timed(sentence, wording, own)
    )


def _offers(sentence: Sentence, wording: Wording, own: Sequence[_Said]) -> bool:
    return any(
        not wording.no_answers.at(sentence, first) and not any(no.first <= first < no.last for no in own)
        for first, _last in wording.answers.within(sentence)
    )


def _goes_on(sentence: Sentence, wording: Wording, no: _Said) -> bool:
    """ "We can't, but …": with what can be done, unless that is another no, or thanks."""
    after = next((at for at in range(no.last, len(sentence.forms)) if sentence.forms[at] in wording.buts), None)
    if after is None or len(sentence.forms) - after <= _LEAST:
        return False
    return not wording.noes.stand_in(sentence, after) and not wording.thanks.stand_in(sentence, after)


def _is_owned(sentence: Sentence, wording: Wording, verb: int, own: Sequence[_Said]) -> bool:
    is_in_no = any(no.first <= verb <= no.last for no in own)
    return not is_in_no and sentence.form(verb) not in wording.idle


def _is_timed(sentence: Sentence, wording: Wording, own: Sequence[_Said]) -> bool:
    """Whether a clause that says no no has a time that is still to come."""
    for first, _last in wording.times.within(sentence):
        start, end = _clause(sentence, wording, first)
        says_no = any(start <= no.first < end for no in own)
        if not says_no and not wording.past.stand_in(sentence, start, end):
            return True
    return False


def _shown(text: str, no: _Said) -> No:
    """The no with its clause, as far as it is read at a glance."""
    tokens = no.sentence.tokens
    first, last = _clause(no.sentence, no.wording, no.first)
    start, end = tokens[first].start, tokens[max(last, no.last) - 1].end
    if tokens[no.last - 1].end - start > _LONGEST_WORDS:
        start = tokens[no.first].start
    if end - start > _LONGEST_WORDS:
        end = max(text.rfind(" ", start, start + _LONGEST_WORDS), tokens[no.first].end)
    return No(text[start:end], start, end)
