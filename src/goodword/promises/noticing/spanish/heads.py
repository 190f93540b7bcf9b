"""Where a Spanish sentence commits somebody: "le llamaré", "voy a llamarle", "le llamo", "lo tendrá el viernes"."""

from goodword.promises.noticing.grammar import Head
from goodword.promises.noticing.spanish import forms, verbs
from goodword.promises.noticing.spanish import vocabulary as v
from goodword.promises.noticing.spanish.deeds import ends_time, is_being_of_use, is_deed, is_kept_by_us
from goodword.promises.noticing.spanish.forms import Form
from goodword.promises.noticing.spanish.subjects import Who, cluster_start, subject_of
from goodword.promises.noticing.tokens import Sentence
from goodword.promises.noticing.wording import words

_OPENING = frozenset({",", ":", "-", "(", ";", '"', "•", "*", "¡", "y", "asi"})


_INTENTIONS = words("intencion idea objetivo plan meta proposito prioridad")


_READY = words(
    "listo lista listos listas arreglado arreglada resuelto resuelta terminado terminada reparado reparada",
)


_HOPED = words(
    "llegar salir quedar estar recibir tener obtener disponer funcionar aparecer",
)


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
    if token.form == "es" and sentence.form(at - 1) in _INTENTIONS and forms.infinitive_of(sentence.form(at + 1)):
        return Head(max(at - 2, 0), at + 1)
    if token.form in {"habre", "habremos", "habra", "habran"} and forms.is_participle(sentence.form(at + 1)):
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
    if token.written.endswith("ó"):  # it is past: "quedó", "mandó"
        return None
    if token.form in {"esta", "estan"} and _READY & {sentence.form(at + 1), sentence.form(at + 2)}:
        return Form("estar", "ahora", 3)
    form = forms.form_of(token.form) or forms.accented_form(token.written, token.form)
    if form is None:
        is_plural = token.form.endswith("mos") and (at - 1 in sentence.timed or _is_opening(sentence, at))
        is_verb = is_plural or _is_after_pronoun(sentence, at)
        return forms.form_after_pronoun(token.form) if is_verb else None
    if token.form in verbs.AMBIGUOUS or token.form.endswith(("ado", "ido")):
        is_plain = before in {"le", "les", "te", "os", "se", "yo", "lo"} or (
            before in v.CLITICS and token.form.endswith("o")
        )
        is_after_time = ends_time(before) and token.form.endswith("o")
        return form if is_plain or is_after_time else None
    if before in {"el", "un", "una", "su", "este", "esta", "mi", "del", "al"} and form.tense == "ahora":
        return None
    return form


def _is_opening(sentence: Sentence, at: int) -> bool:
    return at == 0 or sentence.form(at - 1) in _OPENING


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
    is_ours = not is_denied and is_deed(sentence, at, form)
    if form.verb == "estar":
        if form.tense == "ahora" and forms.verb_of_gerund(sentence.form(at + 1)) not in verbs.DOING - verbs.STATES:
            is_ours = False
        return Head(start, at + 1 if forms.is_gerund(sentence.form(at + 1)) else at, is_ours)
    return Head(start, at, is_ours)


def _going(sentence: Sentence, at: int, start: int, *, is_denied: bool) -> Head:
    """ "Voy a llamarle", "vamos a tener cerrado"; "voy mañana"."""
    if sentence.form(at + 1) != "a":
        return Head(start, at, not is_denied)
    verb = forms.infinitive_of(sentence.form(at + 2))
    if verb is None:
        return Head(start, at, not is_denied)
    is_of_use = verb not in verbs.STATES or (verb == "estar" and is_being_of_use(sentence, at + 2))
    return Head(start, at + 2, is_of_use and not is_denied)


def _meant(sentence: Sentence, at: int, start: int, *, is_denied: bool) -> Head:
    """ "Intentaré llamarle", "me comprometo a enviarlo", "esperamos que lo tenga"."""
    number = at + 1
    while sentence.form(number) in {"a", "de", "en", "por", "poder", "personalmente"}:
        number += 1
    verb = forms.infinitive_of(sentence.form(number))
    if verb is not None and verb != "recibir":
        return Head(start, number, not is_denied)
    if sentence.form(number) == "que":
        number += 1
        while sentence.form(number) in v.CLITICS | {"usted", "ya"}:
            number += 1
        found = forms.FORMS.get(sentence.form(number))
        is_hoped = found is not None and found.verb in _HOPED and found.person != 1
        is_ours = sentence.form(number - 1) not in {"me", "nos"} and is_hoped and not is_denied
        if is_ours:
            return Head(start, number)
    return Head(start, at, is_ours=False)


def _of_others(sentence: Sentence, at: int, form: Form) -> Head | None:
    who, start = subject_of(sentence, at)
    is_denied = _is_denied(sentence, at)
    verb = at
    real = form.verb
    if form.verb == "ir" and sentence.form(at + 1) == "a":
        found = forms.infinitive_of(sentence.form(at + 2))
        if found is not None:
            verb, real, form = at + 2, found, Form(found, "futuro", 3)
    clitics = {sentence.form(number) for number in range(cluster_start(sentence, at), at)}
    is_ours = not is_denied and is_kept_by_us(sentence, verb, Form(real, form.tense, 3), who, clitics)
    return Head(start, verb, is_ours)


def _ought(sentence: Sentence, at: int) -> Head:
    """ "Deberíamos tenerlo", "debería llegar"; not "debería traerlo"."""
    start = cluster_start(sentence, at)
    number = at + 1 + (sentence.form(at + 1) == "de")
    verb = forms.infinitive_of(sentence.form(number))
    is_happening = verb in verbs.HAPPENING | verbs.RECEIVING and sentence.form(at) != "debe"
    is_ours = sentence.form(at) == "deberiamos" or is_happening or verb == "llegar"
    return Head(start, number, verb is not None and is_ours and not _is_denied(sentence, at))


def _counted_on(sentence: Sentence, at: int) -> Head:
    """ "Espere mi llamada", "cuente con ello"."""
    forms = {sentence.form(number) for number in range(at + 1, at + 5)}
    is_ours = bool(forms & (v.CALL_NOUNS | v.REPLY_NOUNS | {"ello", "tenerlo"})) and not forms & {"su", "tu"}
    return Head(at, at, is_ours)
