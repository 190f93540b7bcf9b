"""What keeps a Spanish promise: a call, an answer, or something else."""

from goodword.promises.noticing.grammar import Kind
from goodword.promises.noticing.spanish import forms, verbs
from goodword.promises.noticing.spanish import vocabulary as v
from goodword.promises.noticing.tokens import Sentence


def kind_of(sentence: Sentence, verb: int, end: int) -> Kind:
    """By the verb at a token; where it only leads to another, or is light, by what follows up to `end`."""
    infinitive = _verb_at(sentence, verb)
    kind = _of_verb(infinitive)
    if kind is not None and infinitive != "contar":
        return kind
    if infinitive in {"contactar", "localizar", "comunicar"} and "telefono" in _forms(sentence, verb, end):
        return Kind.CALLBACK
    if infinitive in v.LIGHT and (found := _of_nouns(sentence, verb + 1, end) or kind) is not None:
        return found
    if infinitive in {"poner", "estar"} and "contacto" in _forms(sentence, verb, end):
        return Kind.REPLY
    if infinitive in {"hacer", "dejar"} and {"saber", "conocer"} & _forms(sentence, verb, verb + 4):
        return Kind.REPLY
    if infinitive in v.LEADING:
        following = (_of_verb(_verb_at(sentence, at)) for at in range(verb + 1, end))
        return next((kind for kind in following if kind is not None), Kind.OTHER)
    return Kind.OTHER


def _forms(sentence: Sentence, begins: int, ends: int) -> set[str]:
    return {sentence.form(at) for at in range(begins, ends)}


def _verb_at(sentence: Sentence, at: int) -> str | None:
    form = sentence.form(at)
    found = forms.form_of(form)
    if found is not None:
        return found.verb
    return forms.infinitive_of(form) or (forms.verb_of_gerund(form) if forms.is_gerund(form) else None)


def _of_verb(infinitive: str | None) -> Kind | None:
    if infinitive in verbs.CALLING:
        return Kind.CALLBACK
    return Kind.REPLY if infinitive in verbs.TELLING - {"actualizar"} else None


def _of_nouns(sentence: Sentence, begins: int, ends: int) -> Kind | None:
    for at in range(begins, ends):
        form = sentence.form(at)
        if form in v.CALL_NOUNS:
            return Kind.CALLBACK
        if form in v.REPLY_NOUNS:
            return Kind.REPLY
        if form in {"y", "con", "que", "para", "por", "en"} and (at > begins or form == "por"):
            return None
    return None
