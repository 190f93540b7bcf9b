"""The query language of the search field and the list filters. No Django here: text in, a tree with positions out.

`parse` reads, `written` prints what it read, `Terms` holds the `field:value` terms that the rooms add. Whatever is
typed, only `QueryError` is raised; it says where, and by its code what to do.
"""

from goodword.core.query.errors import Fault, QueryError
from goodword.core.query.moments import Span, moments_in
from goodword.core.query.parsing import parse
from goodword.core.query.printing import written
from goodword.core.query.terms import Suggestion, Term, Terms
from goodword.core.query.tree import All, Any, Filter, Node, Not, Phrase, Word, leaves

__all__ = [
    "All",
    "Any",
    "Fault",
    "Filter",
    "Node",
    "Not",
    "Phrase",
    "QueryError",
    "Span",
    "Suggestion",
    "Term",
    "Terms",
    "Word",
    "leaves",
    "moments_in",
    "parse",
    "written",
]
