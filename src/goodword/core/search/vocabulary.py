"""The words that were ever written: to complete what is being typed, and to mend slips.

It says nothing of who may read where they stand: whoever shows one of them first asks whether the reader finds it.
"""

import time
from collections import Counter
from collections.abc import Iterable

from django.db import transaction

from goodword.core.query.terms import steps_between
from goodword.core.search.models import Lesson, VocabularyWord

LESSONS_AT_ONCE = 200
BREATH = 0.02  # seconds in which others may write
MOST_COMPLETIONS = 40
_MOST_CANDIDATES = 1_500
_SHORT = 4
_LONGEST = 30
_BATCH = 5_000


def learn() -> int:
    """Let the vocabulary take in what was written since; returns how many lessons that was. One at a time may do so."""
    learned = 0
    while count := _learn_some():
        learned += count
        time.sleep(BREATH)
    return learned


@transaction.atomic
def _learn_some() -> int:
    lessons = list(Lesson.objects.order_by("pk")[:LESSONS_AT_ONCE])
    if not lessons:
        return 0
    times: Counter[str] = Counter()
    for lesson in lessons:
        for word in lesson.words.split():
            if len(word) <= _LONGEST:
                times[word] += lesson.times
    _add({word: count for word, count in times.items() if count})
    Lesson.objects.filter(pk__in=[lesson.pk for lesson in lessons]).delete()
    return len(lessons)


def _add(times: dict[str, int]) -> None:
    words = sorted(times)
    for at in range(0, len(words), _BATCH):
        part = words[at : at + _BATCH]
        known = dict(VocabularyWord.objects.filter(pk__in=part).values_list("word", "times"))
        totals = {word: known.get(word, 0) + times[word] for word in part}
        VocabularyWord.objects.bulk_create(
            [
                VocabularyWord(word=word, begins=word[:2], ends=word[-2:], times=total)
                for word, total in totals.items()
                if total > 0
            ],
            update_conflicts=True,
            unique_fields=["word"],
            update_fields=["times"],
        )
        VocabularyWord.objects.filter(pk__in=[word for word, total in totals.items() if total <= 0]).delete()


def completions(beginning: str, most: int = MOST_COMPLETIONS) -> list[str]:
    """The most frequent words that begin so (folded), of two letters or more."""
    if len(beginning) < 2 or not beginning.isalpha():  # noqa: PLR2004 (one letter begins half of all words)
        return []
    rows = VocabularyWord.objects.filter(begins=beginning[:2])
    if len(beginning) > 2:  # noqa: PLR2004
        rows = rows.filter(word__startswith=beginning)
    return list(rows.order_by("-times").values_list("word", flat=True)[:most])


def is_known(word: str) -> bool:
    """Whether somebody ever wrote this word (folded)."""
    return VocabularyWord.objects.filter(pk=word).exists()


def near(word: str, most: int = 3) -> list[str]:
    """The words that are meant by a slip or two, the likeliest first: fewest slips, then most frequent."""
    if len(word) < _SHORT - 1 or len(word) > _LONGEST:
        return []
    steps = 1 if len(word) <= _SHORT else 2
    found = [
        (away, -times, candidate)
        for candidate, times in _candidates(word)
        if abs(len(candidate) - len(word)) <= steps and (away := steps_between(word, candidate, steps)) <= steps
    ]
    return [candidate for away, _times, candidate in sorted(found) if away][:most]


def _candidates(word: str) -> Iterable[tuple[str, int]]:
    """Frequent words that share the beginning or the end: one slip leaves one of both as it was."""
    rows = VocabularyWord.objects.order_by("-times").values_list("word", "times")
    begin_alike = rows.filter(begins__in={word[:2], word[1::-1]})[:_MOST_CANDIDATES]
    end_alike = rows.filter(ends=word[-2:])[:_MOST_CANDIDATES]
    return {*begin_alike, *end_alike}


def forget_all() -> None:
    """Empty the vocabulary."""
    Lesson.objects.all().delete()
    VocabularyWord.objects.all().delete()
