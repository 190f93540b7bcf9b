"""Whether a commitment holds as it stands: not if it depends on something, is doubted, asked or only reported."""

from goodword.promises.noticing.grammar import Grammar, Head, phrase_at
from goodword.promises.noticing.tokens import Sentence


def binds_us(sentence: Sentence, head: Head, heads: list[Head], grammar: Grammar) -> bool:
    """Whether the clause of this head is a plain promise."""
    return not (
        _is_conditional(sentence, head, heads, grammar)
        or _is_doubted(sentence, head, grammar)
        or _is_reported(sentence, head, grammar)
        or grammar.asks(sentence, head)
    )


def _segment_start(sentence: Sentence, at: int, grammar: Grammar) -> int:
    """Past the last "but" or ";" before a token."""
    while at > 0 and sentence.form(at - 1) not in grammar.turns:
        at -= 1
    return at


def _is_conditional(sentence: Sentence, head: Head, heads: list[Head], grammar: Grammar) -> bool:
    for at in _conditions(sentence, _segment_start(sentence, head.start, grammar), head.start, grammar):
        is_fronted = at == 0 or sentence.form(at - 1) in grammar.joins or sentence.form(at - 1) in grammar.turns
        before = [one for one in heads if one.is_ours and one.verb < at]
        if is_fronted or not before:
            return True
    following = min((one.start for one in heads if one.start > head.verb), default=len(sentence.tokens))
    for at in _conditions(sentence, head.verb, following, grammar):
        opens_next = following < len(sentence.tokens) and sentence.form(at - 1) in grammar.joins
        if sentence.form(at - 1) in grammar.joins - {",", "-", "("} or opens_next:
            continue  # "…, and if you need more, …"
        return True
    return False


def _conditions(sentence: Sentence, begins: int, ends: int, grammar: Grammar) -> list[int]:
    return [
        at
        for at in range(begins, ends)
        if phrase_at(sentence, at, grammar.conditions) and not grammar.is_no_condition(sentence, at)
    ]


def _clause_start(sentence: Sentence, at: int, grammar: Grammar) -> int:
    while at > 0 and sentence.form(at - 1) not in grammar.joins and sentence.form(at - 1) not in grammar.turns:
        at -= 1
    return at


def _is_doubted(sentence: Sentence, head: Head, grammar: Grammar) -> bool:
    own = begins = _clause_start(sentence, head.start, grammar)
    if begins == head.start and sentence.form(begins - 1) == ",":  # "Perhaps, we will …"
        begins = _clause_start(sentence, begins - 1, grammar)
    if any(sentence.form(at) in grammar.doubts for at in range(begins, head.verb + 1)):
        return True
    before = {sentence.form(at) for at in range(own, head.start)}
    return bool(before & grammar.denials) and not before & grammar.no_denials


def _is_reported(sentence: Sentence, head: Head, grammar: Grammar) -> bool:
    """ "He said you will have it Friday", but not "as I said, …"."""
    begins = _clause_start(sentence, head.start, grammar)
    if sentence.form(begins - 1) == ":":
        begins = _clause_start(sentence, begins - 1, grammar)
    for at in range(begins, head.start):
        if sentence.form(at) in grammar.reports:
            return not any(phrase_at(sentence, before, grammar.own_reports) for before in range(begins, at))
    return False
