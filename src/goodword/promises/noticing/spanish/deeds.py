"""Whether what a Spanish verb says of its subject is something that we do for the customer."""

import re

from goodword.promises.noticing.spanish import forms, verbs
from goodword.promises.noticing.spanish import vocabulary as v
from goodword.promises.noticing.spanish.forms import Form
from goodword.promises.noticing.spanish.subjects import Who, cluster_start
from goodword.promises.noticing.tokens import Sentence
from goodword.promises.noticing.wording import words


def ends_time(form: str) -> bool:
    """Whether the word may end a time: "el lunes", "a las 9:30"."""
    return form[:1].isdigit() or form in {
        "horas",
        "hora",
        "mediodia",
        "mes",
        "semana",
        "dia",
        "dias",
        "media",
        "viene",
        "manana",
        "hoy",
        "tarde",
        "noche",
        "lunes",
        "martes",
        "miercoles",
        "jueves",
        "viernes",
        "sabado",
    }


def is_deed(sentence: Sentence, at: int, form: Form) -> bool:
    """Whether it is something that we do for the customer."""
    following = sentence.form(at + 1)
    if form.verb == "estar":
        return is_being_of_use(sentence, at)
    if form.verb == "tener":
        if following in {"que", "cerrado", "previsto", "pensado"}:
            return following != "cerrado"
        return form.tense == "futuro" or sentence.form(at - 1) in v.CLITICS
    if form.verb in verbs.STATES and not (form.verb == "quedar" and following in {"en", "de"}):
        return False
    if form.tense == "ahora":
        return _is_meant_for_later(sentence, at, form)
    return True


def is_being_of_use(sentence: Sentence, at: int) -> bool:
    """ "Estaré allí", "estaremos enviando", "estoy con usted"; not "estaremos cerrados"."""
    form, following = sentence.form(at + 1), sentence.form(at + 2)
    if forms.is_gerund(form):
        return True
    if (
        form in {"alli", "ahi", "alla"}
        or (form == "con" and following in {"usted", "ustedes", "vos"})
        or form == "contigo"
    ):
        return True
    return (form == "en" and following in {"su", "tu", "contacto", "comunicacion"}) or (
        form == "de" and following == "vuelta"
    )


def _is_meant_for_later(sentence: Sentence, at: int, form: Form) -> bool:
    """The present that stands for the future: "le llamo mañana"; not "le escribo para …", "le confirmo que …"."""
    following, then = sentence.form(at + 1), sentence.form(at + 2)
    if form.verb in verbs.TELLING | verbs.CALLING | {"enviar", "mandar", "adjuntar", "recordar", "remitir"}:
        is_after_time = ends_time(sentence.form(cluster_start(sentence, at) - 1))
        if not is_after_time and _is_performed(following, then):
            return False
    if (form.verb == "ver" and sentence.form(at - 1) == "nos") or (form.verb == "acabar" and following == "de"):
        return False
    if form.verb in {"seguir", "pedir", "ofrecer", "recordar"} and following in {
        "que",
        "a",
        "disculpas",
        "perdon",
        "esperando",
    }:
        return False
    if sentence.form(at).endswith(("amos", "imos")) and _is_of_past(sentence, at):
        return False
    is_done = "ya" in {sentence.form(number) for number in range(max(at - 3, 0), at)} and sentence.form(at).endswith(
        "mos"
    )
    return not is_done


_FAR = 12
_PAST = re.compile(r"(?:ó|aban|aron|ieron)$")


def _is_of_past(sentence: Sentence, at: int) -> bool:
    """ "Mandó", "faltaban": then "le marcamos" is past as well; not "le avisamos si ya quedó"."""
    near = sentence.tokens[max(at - _FAR, 0) : at + _FAR]
    return all(token.form != "si" for token in near) and any(_PAST.search(token.written) for token in near)


def _is_performed(following: str, then: str) -> bool:
    """ "Le escribo para …", "le confirmo que …", "le llamo por su pedido": it is done by saying it."""
    if following == "para":
        return then not in _OF_TIME and not then[:1].isdigit()
    return following in v.PERFORMED or then in v.PERFORMED_WITH.get(following, ())


_OF_TIME = words(
    "el la las los manana hoy esta este antes mediodia lunes martes miercoles jueves viernes sabado",
)


def is_kept_by_us(sentence: Sentence, at: int, form: Form, who: Who, clitics: set[str]) -> bool:
    if who is Who.OTHERS or clitics & {"nos", "me"}:
        return False
    if who is Who.COLLEAGUE:
        return form.verb not in verbs.STATES - {"estar", "quedar"} and (
            form.verb != "estar" or is_being_of_use(sentence, at) or _is_ready(sentence, at + 1)
        )
    if form.verb in verbs.RECEIVING and _is_received(sentence, at, form, clitics):
        return True
    return who is not Who.CUSTOMER and _happens(sentence, at, form, who, clitics)


def _happens(sentence: Sentence, at: int, form: Form, who: Who, clitics: set[str]) -> bool:
    """ "Llegará", "queda listo", "se le enviará": what comes of what we do."""
    if form.verb in {"estar", "quedar", "ser"}:
        return _is_ready(sentence, at + 1) and (form.tense == "futuro" or form.verb != "ser")
    if form.verb in verbs.HAPPENING:
        return form.verb not in {"ir", "venir", "volver"} or who is Who.THING
    if form.tense == "futuro":
        is_known = form.verb in verbs.INFINITIVES or "se" in clitics
        return bool(clitics) and is_known and form.verb not in verbs.STATES
    if "se" in clitics and form.verb in verbs.DOING - verbs.STATES:
        return True
    return who is Who.UNSAID and bool(clitics & {"le", "les", "te", "os"}) and _names_colleague(sentence, at)


def _names_colleague(sentence: Sentence, at: int) -> bool:
    """ "I spoke with the driver, and tomorrow he brings it": who was named before."""
    before = {sentence.form(number) for number in range(at)}
    return bool(before & v.PEOPLE) and not before & v.OTHERS


def _is_received(sentence: Sentence, at: int, form: Form, clitics: set[str]) -> bool:
    """ "Lo tendrá", "recibirá", "lo tiene mañana"; not "tendrá que", "tiene hasta el lunes"."""
    following = sentence.form(at + 1)
    if following in {"que", "hasta", "como"} or (form.verb == "contar" and following != "con"):
        return False
    if form.tense == "futuro":
        return form.verb != "saber" or bool(clitics) or following in {"de", "algo"}
    if following in {"usted", "ud"}:
        return form.verb in {"tener", "recibir"}
    return form.verb in {"tener", "recibir"} and bool(clitics & {"lo", "la", "los", "las"} or form.verb == "recibir")


def _is_ready(sentence: Sentence, at: int) -> bool:
    """ "Listo", "resuelto", "en camino", "con usted"."""
    for number in (at, at + 1, at + 2):
        form = sentence.form(number)
        if forms.is_participle(form):
            return form not in {"cerrado", "cerrada", "cerrados", "abierto", "abierta", "ocupado", "sentido", "debido"}
    if sentence.form(at - 1).startswith("queda") and sentence.form(at) in {"el", "la", "su", "tu", "los", "las"}:
        return True
    if sentence.form(at) == "a" and sentence.form(at + 2) in {"disposicion", "alcance"}:
        return True
    return sentence.form(at) in {"en", "ahi", "alli", "con"} and sentence.form(at + 1) in {
        "su",
        "tu",
        "usted",
        "camino",
        "ruta",
        "sus",
        "poder",
    }
