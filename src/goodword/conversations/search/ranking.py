"""Best match: among the newest hits, those first where the words stand in the subject, together, or often.

The ranks are of the index's own marks, so that both engines rank alike, and no statistics of all words are asked for.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from goodword.conversations.search.understanding import Question
from goodword.core.search.documents import Mark
from goodword.core.search.index import MOST_EXAMINED, chosen, newest
from goodword.core.search.matching import Has, Match, Row, both, is_plain, marked, wanted

_IN_A_ROW = 4
_AT_ONCE = 200


def best_first(question: Question, *, seen: str, params: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Key and conversation of the hits that count, the best first, equally good ones newest first."""
    match = question.match
    if match is None:
        return
    hits = newest(match, below=question.below, least=question.least, limit=MOST_EXAMINED)
    if not hits:
        return
    scores = dict.fromkeys((key for key, _conversation in hits), 0)
    for worth, better in _better(match):
        for key, _conversation in newest(
            both([match, better]), below=question.below, least=hits[-1][0], limit=MOST_EXAMINED
        ):
            scores[key] = scores.get(key, 0) + worth
    ranked = sorted(hits, key=lambda hit: (-scores[hit[0]], -hit[0]))
    for at in range(0, len(ranked), _AT_ONCE):
        keys = [key for key, _conversation in ranked[at : at + _AT_ONCE]]
        counting = set(chosen(keys, seen=seen, params=params))
        yield from (hit for hit in ranked[at : at + _AT_ONCE] if hit[0] in counting)


def _better(match: Match) -> list[tuple[int, Match]]:
    """What makes a hit better, and by how much: all words in the subject, one after another, or often."""
    words = [part for part in wanted(match) if is_plain(part)]
    if not words:
        return []
    better: list[tuple[int, Match]] = [(8, both([marked(part, Mark.SUBJECT) for part in words]))]
    single = [part for part in words if isinstance(part, Has)]
    if 1 < len(words) <= _IN_A_ROW and len(single) == len(words):
        better.append((4, _row(single)))
    if single:
        better.append((2, both([marked(part, Mark.OFTEN) for part in single])))
    return better


def _row(words: Sequence[Has]) -> Row:
    """The words one after another: all as they were typed, or all as their stems of one language."""
    longest = max(len(word.words) for word in words)
    variants = [tuple(word.words[min(form, len(word.words) - 1)] for word in words) for form in range(min(longest, 3))]
    return Row(tuple(dict.fromkeys(variants)))
