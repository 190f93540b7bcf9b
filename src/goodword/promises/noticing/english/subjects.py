"""Who an English clause is about: us, the customer, somebody of the house, a thing, or somebody else."""

from enum import Enum, auto

from goodword.promises.noticing.english import vocabulary as v
from goodword.promises.noticing.tokens import Sentence
from goodword.promises.noticing.wording import words

_FARTHEST, _LONGEST_ASIDE = 14, 7
_MARKS = frozenset({",", ";", ":", "-", "(", ")", '"', "•", "*", "/"})
_STOPS = words(
    "and but or so that because if when once then before after while since as than until unless whether hope",
    "promise guarantee sure know said says told think believe confirm assure",
)
_FIRST, _THINGS = frozenset({"i", "we"}), words("it this that these those everything which both all none")
_SOMEONE = words("someone somebody everyone anybody anyone he she they who")


_OUR_THINGS = words(
    "order website site system sale offer promotion event hours phones prices",
)


_OUR = frozenset({"our", "my"})
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "someone", "somebody"})
_THEIR_OWN = words(
    "doctor doctors physician provider pharmacy dentist therapist office",
)


class Who(Enum):
    """Whom a subject names."""

    US = auto()
    CUSTOMER = auto()
    COLLEAGUE = auto()
    THING = auto()
    OTHERS = auto()
    NOBODY = auto()


def is_adverb(form: str) -> bool:
    """ "Also", "definitely"; not "reply"."""
    return form in v.PLAIN_ADVERBS or (form.endswith("ly") and form not in v.NO_ADVERBS)


def subject_before(sentence: Sentence, at: int) -> tuple[Who, int]:
    """The subject that ends before a token, and the token where it begins."""
    last = at - 1
    while last > 0 and is_adverb(sentence.form(last)) and last not in sentence.timed:
        last -= 1
    form = sentence.form(last)
    if form == "," and (aside := _aside_before(sentence, last)):
        return subject_before(sentence, aside)
    if last < 0 or last in sentence.timed or (form in _MARKS | _STOPS - {"that"}):
        return Who.NOBODY, at
    if form in _FIRST:
        return Who.US, last
    if form == "you":
        return (Who.NOBODY, at) if sentence.form(last - 1) == "thank" else (Who.CUSTOMER, last)
    if form in _THINGS:
        return Who.THING, last
    if form in _SOMEONE:
        return _pronoun(sentence, last)
    return _noun_before(sentence, last)


def _aside_before(sentence: Sentence, at: int) -> int:
    """Where an aside begins that ends at a comma: "our installer, Joe, will"; 0 where there is none."""
    commas = (number for number in range(at - 1, max(at - _LONGEST_ASIDE, 0), -1) if sentence.form(number) == ",")
    return next(commas, 0)


def _pronoun(sentence: Sentence, at: int) -> tuple[Who, int]:
    """ "They" are others where the sentence names others before."""
    is_others = any(sentence.form(number) in v.OTHERS for number in range(at))
    return (Who.OTHERS if is_others else Who.COLLEAGUE), at


def _noun_before(sentence: Sentence, last: int) -> tuple[Who, int]:
    """Back over "the refund for your order" to its first word."""
    start = last
    for at in range(last, max(last - _FARTHEST, -1), -1):
        form = sentence.form(at)
        if (
            at in sentence.timed
            or form in _MARKS
            or form in _STOPS
            or (form in v.BE and form != "'s")
            or form in {"you", "i", "we"}
        ):
            break
        start = at
        if form in v.DETERMINERS and sentence.form(at - 1) not in v.PREPOSITIONS:
            break
    return _who(sentence, start, last), start


def _is_acronym(sentence: Sentence, at: int) -> bool:
    """ "DVLA will answer"; not "HR will", nor a sentence in capitals."""
    written, following = sentence.tokens[at].written, sentence.tokens[min(at + 1, len(sentence.tokens) - 1)].written
    is_one = len(written) > 1 and written.isupper() and not following.isupper()
    return is_one and written not in {"IT", "HR", "QA", "PT", "OT", "ER"}


def _who(sentence: Sentence, start: int, last: int) -> Who:
    forms = [sentence.form(at) for at in range(start, last + 1)]
    first = forms[0]
    cut = next((number for number, form in enumerate(forms) if number and form in v.PREPOSITIONS), len(forms))
    noun = forms[cut - 1]
    is_colleague = _is_colleague(forms, noun)
    if noun in v.RUNNING_BY_ITSELF or first in v.NOBODY or (start == last and _is_acronym(sentence, start)):
        return Who.OTHERS
    if any(form in v.OTHERS for form in forms[:cut]) and not (is_colleague and first in _OUR):
        return Who.OTHERS
    if first == "your" and noun in _THEIR_OWN:
        return Who.OTHERS
    is_named = sentence.tokens[start].is_capitalized and start > 0
    is_called = sentence.tokens[last].is_capitalized and cut == len(forms)
    if is_colleague or (first not in v.DETERMINERS and (is_named or is_called)):
        return Who.COLLEAGUE
    return Who.THING


def _is_colleague(forms: list[str], noun: str) -> bool:
    """ "Our driver", "one of our people", "someone from billing"."""
    first = forms[0]
    if first in _OUR:
        return noun not in _OUR_THINGS
    if first == "one" and _OUR & set(forms):
        return True
    is_one_of_them = first in {"one", "a", "another"} and bool(v.PEOPLE & set(forms))
    return noun in v.PEOPLE or is_one_of_them or first in _TITLES
