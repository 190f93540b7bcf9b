"""Terms about when something was written. Days are those of the reader's zone."""

from zoneinfo import ZoneInfo

from goodword.accounts.models import Agent
from goodword.core.clock import now
from goodword.core.query import Fault, Filter, QueryError, Span, moments_in
from goodword.core.search.terms import Bounds


def before(leaf: Filter, reader: Agent) -> Bounds:
    """Until the day, month or year begins."""
    return None, _span(leaf, leaf.value, reader).begins


def after(leaf: Filter, reader: Agent) -> Bounds:
    """From the day, month or year on."""
    return _span(leaf, leaf.value, reader).begins, None


def older(leaf: Filter, reader: Agent) -> Bounds:
    """Before so long ago."""
    return None, _span(leaf, leaf.value, reader).begins


def newer(leaf: Filter, reader: Agent) -> Bounds:
    """Since so long ago."""
    return _span(leaf, leaf.value, reader).begins, None


def on(leaf: Filter, reader: Agent) -> Bounds:
    """Within the day, month or year; before or after it; or from one to another, both included."""
    if leaf.operator == "..":
        begins = _span(leaf, leaf.value, reader).begins if leaf.value else None
        return begins, _span(leaf, leaf.upto, reader).ends if leaf.upto else None
    span = _span(leaf, leaf.value, reader)
    return {
        ":": (span.begins, span.ends),
        "<": (None, span.begins),
        "<=": (None, span.ends),
        ">": (span.ends, None),
        ">=": (span.begins, None),
    }[leaf.operator]


def _span(leaf: Filter, value: str, reader: Agent) -> Span:
    span = moments_in(value, at=now(), zone=ZoneInfo(reader.time_zone))
    if span is None:
        raise QueryError(Fault.NO_TIME, leaf.start, leaf.end, word=value)
    return span
