"""Which conversations a desk of a given size had: the same for the same seed."""

import random
from collections.abc import Iterator
from datetime import timedelta

from bench.tales import AGENTS, COURSES, FIRST, LAST, TEAMS, Person, Tale
from bench.words import sentences

A_PERSONS = 3  # conversations
_SPANISH_OF_TEN = 3
_RECENT = (LAST - timedelta(days=300)).timestamp()  # what was snoozed before is awake again
_FORENAMES = ("Odile", "Mateo", "Priya", "Tomasz", "Lucía", "Henry", "Amara", "Ingrid", "Rafael", "Wen")
_SURNAMES = ("Hartwell", "García", "Nakamura", "Okafor", "Lindqvist", "Moreau", "Santos", "Bauer", "Núñez", "Clarke")


def people(conversations: int) -> Iterator[Person]:
    """The customers of so many conversations."""
    count = -(-conversations // A_PERSONS)
    for number in range(count):
        name = f"{_FORENAMES[number % 10]} {_SURNAMES[number // 10 % 10]}"
        yield Person(number, _begins(number, count), name, f"person{number}@example.org")


def tales(conversations: int, seed: int) -> Iterator[Tale]:
    """The conversations, each of five messages, in the order in which they began: first one of each course."""
    chance = random.Random(seed)
    pools = {language: sentences(language, seed) for language in ("en", "es")}
    writers = list(people(conversations))
    shares = [course.share for course in COURSES]
    for number in range(conversations):
        writer = writers[number % len(writers)]
        pool = pools["es" if writer.number % 10 < _SPANISH_OF_TEN else "en"]
        begins = _begins(number, conversations)
        course = number if number < len(COURSES) else chance.choices(range(len(COURSES)), shares)[0]
        yield Tale(
            number=number,
            course=course if begins > _RECENT or COURSES[course].finish != "snooze" or number == course else 0,
            begins=begins,
            person=writer,
            agent=chance.randrange(AGENTS),
            mailbox=chance.randrange(TEAMS),
            subject=chance.choice(pool)[:80].strip(" ."),
            texts=tuple(" ".join(chance.choices(pool, k=chance.randint(3, 9))) for _ in range(5)),
        )


def _begins(number: int, count: int) -> int:
    span = int((LAST - FIRST).total_seconds())
    return int(FIRST.timestamp()) + span * number // count
