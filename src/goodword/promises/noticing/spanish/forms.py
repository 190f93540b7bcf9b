"""The forms of Spanish verbs, made from the infinitive and a few irregular stems.

Forms are compared without accents: "llamaré" is "llamare".
"""

from dataclasses import dataclass

from goodword.promises.noticing.spanish import verbs
from goodword.promises.noticing.wording import words

_SHORTEST = 3
_CLITICS = words("le les lo la los las te os me nos se")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a verb: its infinitive and who does it when: "ahora" or "futuro", 1 for us, 3 for all others."""

    verb: str
    tense: str
    person: int


def _stems(verb: str) -> tuple[str, str, str]:
    regular = (f"{verb[:-2]}o", verb, verb[:-2])
    return verbs.IRREGULAR.get(verb, regular)


def _forms_of(verb: str) -> dict[str, Form]:
    first, future, stem = _stems(verb)
    theme = "a" if verb.endswith("ar") else "e"
    ours = "amos" if theme == "a" else "emos" if verb.endswith("er") else "imos"
    made = {
        f"{future}{'' if future.endswith('r') else 'r'}e": Form(verb, "futuro", 1),
        f"{future}emos": Form(verb, "futuro", 1),
        first: Form(verb, "ahora", 1),
        f"{verb[:-2]}{ours}": Form(verb, "ahora", 1),
    }
    for ending in ("a", "an", "as"):
        made[f"{future}{ending}"] = Form(verb, "futuro", 3)
    for ending in ("", "n", "s"):
        made[f"{stem}{theme}{ending}"] = Form(verb, "ahora", 3)
    other = "e" if theme == "a" else "a"
    spelled = _spelled(first[:-1] if first.endswith("o") and verb not in {"dar", "ir"} else verb[:-2], other)
    for ending in ("", "n", "s", "mos"):
        made.setdefault(f"{spelled}{other}{ending}", Form(verb, "deseo", 3))
    return made


def _spelled(stem: str, ending: str) -> str:
    """ "Saque", "pague", "empiece": as the sound before an e is written."""
    if ending != "e":
        return stem
    for written, instead in (("c", "qu"), ("g", "gu"), ("z", "c")):
        if stem.endswith(written):
            return stem[: -len(written)] + instead
    return stem


def _all_forms() -> dict[str, Form]:
    made: dict[str, Form] = {}
    for verb in sorted(verbs.INFINITIVES, key=_rank):
        for written, form in _forms_of(verb).items():
            made.setdefault(written, form)
    made["vamos"] = made["voy"] = Form("ir", "ahora", 1)
    made["hare"] = Form("hacer", "futuro", 1)
    return {word: form for word, form in made.items() if word not in verbs.NEVER and len(word) >= _SHORTEST}


def _rank(verb: str) -> tuple[bool, bool, str]:
    return verb not in verbs.CALLING | verbs.TELLING, verb in {"ir", "ser", "ver"}, verb


FORMS = _all_forms()


def form_of(word: str) -> Form | None:
    """The form that a word is, also of a verb that is not listed but plainly stands in the future."""
    found = FORMS.get(word)
    if found is not None or word in verbs.NEVER or not word.endswith("remos"):
        return found
    if word.endswith(("aremos", "eremos", "iremos")) and len(word) > len("haremos"):
        return Form(word[: -len("emos")], "futuro", 1)
    return None


_NO_DEEDS = words(
    "estamos tenemos hemos podemos debemos somos vamos sabemos queremos necesitamos habremos ramos tramos",
)


def form_after_pronoun(word: str) -> Form | None:
    """ "Le guardo", "te lo apuntamos": after a pronoun these endings can be nothing else."""
    if word in _NO_DEEDS or word.endswith(("iamos", "abamos", "ramos", "semos", "simos")):
        return None
    if word.endswith(("amos", "emos", "imos")) and len(word) > len("vamos"):
        return Form(f"{word[:-4]}{word[-4]}r", "ahora", 1)
    if word.endswith("o") and len(word) > len("pero") and not is_participle(word) and word not in verbs.NEVER:
        return Form(f"{word[:-1]}ar", "ahora", 1)
    return None


def accented_form(written: str, word: str) -> Form | None:
    """ "Enmarcaré", "enmarcará": a verb that is not listed, told by its accent."""
    last = written[-2:].lower()
    if last == "ré" and len(word) > len("pare"):
        return Form(word[:-1], "futuro", 1)
    if last == "rá" and len(word) > len("para"):
        return Form(word[:-1], "futuro", 3)
    return Form(word[:-2], "futuro", 3) if written[-3:].lower() == "rán" and len(word) > len("paran") else None


def infinitive_of(word: str) -> str | None:
    """ "Llamar", and with pronouns: "llamarle", "enviárselo"."""
    if word.endswith(("ar", "er", "ir")):
        return word if len(word) >= _SHORTEST and word not in _NO_INFINITIVES else None
    for _ in range(2):
        for clitic in _CLITICS:
            if word.endswith(clitic) and len(word) - len(clitic) >= _SHORTEST:
                word = word[: -len(clitic)]
                break
        else:
            return None
        if word.endswith(("ar", "er", "ir")):
            return word if word not in _NO_INFINITIVES else None
    return None


_NO_INFINITIVES = words(
    "par mar ayer lugar hogar dolar taller mujer bar celular azar alquiler particular regular familiar",
)


def is_participle(word: str) -> bool:
    return word in verbs.PARTICIPLES or (
        len(word) > len("lado") and word.rstrip("s").endswith(("ado", "ada", "ido", "ida"))
    )


def is_gerund(word: str) -> bool:
    """ "Enviando", "enviándole"."""
    for clitic in ("", *_CLITICS, "selo", "sela", "selos", "telo"):
        if word.endswith(("ando" + clitic, "iendo" + clitic, "yendo" + clitic)):
            return word not in {"cuando", "fernando", "bando"}
    return False


def verb_of_gerund(word: str) -> str | None:
    """The infinitive of a regular gerund."""
    at = word.find("ando")
    if at > 0:
        return f"{word[:at]}ar"
    at = word.find("iendo")
    if at <= 0:
        return None
    return next((verb for verb in (f"{word[:at]}er", f"{word[:at]}ir") if verb in verbs.INFINITIVES), None)
