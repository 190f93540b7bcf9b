"""Where a Spanish sentence commits somebody: "le llamaré", "voy a llamarle", "le llamo mañana", "lo tendrá el viernes"."""

from goodword.promises.noticing.grammar import Head
from goodword.promises.noticing.spanish import verbs
from goodword.promises.noticing.spanish import vocabulary as v
from goodword.promises.noticing.spanish.subjects import Who, cluster_start, subject_of
from goodword.promises.noticing.spanish.verbs import Form
from goodword.promises.noticing.tokens import Sentence
from goodword.promises.noticing.wording import words

_OPENING = frozenset({",", ":", "-", "(", ";", '"', "•", "*", "¡", "y", "asi"})


def heads(sentence: Sentence) -> list[Head]:
    """The clauses that commit somebody, or plainly do not, in order."""
    found: list[Head] = []
    at = 0
    while at < len(sentence.tokens):
        head = _head_at(sentence, at)
        if head is not None:
            if found and head.start <= found[-1].verb:
                head = Head(found[-1].verb + 1, head.verb, head.is_ours)
            found.append(head)
            at = max(at, head.verb)
        at += 1
    return found


def _head_at(sentence: Sentence, at: int) -> Head | None:
    token = sentence.tokens[at]
    if not token.form[0].isalpha():
        return None
    if token.form in {"deberia", "deberiamos", "debe", "deberan", "debera"}:
        return _ought(sentence, at)
    if token.form in {"cuente", "cuenta", "espere", "espera", "esperen"} and (
        at == 0 or sentence.form(at - 1) in _OPENING
    ):
        return _counted_on(sentence, at)
    if token.form in {"habre", "habremos", "habra", "habran"} and verbs.is_participle(sentence.form(at + 1)):
        return _done_by_then(sentence, at)
    form = _form_at(sentence, at)
    if form is None or form.tense == "deseo":
        return None
    return _of_us(sentence, at, form) if form.person == 1 else _of_others(sentence, at, form)


def _form_at(sentence: Sentence, at: int) -> Form | None:
    """The verb form at a token; a word that may be a noun as well is one only after a pronoun."""
    token, before = sentence.tokens[at], sentence.form(at - 1)
    if token.form in {"va", "van", "vas"}:
        return Form("ir", "ahora", 3)
    form = verbs.form_of(token.form) or verbs.accented_form(token.written, token.form)
    if form is None:
        return verbs.form_after_pronoun(token.form) if _is_after_pronoun(sentence, at) else None
    if token.form in verbs.AMBIGUOUS or token.form.endswith(("ado", "ido")):
        is_plain = before in {"le", "les", "te", "os", "se", "yo", "lo"} or (
            before in v.CLITICS and token.form.endswith("o")
        )
        is_after_time = _is_time(before) and token.form.endswith("o")
        return form if is_plain or is_after_time else None
    if before in {"el", "un", "una", "su", "este", "esta", "mi", "del", "al"} and form.tense == "ahora":
        return None
    return form


def _is_after_pronoun(sentence: Sentence, at: int) -> bool:
    before = sentence.form(at - 1)
    return before in {"le", "les", "te", "os"} or (
        before in {"lo", "la", "los", "las"} and sentence.form(at - 2) in {"se", "te"}
    )


def _done_by_then(sentence: Sentence, at: int) -> Head:
    """ "Lo habremos resuelto", "habrá llegado"."""
    start, is_denied = cluster_start(sentence, at), _is_denied(sentence, at)
    is_ours = sentence.form(at).startswith("habre") or subject_of(sentence, at)[0] in {
        Who.THING,
        Who.COLLEAGUE,
        Who.UNSAID,
    }
    return Head(start, at + 1, is_ours and not is_denied)


def _is_time(form: str) -> bool:
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


def _is_denied(sentence: Sentence, at: int) -> bool:
    """ "No le llamaré", "nunca"; "no más tarde" is no denial."""
    start = cluster_start(sentence, at)
    return any(sentence.form(number) in v.NEGATIONS for number in range(start, at))


def _of_us(sentence: Sentence, at: int, form: Form) -> Head:
    start, is_denied = cluster_start(sentence, at), _is_denied(sentence, at)
    if form.verb == "ir" and form.tense == "ahora":
        return _going(sentence, at, start, is_denied=is_denied)
    is_trying = form.verb != "tratar" or sentence.form(at + 1) == "de"
    if form.verb in verbs.MEANING | {"poder"} and is_trying:
        return _meant(sentence, at, start, is_denied=is_denied)
    is_ours = not is_denied and _is_deed(sentence, at, form)
    if form.verb == "estar":
        if form.tense == "ahora" and verbs.verb_of_gerund(sentence.form(at + 1)) not in verbs.DOING - verbs.STATES:
            is_ours = False
        return Head(start, at + 1 if verbs.is_gerund(sentence.form(at + 1)) else at, is_ours)
    return Head(start, at, is_ours)


def _going(sentence: Sentence, at: int, start: int, *, is_denied: bool) -> Head:
    """ "Voy a llamarle", "vamos a tener cerrado"; "voy mañana"."""
    if sentence.form(at + 1) != "a":
        return Head(start, at, not is_denied)
    verb = verbs.infinitive_of(sentence.form(at + 2))
    if verb is None:
        return Head(start, at, not is_denied)
    return Head(start, at + 2, not is_denied and verb not in verbs.STATES - {"recibir"} and verb != "necesitar")


def _meant(sentence: Sentence, at: int, start: int, *, is_denied: bool) -> Head:
    """ "Intentaré llamarle", "me comprometo a enviarlo", "esperamos que lo tenga"."""
    number = at + 1
    while sentence.form(number) in {"a", "de", "en", "por", "poder", "personalmente"}:
        number += 1
    verb = verbs.infinitive_of(sentence.form(number))
    if verb is not None and verb != "recibir":
        return Head(start, number, not is_denied)
    if sentence.form(number) == "que":
        number += 1
        while sentence.form(number) in v.CLITICS | {"usted", "ya"}:
            number += 1
        found = verbs.FORMS.get(sentence.form(number))
        is_hoped = (
            found is not None and found.verb in verbs.HAPPENING | verbs.RECEIVING | {"estar"} and found.person == 3
        )
        is_ours = sentence.form(number - 1) not in {"me", "nos"} and is_hoped and not is_denied
        if is_ours:
            return Head(start, number)
    return Head(start, at, is_ours=False)


def _is_deed(sentence: Sentence, at: int, form: Form) -> bool:
    """Whether it is something that we do for the customer."""
    following = sentence.form(at + 1)
    if form.verb == "estar":
        return _is_being_of_use(sentence, at)
    if form.verb == "tener":
        if following in {"que", "cerrado", "previsto", "pensado"}:
            return following != "cerrado"
        return form.tense == "futuro" or sentence.form(at - 1) in v.CLITICS
    if form.verb in verbs.STATES and not (form.verb == "quedar" and following in {"en", "de"}):
        return False
    if form.tense == "ahora":
        return _is_meant_for_later(sentence, at, form)
    return True


def _is_being_of_use(sentence: Sentence, at: int) -> bool:
    """ "Estaré allí", "estaremos enviando", "estoy con usted"; not "estaremos cerrados"."""
    form, following = sentence.form(at + 1), sentence.form(at + 2)
    if verbs.is_gerund(form):
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
        is_after_time = _is_time(sentence.form(cluster_start(sentence, at) - 1))
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
    is_done = "ya" in {sentence.form(number) for number in range(max(at - 3, 0), at)} and sentence.form(at).endswith(
        "mos"
    )
    return not is_done


def _is_performed(following: str, then: str) -> bool:
    """ "Le escribo para …", "le confirmo que …", "le llamo por su pedido": it is done by saying it."""
    if following == "para":
        return then not in _OF_TIME and not then[:1].isdigit()
    return following in v.PERFORMED or then in v.PERFORMED_WITH.get(following, ())


_OF_TIME = words(
    "el la las los manana hoy esta este antes mediodia lunes martes miercoles jueves viernes sabado",
)


def _of_others(sentence: Sentence, at: int, form: Form) -> Head | None:
    who, start = subject_of(sentence, at)
    is_denied = _is_denied(sentence, at)
    verb = at
    real = form.verb
    if form.verb == "ir" and sentence.form(at + 1) == "a":
        found = verbs.infinitive_of(sentence.form(at + 2))
        if found is not None:
            verb, real, form = at + 2, found, Form(found, "futuro", 3)
    clitics = {sentence.form(number) for number in range(cluster_start(sentence, at), at)}
    is_ours = not is_denied and _is_kept_by_us(sentence, verb, Form(real, form.tense, 3), who, clitics)
    return Head(start, verb, is_ours)


def _is_kept_by_us(sentence: Sentence, at: int, form: Form, who: Who, clitics: set[str]) -> bool:
    if who is Who.OTHERS or clitics & {"nos", "me"}:
        return False
    if who is Who.COLLEAGUE:
        return form.verb not in verbs.STATES - {"estar", "quedar"} and (
            form.verb != "estar" or _is_being_of_use(sentence, at) or _is_ready(sentence, at + 1)
        )
    if form.verb in verbs.RECEIVING and _is_received(sentence, at, form, clitics):
        return True
    if who is Who.CUSTOMER:
        return False
    if form.verb in {"estar", "quedar", "ser"}:
        return _is_ready(sentence, at + 1) and (form.tense == "futuro" or form.verb != "ser")
    if form.verb in verbs.HAPPENING:
        return True
    if form.tense == "futuro":
        return bool(clitics) and (form.verb in verbs.INFINITIVES or "se" in clitics)
    if who is Who.UNSAID:
        return bool(clitics & {"le", "les", "te", "os"}) and _names_colleague(sentence, at)
    return "se" in clitics and form.verb in verbs.DOING


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
    return form.verb in {"tener", "recibir"} and bool(clitics & {"lo", "la", "los", "las"} or form.verb == "recibir")


def _is_ready(sentence: Sentence, at: int) -> bool:
    """ "Listo", "resuelto", "en camino", "con usted"."""
    for number in (at, at + 1, at + 2):
        form = sentence.form(number)
        if verbs.is_participle(form):
            return form not in {"cerrado", "cerrada", "cerrados", "abierto", "abierta", "ocupado", "sentido", "debido"}
    return sentence.form(at) in {"en", "ahi", "alli", "con"} and sentence.form(at + 1) in {
        "su",
        "tu",
        "usted",
        "camino",
        "ruta",
        "sus",
        "poder",
    }


def _ought(sentence: Sentence, at: int) -> Head:
    """ "Deberíamos tenerlo", "debería llegar"; not "debería traerlo"."""
    start = cluster_start(sentence, at)
    number = at + 1 + (sentence.form(at + 1) == "de")
    verb = verbs.infinitive_of(sentence.form(number))
    is_happening = verb in verbs.HAPPENING | verbs.RECEIVING and sentence.form(at) != "debe"
    is_ours = sentence.form(at) == "deberiamos" or is_happening or verb == "llegar"
    return Head(start, number, verb is not None and is_ours and not _is_denied(sentence, at))


def _counted_on(sentence: Sentence, at: int) -> Head:
    """ "Espere mi llamada", "cuente con ello"."""
    forms = {sentence.form(number) for number in range(at + 1, at + 5)}
    is_ours = bool(forms & (v.CALL_NOUNS | v.REPLY_NOUNS | {"ello", "tenerlo"})) and not forms & {"su", "tu"}
    return Head(at, at, is_ours)
