"""A letter's words as they are compared: by sentences, without accents and capitals, contractions taken apart."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from goodword.promises.noticing.wording import words

LONGEST_WORD = 40
LONGEST_SENTENCE = 240  # tokens; what goes on longer is no sentence
_WRAPPED = 48  # a line at least so long that ends without a stop goes on in the next

_TOKENS = re.compile(
    r"(?P<half>(?<![^\W\d_])[aApP]\. ?[mM](?![^\W_])(?:\.(?!\s+[A-ZÁÉÍÓÚÑ¿¡]|\s*$))?)"
    r"|(?P<number>\d+(?:[:/.-]\d+|,\d{3}(?!\d))*)"
    r"|(?P<word>[eE]-mail(?:s|ed|ing)?(?![^\W_])|[^\W\d_]+(?:['’`´][^\W\d_]+)*)"
    r"|(?P<stop>[.!?…]+)"
    r"|(?P<lines>[ \t]*\r?\n\s*)"
    r"|(?P<mark>[^\w\s])"
)
# Quotation marks; a straight single one only where it cannot be an apostrophe.
_QUOTES = re.compile(
    r"\"[^\"\n]{1,400}\"|“[^”\n]{1,400}”|«[^»\n]{1,400}»|‘[^’\n]{3,400}’(?!\w)|(?<![\w'])'[^\n]{3,400}?'(?![\w])"
)
_QUOTED_LINES = re.compile(r"^[ \t]*>[^\n]*", re.MULTILINE)
_ABBREVIATED = words(
    "dr dra mr mrs ms sr sra srta st no nro num approx aprox ext tel av hr hrs min mins h vs etc jan feb mar apr",
    "jun jul aug sep sept oct nov dec ene abr ago dic mon tue tues wed thu thur thurs fri sat sun lun mie jue vie",
    "sab dom",
)
_CONTRACTED = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "us"),
    "youll": ("you", "will"),
    "itll": ("it", "will"),
    "theyll": ("they", "will"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "gonna": ("going", "to"),
    "wont": ("will", "not"),
    "cant": ("can", "not"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "o'clock": ("oclock",),
    "eod": ("end", "of", "day"),
    "eob": ("end", "of", "business"),
    "cob": ("close", "of", "business"),
    "eow": ("end", "of", "week"),
    "e-mail": ("email",),
    "e-mailing": ("emailing",),
    "q": ("que",),
    "xq": ("porque",),
    "pq": ("porque",),
    "xfa": ("favor",),
    "al": ("a", "el"),
    "del": ("de", "el"),
}
_ENDINGS = {"n't": "not", "'ll": "will", "'re": "are", "'m": "am", "'ve": "have", "'d": "would", "'s": "'s"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, and where it stands in the text. `written` keeps accents and capitals."""

    form: str
    written: str
    start: int
    end: int

    @property
    def is_capitalized(self) -> bool:
        return self.written[:1].isupper()


@dataclass(slots=True)
class Sentence:
    """The tokens of a sentence. `plain` is their forms with a space between; `at[n]` is where the n-th begins in it."""

    tokens: list[Token]
    asks: bool = False
    forms: list[str] = field(default_factory=list)
    plain: str = ""
    at: list[int] = field(default_factory=list)
    index: dict[int, int] = field(default_factory=dict)
    timed: frozenset[int] = frozenset()  # the tokens that say a time: they belong to no subject

    def __post_init__(self) -> None:
        self.forms = [token.form for token in self.tokens]
        self.plain = " ".join(self.forms) + " "
        place = 0
        for number, form in enumerate(self.forms):
            self.at.append(place)
            self.index[place] = number
            place += len(form) + 1
        self.index[place] = len(self.forms)

    def form(self, number: int) -> str:
        """The form at a place; nothing outside the sentence."""
        return self.forms[number] if 0 <= number < len(self.forms) else ""


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order, without what it quotes."""
    tokens: list[Token] = []
    for token in _tokens(_unquoted(text)):
        if token.form == "\n" or len(tokens) >= LONGEST_SENTENCE:
            if tokens:
                yield Sentence(tokens)
            tokens = []
        elif token.form in {".", "?", "!"}:
            if tokens:
                yield Sentence(tokens, asks=token.form == "?")
            tokens = []
        else:
            tokens.append(token)
    if tokens:
        yield Sentence(tokens)


def folded(word: str) -> str:
    """The word without accents and capitals, with a straight apostrophe."""
    if not word.isascii():
        apart = unicodedata.normalize("NFKD", word)
        word = "".join(sign for sign in apart if not unicodedata.combining(sign))
        word = word.replace("’", "'").replace("´", "'")
    return word.casefold().replace("`", "'")


def _unquoted(text: str) -> str:
    """Quoted words and quoted lines as blanks, so that every place stays where it is."""
    for pattern in (_QUOTED_LINES, _QUOTES):
        text = pattern.sub(lambda found: '"' + " " * (len(found[0]) - 1), text)
    return text


def _tokens(text: str) -> Iterator[Token]:
    for found in _TOKENS.finditer(text):
        kind, written = found.lastgroup, found[0]
        if kind == "word":
            yield from _word(written, found.start())
            continue
        form = _form_of_mark(text, kind or "", found)
        if form:
            yield Token(form, written, found.start(), found.end())


def _form_of_mark(text: str, kind: str, found: "re.Match[str]") -> str:
    """What a number, a stop or another mark is compared as; nothing for a point or a line that ends no sentence."""
    written = found[0]
    if kind == "half":
        return f"{written[0].lower()}m"
    if kind == "stop":
        return "" if _is_abbreviation(text, found) else _stop(written)
    if kind == "lines":
        return "\n" if _ends_sentence(text, found) else ""
    return _MARKS.get(written, written)


def _stop(written: str) -> str:
    if "?" in written:
        return "?"
    return "!" if written.startswith("!") else "."


_MARKS = {"–": "-", "—": "-", "‐": "-", "‑": "-", "“": '"', "”": '"'}


def _is_abbreviation(text: str, stop: "re.Match[str]") -> bool:
    """ "Dr. Patel", "Nov. 24", "15:00 h. ...": a point that ends no sentence; nor does one inside "goodword.org"."""
    if stop[0] != ".":
        return False
    after = text[stop.end() : stop.end() + 2]
    if after[:1].isalnum():
        return True
    before = re.search(r"[^\W\d_]{1,6}$", text[max(0, stop.start() - 7) : stop.start()])
    if before is None or folded(before[0]) not in _ABBREVIATED:
        return False
    is_unit = folded(before[0]) in {"h", "hr", "hrs", "min", "mins", "no", "etc", "mar", "sun", "sat", "dom"}
    return bool(after.strip()) and (after[-1:].islower() or after[-1:].isdigit() or not is_unit)


def _ends_sentence(text: str, lines: "re.Match[str]") -> bool:
    """A blank line does; so does the end of a short line, unless the next goes on in small letters."""
    if lines[0].count("\n") > 1:
        return True
    following = text[lines.end() : lines.end() + 1]
    if following.islower():
        return False
    line = text.rfind("\n", 0, lines.start()) + 1
    return lines.start() - line < _WRAPPED or not following.isalnum()


@lru_cache(maxsize=8_192)
def _forms(written: str) -> tuple[tuple[str, int], ...]:
    """The forms that a written word stands for, and where each begins in it."""
    form = folded(written)
    apart = _CONTRACTED.get(form)
    if apart:
        return tuple((one, 0 if number == 0 else min(number, len(written))) for number, one in enumerate(apart))
    if "'" in form:
        for ending, meant in _ENDINGS.items():
            if form.endswith(ending) and len(form) > len(ending):
                stem = form[: -len(ending)]
                return (*((one, at) for one, at in _forms(stem)), (meant, len(written) - len(ending)))
    return ((form, 0),)


def _word(written: str, start: int) -> Iterable[Token]:
    if len(written) > LONGEST_WORD:
        return (Token(folded(written), written, start, start + len(written)),)
    return _parts(written, start)


def _parts(written: str, start: int) -> Iterator[Token]:
    forms = _forms(written)
    ends = [*(at for _, at in forms[1:]), len(written)]
    for (form, at), end in zip(forms, ends, strict=True):
        yield Token(form, written, start + at, start + max(end, at))
