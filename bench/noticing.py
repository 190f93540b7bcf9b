"""How long noticing promises takes: `python -m bench.noticing` prints a row for each kind of text, in one process.

The letters are made of sentences with and without promises, in both languages; the others are meant to be slow to read.
"""

import time
from datetime import UTC, datetime
from datetime import time as at
from zoneinfo import ZoneInfo

from goodword.calendars.hours import Hours, Window
from goodword.calendars.open_time import OpenTime
from goodword.promises.noticing import notice

HEAD = "| Text | characters | noticed | milliseconds | microseconds for 1,000 characters |\n|---|---|---|---|---|"
ZONE = ZoneInfo("America/New_York")
OFFICE = OpenTime(Hours(ZONE, ((Window(at(8, 30), at(17)),),) * 5 + ((),) * 2))
WRITTEN = datetime(2026, 11, 24, 15, 40, tzinfo=UTC)
LARGE = 200_000
LETTER = (
    "Hello Mrs. Alvarez,\n\nThank you for your patience, and I am sorry that the refill did not reach you on Friday. "
    "I spoke with the warehouse this morning: the box was returned because the street number was missing. We will send "
    "it again today, and you will have it by Thursday. If it has not come by then, please call us and we will bring it "
    "to your door. I'll call you tomorrow before noon to make sure that everything is right.\n\n"
    "Our pharmacy is open from 8:30 to 5, Monday to Friday.\n\nKind regards,\nDaniel\n\n"
)
CARTA = (
    "Estimada señora Álvarez:\n\nGracias por su paciencia; lamento que la receta no le llegara el"
    " viernes. He hablado con "
    "el almacén esta mañana: devolvieron la caja porque faltaba el número de la calle. Hoy mismo se la"
    " enviamos otra vez "
    "y la tendrá el jueves. Si para entonces no ha llegado, llámenos y se la llevamos a casa. Mañana"
    " antes del mediodía "
    "le llamo para comprobar que todo está bien.\n\nLa farmacia abre de 8:30 a 17:00, de lunes a viernes.\n\n"
    "Un saludo,\nDaniel\n\n"
)
TEXTS = {
    "an English letter": LETTER,
    "a Spanish letter": CARTA,
    "1,000 characters, English": (LETTER * 2)[:1_000],
    "1,000 characters, Spanish": (CARTA * 2)[:1_000],
    "letters without end": ((LETTER + CARTA) * LARGE)[:LARGE],
    "one word": "a" * LARGE,
    "words without a stop": ("I will call you tomorrow and " * LARGE)[:LARGE],
    "times without a stop": ("tomorrow before noon, " * LARGE)[:LARGE],
    "the next the next": ("in the next " * LARGE)[:LARGE],
    "numbers": ("12/11-10:30.5," * LARGE)[:LARGE],
    "opening quotes": ("\"“'«" * LARGE)[:LARGE],
    "apostrophes": ("'ll" * LARGE)[:LARGE],
    "points": ("a.m." * LARGE)[:LARGE],
    "blank lines": (" \n" * LARGE)[:LARGE],
    "si cuando": ("si cuando le llamo mañana y " * LARGE)[:LARGE],
}


def main() -> None:
    print(HEAD)
    for name, text in TEXTS.items():
        print(row(name, text), flush=True)


def row(name: str, text: str) -> str:
    times = max(1, 20_000 // len(text))
    seconds, found = [], 0
    for _ in range(5 if times > 1 else 2):
        began = time.process_time()
        for _ in range(times):
            found = len(notice(text, at=WRITTEN, zone=ZONE, open_time=OFFICE))
        seconds.append((time.process_time() - began) / times)
    best = min(seconds)
    return f"| {name} | {len(text):,} | {found} | {best * 1e3:,.2f} | {best * 1e9 / len(text):,.0f} |"


if __name__ == "__main__":
    main()
