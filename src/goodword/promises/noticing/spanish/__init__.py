"""Commitments in Spanish."""

from goodword.promises.noticing.grammar import Grammar, Head, phrase_at, phrases
from goodword.promises.noticing.spanish import forms, verbs
from goodword.promises.noticing.spanish import vocabulary as v
from goodword.promises.noticing.spanish.heads import heads
from goodword.promises.noticing.spanish.kinds import kind_of
from goodword.promises.noticing.tokens import Sentence
from goodword.promises.noticing.wording import words

_JOINS = frozenset(
    {",", ";", ":", "-", "(", ")", "y", "e", "pero", "o", "asi", '"', "¡", "¿", "•", "*", "u", "entonces"}
)
_CONDITIONS = phrases(
    "si | cuando | en cuanto | una vez | tan pronto | siempre que | siempre y cuando | a menos que | salvo que | "
    "en caso de | de ser asi | a el recibir | tras recibir | despues de recibir | despues de que | luego de que | "
    "luego de recibir | a no ser que | a lo mejor | despues que | luego que | hasta no | en el caso de | "
    "con tal de que | hasta que | mientras | apenas | ni bien | no bien | nomas | a partir de que | "
    "a partir de la | desde que | dependiendo | con tal | de lo contrario | caso contrario | en el momento en que "
    "| desde la | tras la | previa | previo | de confirmarse | como no | de haber | segun | sujeto a | "
    "condicionado | en funcion de | con la condicion | de no | como me | excepto que | tan luego | donde | "
    "de llegar | de recibir | de aprobarse",
)
_POSSIBLE = phrases(
    "en cuanto pueda | en cuanto podamos | tan pronto como pueda | tan pronto como podamos | tan pronto como sea "
    "| en cuanto a | una vez mas | si es posible | si dios | en cuanto me sea | en cuanto nos sea | apenas pueda",
)
_ASKED = words(
    "ver saber confirmar decir avisar verificar revisar preguntar comprobar averiguar consultar mirar comunicar",
    "informar checar indicar responder contestar comentar escribir",
)
_NEAR, _BEFORE = 6, 10


def _is_no_condition(sentence: Sentence, at: int) -> bool:
    """ "Sí", "ver si", "cuándo", "en cuanto pueda", "incluso si"."""
    token = sentence.tokens[at]
    if phrase_at(sentence, at, _POSSIBLE) or sentence.form(at - 1) in {"incluso", "aun", "aunque"}:
        return True
    if token.form == "si":
        is_yes = "í" in token.written.lower() or (at == 0 and sentence.form(1) in {",", "senora", "senor", "claro"})
        return is_yes or sentence.form(at - 1) in {"como", "eso", "que"} or _is_told(sentence, at)
    if token.form == "como" and at > 0:
        return True
    if token.form in {"cuando", "donde", "segun"}:
        is_asked = "á" in token.written or "ó" in token.written
        return (
            is_asked
            or (sentence.form(at + 1) in {"lo", "me", "mucho", "menos"} and token.form == "segun")
            or (token.form == "donde")
        )
    return token.form == "desde" and sentence.form(at + 2) in {"manana", "tarde", "oficina", "tienda", "clinica"}


def _is_told(sentence: Sentence, at: int) -> bool:
    for before in range(at - 1, max(at - _BEFORE, -1), -1):
        form = sentence.form(before)
        found = forms.form_of(form)
        infinitive = found.verb if found is not None else forms.infinitive_of(form)
        if infinitive in _ASKED:
            return True
        if form in _JOINS:
            return False
    return False


def _is_verb(sentence: Sentence, at: int) -> bool:
    """Another infinitive after "voy a": "revisarlo y llamarle"."""
    return forms.infinitive_of(sentence.form(at)) in verbs.INFINITIVES


def _is_fact(sentence: Sentence, at: int) -> bool:
    """A clause of its own, such as "mañana estamos cerrados"."""
    for number in range(at, at + _NEAR + 1):
        form = sentence.form(number)
        if form in v.FINITE:
            return True
        if form in _JOINS and number > at:
            return False
    return False


def _is_blocked(sentence: Sentence, at: int) -> bool:
    following = at + 1
    while sentence.form(following) in v.CLITICS | {"usted", "ya"}:
        following += 1
    wished = forms.FORMS.get(sentence.form(following))
    if wished is not None and wished.tense == "deseo" and wished.verb in verbs.RECEIVING | verbs.HAPPENING:
        return False  # "para que lo tenga mañana"
    return sentence.form(at) == "que" and sentence.form(at - 1) not in {"tener", "tendre", "mas", "asi", "semana", "de"}


def _asks(sentence: Sentence, head: Head) -> bool:
    """A question, unless it is only hung on: "le llamo mañana, ¿vale?"."""
    if any(sentence.form(at) == "¿" for at in range(head.verb)):
        return True
    if not sentence.asks or any(token.form == "¿" for token in sentence.tokens):
        return False
    last = max((at for at, token in enumerate(sentence.tokens) if token.form in {",", "-", ";"}), default=0)
    return last <= head.verb or len(sentence.tokens) - last > _NEAR


SPANISH = Grammar(
    heads=heads,
    kind=kind_of,
    is_verb=_is_verb,
    is_fact=_is_fact,
    asks=_asks,
    conditions=_CONDITIONS,
    is_no_condition=_is_no_condition,
    joins=_JOINS,
    turns=frozenset({"pero", ";"}),
    blocks=words("porque pues quien cual cuyo aunque mientras donde"),
    is_blocked=_is_blocked,
    doubts=words("quiza quizas posiblemente acaso podria podriamos puede"),
    denials=words("imposible dudo"),
    no_denials=words(""),
    reports=words(
        "dijo dice dijeron comento escribio prometio indico informo aseguro pidio comentaron afirma prometieron",
    ),
    own_reports=phrases(
        "como le | como te | como ya | como me",
    ),
    events=v.EVENTS,
    of_a_day=v.EVENTS,
    no_nouns=v.NO_NOUNS,
    event_links=words("de"),
    time_links=words("de el para a en"),
)
