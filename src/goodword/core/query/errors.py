"""What can be wrong with a query. Codes only: the screen has the words."""

from enum import StrEnum


class Fault(StrEnum):
    TOO_LONG = "too-long"
    TOO_DEEP = "too-deep"
    TOO_MANY = "too-many"
    NOTHING_TO_JOIN = "nothing-to-join"
    NOT_CLOSED = "not-closed"
    NOT_OPENED = "not-opened"
    UNKNOWN_TERM = "unknown-term"
    NO_VALUE = "no-value"
    UNKNOWN_VALUE = "unknown-value"
    NO_TIME = "no-time"
    NO_COMPARISON = "no-comparison"


class QueryError(ValueError):
    """The query cannot be understood from `start` to `end`. `word` is what stands there, `perhaps` what was meant."""

    def __init__(self, fault: Fault, start: int, end: int, *, word: str = "", perhaps: str = "") -> None:
        super().__init__(fault.value)
        self.fault, self.start, self.end = fault, start, end
        self.word, self.perhaps = word, perhaps
