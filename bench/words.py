"""Words after Zipf's law, in two languages, and sentences of them."""

import random
from itertools import accumulate

WORDS, SENTENCES, LONGEST = 8_000, 20_000, 14
_ENGLISH = (
    "the to you we and of for your is it that this on have with not our was are be can please thank order delivery "
    "invoice still waiting address package received number question since yesterday morning account payment refund "
    "appointment answer office phone letter again before weeks friday monday customer service"
)
_SPANISH = (
    "de la que el en y a los se del las por un para con no una su al lo como pero sus le ya o gracias pedido entrega "
    "factura cuenta pago cita respuesta oficina carta otra vez antes semanas viernes lunes cliente servicio favor "
    "hola buenos ayer paquete numero pregunta direccion"
)
_SOUNDS = {
    "en": (
        ["br", "cl", "d", "f", "gr", "h", "l", "m", "n", "p", "r", "st", "th", "w"],
        ["a", "ea", "i", "o", "ou", "u"],
        ["ck", "ld", "m", "nt", "r", "st", "t"],
    ),
    "es": (
        ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "t", "v"],
        ["a", "e", "i", "o", "u", "ue"],
        ["n", "r", "s", "l"],
    ),
}


def vocabulary(language: str) -> list[str]:
    """The most frequent word first: real ones, then made ones that sound like it. The same every time."""
    chance = random.Random(language)
    begins, middles, ends = _SOUNDS[language]
    words = dict.fromkeys((_ENGLISH if language == "en" else _SPANISH).split())
    while len(words) < WORDS:
        parts = [chance.choice(begins) + chance.choice(middles) for _ in range(chance.choice([2, 3]))]
        words["".join(parts) + chance.choice(ends)] = None
    return list(words)


def sentences(language: str, seed: int) -> list[str]:
    """Sentences of five to fourteen words; the word of rank r is r times as rare as the first."""
    chance, words = random.Random(f"{language} {seed}"), vocabulary(language)
    weights = list(accumulate(1 / (rank + 2) for rank in range(len(words))))
    found = []
    for _ in range(SENTENCES):
        line = chance.choices(words, cum_weights=weights, k=chance.randint(5, LONGEST))
        found.append(" ".join(line).capitalize() + ".")
    return found
