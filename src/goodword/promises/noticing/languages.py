"""Which language a sentence is in, by its own small words; one that does not tell is in that of the text."""

from collections.abc import Iterable

from goodword.promises.noticing.tokens import Sentence
from goodword.promises.noticing.wording import words

_ENGLISH = words(
    "the you your we our i i'm will is are am be to of and or it this that by on in at for with not do can have",
    "has an but so if they he she them us my get call back tomorrow today let send from about as than when monday",
    "tuesday wednesday thursday friday saturday sunday morning afternoon noon week day days hours hour before",
)
_SPANISH = words(
    "el la los las de que en le les lo se su sus usted ustedes un una unos unas y o por para con mi nos te tu es",
    "esta este esto como si muy mas pero ya al hoy manana lunes martes miercoles jueves viernes sabado domingo",
    "dia dias hora horas semana tarde antes voy vamos va hola gracias buenos buenas cuando ello favor senor",
    "senora",
)


def languages_of(sentences: Iterable[Sentence]) -> list[str]:
    """The language of each sentence: "en" or "es"."""
    scores = [leaning(sentence) for sentence in sentences]
    of_text = "es" if sum(scores) < 0 else "en"
    return ["en" if score > 0 else "es" if score < 0 else of_text for score in scores]


def leaning(sentence: Sentence) -> int:
    """Which language the words of the sentence tell: English above zero, Spanish below; none of them zero."""
    score = 0
    for token in sentence.tokens:
        score += (token.form in _ENGLISH) - (token.form in _SPANISH)
        if token.form in {"¿", "¡"} or "ñ" in token.written:
            score -= 2
    return score
