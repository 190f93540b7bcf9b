"""Who a Spanish verb in the third person is about: it may be said before, after, or not at all."""

from enum import Enum, auto

from goodword.promises.noticing.spanish import vocabulary as v
from goodword.promises.noticing.spanish.forms import form_of
from goodword.promises.noticing.tokens import Sentence
from goodword.promises.noticing.wording import words

_FARTHEST = 10
_AFTER = 6
_MARKS = frozenset({",", ";", ":", "-", "(", ")", '"', "¿", "¡", "•", "*"})
_STOPS = frozenset({"que", "y", "e", "o", "pero", "si", "cuando", "porque", "asi", "pues", "donde"})
_ARTICLES = frozenset(
    {"el", "la", "los", "las", "un", "una", "su", "sus", "tu", "tus", "mi", "mis", "nuestro", "nuestra"}
)
_TIMES = words(
    "hoy manana lunes martes miercoles jueves viernes sabado domingo tarde noche semana dia dias hora horas mes",
    "par minutos minuto enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "mediodia medianoche fin final finales principios mediados resto transcurso",
)


class Who(Enum):
    """Whom a subject names."""

    CUSTOMER = auto()
    COLLEAGUE = auto()
    THING = auto()
    OTHERS = auto()
    UNSAID = auto()


def cluster_start(sentence: Sentence, verb: int) -> int:
    """Where the pronouns and "no" before a verb begin."""
    start = verb
    while start > 0 and sentence.form(start - 1) in v.CLITICS | v.NEGATIONS:
        start -= 1
    return start


def subject_of(sentence: Sentence, verb: int) -> tuple[Who, int]:
    """The subject of the verb at a token, and where the clause with it begins."""
    cluster = cluster_start(sentence, verb)
    last = cluster - 1
    while last >= 0 and sentence.form(last) in v.ADVERBS and last not in sentence.timed:
        last -= 1
    start = _noun_start(sentence, last)
    if start > last:
        return _after(sentence, verb), cluster
    forms = [sentence.form(at) for at in range(start, last + 1)]
    who = _who(sentence, start, forms)
    return (who, start) if who is not Who.UNSAID else (_after(sentence, verb), cluster)


def _noun_start(sentence: Sentence, last: int) -> int:
    start = last + 1
    for at in range(last, max(last - _FARTHEST, -1), -1):
        form = sentence.form(at)
        is_verb = form_of(form) is not None and sentence.form(at - 1) not in _ARTICLES | {"de", "por"}
        if form in _MARKS or form in _STOPS or is_verb or at in sentence.timed:
            break
        start = at
    return start


def _who(sentence: Sentence, start: int, forms: list[str]) -> Who:
    """By the noun that stands there; times such as "el viernes" are none."""
    if "usted" in forms or "ud" in forms or "ustedes" in forms or "tu" in forms[-1:]:
        return Who.CUSTOMER
    if "nadie" in forms or "ningun" in forms or "ninguno" in forms:
        return Who.OTHERS
    if not _OURS & set(forms) and _is_of_others(sentence, start, forms):
        return Who.OTHERS
    if _is_colleague(sentence, start, forms):
        return Who.COLLEAGUE
    is_said = any(form not in _TIMES and form not in _SMALL and form[0].isalpha() for form in forms)
    return Who.THING if is_said else Who.UNSAID


def _is_of_others(sentence: Sentence, start: int, forms: list[str]) -> bool:
    """ "Su seguro", "el banco", "el SAT"."""
    is_their_own = forms[0] in {"su", "tu"} and len(forms) > 1 and forms[1] in v.THEIR_OWN
    is_acronym = forms[-1] not in v.PEOPLE and _is_acronym(sentence, start + len(forms) - 1)
    return is_their_own or is_acronym or any(_is_among(form, v.OTHERS) for form in forms)


def _is_colleague(sentence: Sentence, start: int, forms: list[str]) -> bool:
    """ "Nuestra enfermera", "la doctora Ruiz", "Marta"."""
    if forms[-1] in _PRONOUNS or forms[0] in _TITLES or any(_is_among(form, v.PEOPLE) for form in forms):
        return True
    capitals = [at for at in range(start, start + len(forms)) if sentence.tokens[at].is_capitalized]
    is_first_name = len(forms) == 1 and forms[0] not in _TIMES | _SMALL
    return bool(capitals) and (capitals[-1] > 0 or is_first_name)


_OURS = frozenset({"nuestro", "nuestra", "nuestros", "nuestras", "casa"})
_PRONOUNS = frozenset({"el", "ella", "ellos", "ellas", "quien"})
_TITLES = frozenset({"dr", "dra", "don", "dona", "sr", "sra", "lic", "ing"})
_SMALL = _ARTICLES | words(
    "de a por para en antes mas tardar tarde este esta proximo primera que hola buenas buenos dias gracias",
    "mediodia ultima muy",
)


def _is_acronym(sentence: Sentence, at: int) -> bool:
    """ "El SAT"; not a sentence in capitals."""
    written = sentence.tokens[at].written
    return (
        len(written) > 1
        and written.isupper()
        and not sentence.tokens[(at + 1) % len(sentence.tokens)].written.isupper()
    )


def _is_among(form: str, nouns: frozenset[str]) -> bool:
    return form in nouns or form.removesuffix("s") in nouns


def _after(sentence: Sentence, verb: int) -> Who:
    """ "Le llamará la doctora"."""
    for at in range(verb + 1, min(verb + _AFTER, len(sentence.tokens))):
        form = sentence.form(at)
        if form in _MARKS or form in _STOPS:
            break
        if _is_among(form, v.OTHERS):
            return Who.OTHERS
        if _is_among(form, v.PEOPLE) and sentence.form(at - 1) not in {
            "con",
            "a",
            "de",
            "por",
        }:
            return Who.COLLEAGUE
        if form in {"usted", "ud", "ustedes"} and sentence.form(at - 1) not in {"a", "con", "de", "para"}:
            return Who.CUSTOMER
    return Who.UNSAID
