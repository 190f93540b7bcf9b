"""What keeps an English promise: a call, an answer, or something else."""

from goodword.promises.noticing.english import vocabulary as v
from goodword.promises.noticing.grammar import Kind
from goodword.promises.noticing.tokens import Sentence
from goodword.promises.noticing.wording import words

_PASSIVE = words(
    "called phoned telephoned contacted answered notified informed emailed texted",
)
_BACK = frozenset({"back", "touch"})


def kind_of(sentence: Sentence, verb: int, end: int) -> Kind:
    """By the verb at a token; where it only leads to another, or is light, by what follows up to `end`."""
    form = sentence.form(verb)
    if form in {"reach", "contact", "get", "try"} and "phone" in {sentence.form(at) for at in range(verb, end)}:
        return Kind.CALLBACK
    if form == "be" and sentence.form(verb + 1) in _PASSIVE:
        return _of_verb(sentence, verb + 1) or Kind.OTHER
    kind = _of_verb(sentence, verb)
    if kind is not None:
        return kind
    if form in v.LIGHT:
        found = _of_nouns(sentence, verb + 1, end)
        if found is not None:
            return found
    if form in v.LEADING:
        return next((kind for at in range(verb + 1, end) if (kind := _of_verb(sentence, at))), Kind.OTHER)
    return Kind.OTHER


def _of_verb(sentence: Sentence, at: int) -> Kind | None:
    form, following = sentence.form(at), sentence.form(at + 1)
    if form in v.CALL_VERBS and sentence.form(at - 1) not in {"a", "the", "your"}:
        return Kind.CALLBACK
    if form == "return" and sentence.form(at + 2) in v.CALL_NOUNS:
        return Kind.CALLBACK
    if form in {"talk", "speak", "talking", "speaking"} and following in {"to", "with"}:
        return Kind.CALLBACK if sentence.form(at + 2) == "you" else None
    if form == "reach" and following != "out" and not {"i", "we"} & {sentence.form(at - 2), sentence.form(at - 3)}:
        return None
    if form in v.REPLY_VERBS and sentence.form(at - 1) not in {"a", "the", "your", "an", "my", "our"}:
        return Kind.REPLY
    if form in {"get", "getting", "be", "come", "write", "circle", "go", "report"}:
        near = {following, sentence.form(at + 2)}
        return Kind.REPLY if near & _BACK and sentence.form(at + 2) in {"to", "with", "in", "touch"} else None
    if form in {"let", "letting"} and following not in {"me", "us"}:
        return Kind.REPLY if "know" in {sentence.form(at + number) for number in (2, 3, 4, 5)} else None
    return None


def _of_nouns(sentence: Sentence, begins: int, ends: int) -> Kind | None:
    """ "Give you a ring", "have an answer"; the first noun that tells, before another clause."""
    for at in range(begins, ends):
        form = sentence.form(at)
        if form in v.CALL_NOUNS:
            return Kind.CALLBACK
        if form in v.REPLY_NOUNS:
            return Kind.REPLY
        if form in {"and", "with", "about", "that", "for", "in"} and at > begins:
            return None
    return None
