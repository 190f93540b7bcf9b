"""What is wrong with a query, in words, with its place."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.core.query import Fault, QueryError

_WORDS: dict[Fault, str | Promise] = {
    Fault.TOO_LONG: _("This is too long to search for. Shorten it."),
    Fault.TOO_DEEP: _("There are too many brackets within brackets here."),
    Fault.TOO_MANY: _("These are too many words at once. Leave some out."),
    Fault.NOTHING_TO_JOIN: _("Something to look for is missing beside “%(word)s”."),
    Fault.NOT_CLOSED: _("This bracket is not closed. Add one at the end, or put the text in quotation marks."),
    Fault.NOT_OPENED: _("This bracket was never opened. Take it out, or put the text in quotation marks."),
    Fault.UNKNOWN_TERM: _("There is no term “%(word)s:”. To look for these very words, put them in quotation marks."),
    Fault.NO_VALUE: _("Say what “%(word)s:” should be."),
    Fault.UNKNOWN_VALUE: _("Nothing here is called “%(word)s”."),
    Fault.NO_TIME: _("“%(word)s” is no day and no time. Write it as 2026-11-30, 2026-11, today or 3d."),
    Fault.NO_COMPARISON: _("“%(word)s:” cannot be compared. Give one value."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """The words, and the query in three parts: before the fault, the fault, and after it. `mended` is the query as it
    was perhaps meant."""

    words: str
    before: str
    wrong: str
    after: str
    perhaps: str = ""
    mended: str = ""


def told(fault: QueryError, query: str) -> Told:
    """The fault as the screen tells it."""
    wrong = query[fault.start : fault.end]
    return Told(
        words=str(_WORDS[fault.fault]) % {"word": fault.word},
        before=query[: fault.start],
        wrong=wrong,
        after=query[fault.end :],
        perhaps=fault.perhaps,
        mended=_mended(fault, query, wrong) if fault.perhaps else "",
    )


def _mended(fault: QueryError, query: str, wrong: str) -> str:
    meant = f'"{fault.perhaps}"' if " " in fault.perhaps else fault.perhaps
    whole = wrong.replace(fault.word, meant, 1) if fault.word in wrong else meant
    return query[: fault.start] + whole + query[fault.end :]
