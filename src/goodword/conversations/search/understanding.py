"""From the tree of a query to what is asked: words of the index, a condition on conversations, a time.

What stands side by side must all hold. The words among it must stand in one message or note (with its subject, its
sender, its recipients and the names of its files); conditions are about the conversation. Where words and conditions
are joined by OR, the words are looked up first, among the newest hits.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.db.models import Q

from goodword.accounts.models import Agent
from goodword.core.query import All, Any, Fault, Filter, Node, Not, Phrase, QueryError, Word, leaves
from goodword.core.search.documents import first_key
from goodword.core.search.index import ALL_TIME, MOST_EXAMINED, newest
from goodword.core.search.matching import Match, Without, both, either, last_word, match_begun, match_text
from goodword.core.search.terms import TERMS
from goodword.core.search.vocabulary import completions
from goodword.core.search.words import joined_numbers

LEAST = 1
_DIGITS = re.compile(r"[+\d().\-/]*\d[\d().\-/]*")


@dataclass(slots=True)
class Question:
    """What is asked. `typed` are the plain words that should be there; `least` and `below` bound the index's keys."""

    matches: list[Match] = field(default_factory=list)
    rows: Q = field(default_factory=Q)
    least: int = LEAST
    below: int = ALL_TIME
    is_narrow: bool = False
    with_spam: bool = False

    @property
    def match(self) -> Match | None:
        """What to look for in the index; None when no words are asked for."""
        return both(self.matches) if self.matches else None


def understand(tree: Node, reader: Agent, *, typing_at: int = -1) -> Question:
    """The question that the tree asks for this reader. The word that ends at `typing_at` may go on.

    Raises QueryError for a value that its term does not know.
    """
    return _Understanding(reader, typing_at).of(tree)


class _Understanding:
    def __init__(self, reader: Agent, typing_at: int) -> None:
        self.reader, self.typing_at = reader, typing_at

    def of(self, tree: Node) -> Question:
        question = Question()
        parts = _numbers_joined(tree.parts) if isinstance(tree, All) else (tree,)
        times = []
        for part in parts:
            if self.is_text(part):
                match = self.match(part)
                question.matches += [match] if match else []
            elif isinstance(part, Filter) and TERMS.of(part.name).meaning.of_time:
                times.append(part)
            else:
                question.rows &= self.rows(part)
                question.is_narrow |= isinstance(part, Filter) and TERMS.of(part.name).meaning.narrows
        for part in times:
            self.set_time(question, part)
        question.with_spam = any(
            isinstance(leaf, Filter) and (leaf.name, leaf.value.lower()) == ("is", "spam")
            for leaf, _wanted in leaves(tree)
        )
        return question

    def set_time(self, question: Question, part: Filter) -> None:
        """Of words, the time of the message; of conditions alone, that of the conversation's last one."""
        since, until = self.bounds(part)
        if not question.matches:
            question.rows &= _within(since, until)
            return
        if since is not None:
            question.least = max(question.least, first_key(since))
        if until is not None:
            question.below = min(question.below, first_key(until))

    def is_text(self, node: Node) -> bool:
        if isinstance(node, Filter):
            return TERMS.of(node.name).meaning.text is not None
        if isinstance(node, Not):
            return self.is_text(node.part)
        if isinstance(node, All | Any):
            return all(self.is_text(part) for part in node.parts)
        return True

    def match(self, node: Node) -> Match | None:
        if isinstance(node, Word):
            return self.word(node)
        if isinstance(node, Phrase):
            return match_text(node.text)
        if isinstance(node, Filter):
            text = TERMS.of(node.name).meaning.text
            return text(node) if text else None
        if isinstance(node, Not):
            part = self.match(node.part)
            return Without(part) if part else None
        parts = [match for part in node.parts if (match := self.match(part))]
        if not parts:
            return None
        return both(parts) if isinstance(node, All) else either(parts)

    def word(self, node: Word) -> Match | None:
        """The word itself; one whose end is open, or is being typed, also as what it may become."""
        whole = match_text(node.text)
        if whole is None or not (node.is_begun or node.end == self.typing_at):
            return whole
        completed = completions(last_word(node.text))
        return either([whole, match_begun(completed)]) if completed else whole

    def rows(self, node: Node) -> Q:
        if self.is_text(node):
            match = self.match(node)
            if match is None:
                return Q()
            found = newest(match, limit=MOST_EXAMINED)
            return Q(pk__in={conversation for _key, conversation in found})
        if isinstance(node, Not):
            return ~self.rows(node.part)
        if isinstance(node, All | Any):
            return self.joined(node)
        if not isinstance(node, Filter):
            raise TypeError(node)
        meaning = TERMS.of(node.name).meaning
        if meaning.rows:
            return meaning.rows(node, self.reader)
        return _within(*self.bounds(node))

    def joined(self, node: All | Any) -> Q:
        whole = self.rows(node.parts[0])
        for part in node.parts[1:]:
            whole = whole & self.rows(part) if isinstance(node, All) else whole | self.rows(part)
        return whole

    def bounds(self, node: Filter) -> tuple[datetime | None, datetime | None]:
        of_time = TERMS.of(node.name).meaning.of_time
        if of_time is None:
            raise QueryError(Fault.NO_TIME, node.start, node.end, word=node.value)
        return of_time(node, self.reader)


def _numbers_joined(parts: Sequence[Node]) -> list[Node]:
    """The groups of a long number, such as that of a telephone, as one phrase; everything else as it is."""
    joined: list[Node] = []
    for is_number, group in groupby(parts, lambda part: isinstance(part, Word) and bool(_DIGITS.fullmatch(part.text))):
        run = list(group)
        words = [part for part in run if isinstance(part, Word)]
        text = " ".join(word.text for word in words)
        if is_number and len(run) > 1 and any(joined_numbers(text)):
            joined.append(Phrase(text, start=words[0].start, end=words[-1].end))
        else:
            joined += run
    return joined


def _within(since: datetime | None, until: datetime | None) -> Q:
    found = Q()
    if since is not None:
        found &= Q(last_message_at__gte=since)
    if until is not None:
        found &= Q(last_message_at__lt=until)
    return found
