"""What the log says of an exception: its kind and where it came from, never its words.

Words quote what they are about: a letter's line, a customer's address, the row that a database would not take.
"""

import errno
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from pathlib import PurePath
from typing import Any

_MOST_FRAMES = 12
_MOST_CAUSES = 5


def tell_failure(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A step of the log: `exc_info` becomes `exception`, on one line, the place of the failure first."""
    given = event.pop("exc_info", None)
    found = given if given is not True else sys.exc_info()
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["exception"] = "; because ".join(_told(one) for one in _causes(error))
    return event


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def _told(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    places = " < ".join(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    kind = f"{type(error).__module__}.{type(error).__qualname__}{_code(error)}"
    return f"{kind} at {places}" if places else kind


def _code(error: BaseException) -> str:
    """What the system or the database calls it."""
    state = getattr(error, "sqlstate", None)
    if isinstance(error, OSError) and error.errno is not None:
        state = errno.errorcode.get(error.errno, str(error.errno))
    return f"[{state}]" if state else ""


def _short(filename: str) -> str:
    return "/".join(PurePath(filename).parts[-3:])
