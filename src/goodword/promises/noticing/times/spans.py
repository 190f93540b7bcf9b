"""Lengths of time: "in two hours", "within 2-3 business days", "dentro de media hora", "en un par de días hábiles"."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from goodword.core.moments.words import NUMBERS, UNITS
from goodword.promises.noticing.days import after_months, business_day
from goodword.promises.noticing.grammar import phrase_at, phrases
from goodword.promises.noticing.times.when import NOTHING, Context, When, after, after_open_time
from goodword.promises.noticing.tokens import Sentence
from goodword.promises.noticing.wording import words

# What leads to a length, what may stand between, and what says that nobody counted.
_CUES = words("in within inside over during en dentro")
_FILLERS = words(
    "the our next coming following about around approximately roughly maximum max of most at up to less more than",
    "no under just another only de el la las los proximo proximos proximas proxima siguientes unos unas",
    "aproximadamente plazo maximo menos mas que periodo termino lapso otros otras solo tan un",
)
_VAGUE = words(
    "few several some couple-few unos unas algunos algunas varios varias pocos pocas",
)
_BUSINESS = words(
    "business working work open habil habiles laborable laborables laboral laborales",
)
_OR = words("to or - a o u y and")
_ONE = {"a": 1, "an": 1, "one": 1, "un": 1, "una": 1, "uno": 1}
_PAIR = frozenset({"couple", "par"})
_MORE_UNITS = {"fortnight": ("days", 14), "fortnights": ("days", 14), "quincena": ("days", 15), "hs": ("hours", 1)}
_MOST_FILLERS = 6
_LARGEST = 5_000
_WEEK, _MONTHS_OF_YEAR = 7, 12
_SHORT_UNITS = frozenset({"d", "w", "m"})


SPAN_STARTERS = _CUES | _PAIR | frozenset(NUMBERS) | frozenset(_ONE) | words("antes half media the few several")


@dataclass(frozen=True, slots=True)
class _Amount:
    least: float
    most: float
    end: int


@dataclass(frozen=True, slots=True)
class _Length:
    """So many of a unit, and the token after it."""

    count: float
    unit: str
    is_business: bool
    end: int


def find_span(sentence: Sentence, at: int, context: Context, *, is_bare: bool = False) -> tuple[When, int] | None:
    """The length that begins at a token; `is_bare` where it needs no word such as "in" before it."""
    number = at
    has_cue = sentence.form(at) in _CUES or (sentence.form(at) == "antes" and sentence.form(at + 1) == "de")
    if sentence.form(at) in {"over", "during"} and sentence.form(at + 1) not in {"the", "these"}:
        return None
    if has_cue:
        number = _first_counting(sentence, at + 1)
    length = _length(sentence, number)
    if length is None:
        return (NOTHING, end) if (end := _vague_end(sentence, number)) else _single(sentence, at, context)
    if follows := _tail(sentence, length.end):
        return _read(length, context), follows
    if not has_cue and not is_bare:
        return None
    return _read(length, context), length.end


def _first_counting(sentence: Sentence, at: int) -> int:
    """Past "the next", "un plazo máximo de"."""
    for number in range(at, at + _MOST_FILLERS):
        if _length(sentence, number) or sentence.form(number) not in _FILLERS | _VAGUE:
            return number
    return at


def _length(sentence: Sentence, at: int) -> _Length | None:
    amount = _amount(sentence, at)
    if amount is None:
        return None
    length = _united(sentence, amount)
    if length is None:
        return None
    if sentence.form(length.end) in _OR:
        other = _length(sentence, length.end + 1)  # "45 minutes to an hour"
        if other is not None:
            return other
        again = _amount(sentence, length.end + 1)  # "an hour or two"
        if again is not None and sentence.form(length.end) in {"or", "o"} and again.most > length.count:
            return _Length(again.most, length.unit, length.is_business, again.end)
    return length


def _amount(sentence: Sentence, at: int) -> _Amount | None:
    form = sentence.form(at)
    if form in {"half", "media"}:
        end = at + 1 + (sentence.form(at + 1) in {"a", "an"})
        return _Amount(0.5, 0.5, end)
    if form in {"a", "an", "un", "the"} and sentence.form(at + 1) in _PAIR:
        return _amount(sentence, at + 1)
    if form in _PAIR:
        return _Amount(2, 2, at + 1 + (sentence.form(at + 1) in {"of", "de"}))
    if form in {"a", "an"} and sentence.form(at + 1) == "half":
        return _Amount(0.5, 0.5, at + 2)
    values = _values(form)
    if not values:
        return None
    second = _values(sentence.form(at + 2)) if sentence.form(at + 1) in _OR else ()
    if second and second[-1] >= values[-1]:
        return _Amount(values[0], second[-1], at + 3)
    return _Amount(values[0], values[-1], at + 1)


def _values(form: str) -> tuple[float, ...]:
    """ "two" → 2, "2-3" and "24/48" → both, "1.5" → 1.5."""
    if form in NUMBERS or form in _ONE:
        return (NUMBERS.get(form) or _ONE[form],)
    if not form[:1].isdigit():
        return ()
    if form.count(".") == 1 and len(form) < len("12345"):
        return (float(form),)
    parts = form.replace("/", "-").split("-")
    if len(parts) > len(("2", "3")) or not all(part.isdigit() and len(part) < _MOST_FILLERS for part in parts):
        return ()
    return tuple(float(part) for part in parts)


def _united(sentence: Sentence, amount: _Amount) -> _Length | None:
    """The amount with its unit: "two business days", "una hora y media"."""
    half, at = _and_a_half(sentence, amount.end)
    at += sentence.form(at) == "full"
    is_before = sentence.form(at) in _BUSINESS
    at += is_before
    form = sentence.form(at)
    is_short = form in _SHORT_UNITS and not sentence.form(at - 1)[:1].isdigit()
    if is_short or (form not in UNITS and form not in _MORE_UNITS):
        return None
    unit, times = _MORE_UNITS.get(form) or (UNITS[form], 1)
    at += 1
    is_after = sentence.form(at) in _BUSINESS
    at += is_after
    at += sentence.form(at) == "'s"
    more, at = _and_a_half(sentence, at)
    return _Length((amount.most + half + more) * times, unit, is_before or is_after, at)


def _and_a_half(sentence: Sentence, at: int) -> tuple[float, int]:
    """ "And a half", "y media": how much it adds, and the token after it."""
    if sentence.form(at) in {"and", "y"}:
        if sentence.form(at + 1) in {"media", "medio"}:
            return 0.5, at + 2
        if sentence.form(at + 1) == "a" and sentence.form(at + 2) == "half":
            return 0.5, at + 3
    return 0, at


def _vague_end(sentence: Sentence, at: int) -> int | None:
    """ "A few days", "unos días", "several business days"."""
    number = at + (sentence.form(at) in {"a", "the"})
    if sentence.form(number) not in _VAGUE:
        return None
    number += 1 + (sentence.form(number + 1) in _BUSINESS)
    return number + 1 if sentence.form(number) in UNITS else None


def _tail(sentence: Sentence, at: int) -> int | None:
    """ "… from now", "… a partir de hoy": needs no word before."""
    count = phrase_at(sentence, at, _TAILS)
    return at + count if count else None


_TAILS = phrases("from now | from today | a partir de ahora | a partir de hoy")


_SINGLE: dict[str, str] = {
    "hour": "hours",
    "hora": "hours",
    "day": "days",
    "dia": "days",
    "week": "weeks",
    "semana": "weeks",
    "month": "months",
}


def _single(sentence: Sentence, at: int, context: Context) -> tuple[When, int] | None:
    """ "Within the hour", "in the next hour", "en la próxima hora"."""
    forms = [sentence.form(at + number) for number in range(4)]
    if forms[0] not in _CUES:
        return None
    if forms[1:3] == ["the", "hour"]:
        return after(context, timedelta(hours=1)), at + 3
    is_next = forms[1] in {"the", "la", "el"} and forms[2] in {"next", "coming", "proxima", "proximo", "siguiente"}
    if (is_next and forms[3] in {"hour", "hora"}) or (
        is_next and forms[3] in _SINGLE and forms[0] in {"within", "over"}
    ):
        return _read(_Length(1, _SINGLE[forms[3]], is_business=False, end=at + 4), context), at + 4
    return None


def _read(length: _Length, context: Context) -> When:
    if length.count > _LARGEST or length.count <= 0:
        return NOTHING
    if length.unit in {"minutes", "hours"}:
        real = timedelta(**{length.unit: length.count})
        return after_open_time(context, real) if length.is_business else after(context, real)
    return _AFTER_DAYS[length.unit](length, context)


def _days(length: _Length, context: Context, days: float) -> When:
    count = int(days + 0.5)
    if length.is_business:
        day = business_day(context.hours, context.today, count)
    else:
        day = context.today + timedelta(days=count)
    return When(days=(day,), sort="span") if day else NOTHING


def _months(context: Context, months: float) -> When:
    return When(days=(after_months(context.today, int(months)),), sort="span")


_AFTER_DAYS: dict[str, Callable[[_Length, Context], When]] = {
    "days": lambda length, context: _days(length, context, length.count),
    "weeks": lambda length, context: _days(length, context, _WEEK * length.count),
    "months": lambda length, context: _months(context, length.count),
    "years": lambda length, context: _months(context, _MONTHS_OF_YEAR * length.count),
}
