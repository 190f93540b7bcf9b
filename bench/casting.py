"""A planned desk, cast: the moulds are made, filled for each tale, and their rows loaded."""

import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Max, Model

from bench.loading import Loader, loading
from bench.moulds import (
    MARK_ADDRESS,
    MARK_NAME,
    MARK_SUBJECT,
    MARK_TEXTS,
    Cast,
    Mould,
    mould_of,
    tables,
)
from bench.plan import people, tales
from bench.tales import COURSES, Desk, Person, Tale, tell, tell_person
from goodword.accounts.models import Agent, Team
from goodword.conversations.models import Conversation, Mailbox
from goodword.people.models import Customer

FLUSH = 20_000  # rows of a table
BEFORE_FIRST_NUMBER = 1_000
SAY_EVERY = 50_000  # conversations
_AT = int(datetime(2026, 3, 2, 9, 0, tzinfo=UTC).timestamp())
_PERSON = Person(0, _AT, MARK_NAME, MARK_ADDRESS)
Say = Callable[[str], None]


def cast_desk(desk: Desk, conversations: int, seed: int, say: Say) -> None:
    """Fill the desk's database with the planned people and conversations."""
    moulds = [_mould_of_course(desk, course) for course in range(len(COURSES))]
    person = mould_of(lambda: tell_person(_PERSON), datetime.fromtimestamp(_AT, UTC), {})
    models = [model for model in tables() if any(model in mould.counts for mould in (*moulds, person))]
    first = {model: next_id(model) for model in models}
    began = time.monotonic()
    with loading(models) as loader:
        pile = _Pile(loader)
        met = first[Customer]
        for one in people(conversations):
            pile.add(person, _cast_of_person(one, first), first)
        for tale in tales(conversations, seed):
            pile.add(moulds[tale.course], _cast_of(tale, desk, met, first), first)
            if tale.number % SAY_EVERY == SAY_EVERY - 1:
                say(f"{tale.number + 1:,} after {time.monotonic() - began:.0f} s")
        pile.flush()
        say(f"rows are in after {time.monotonic() - began:.0f} s")
    say(f"indexes and statistics after {time.monotonic() - began:.0f} s")


class _Pile:
    """Rows that wait until there are enough of a table."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader
        self._rows: dict[type[Model], list[tuple[object, ...]]] = defaultdict(list)

    def add(self, mould: Mould, tale: Cast, first: dict[type[Model], int]) -> None:
        """The rows of one tale; afterwards `first` are the ids of the next one."""
        for row in mould.rows:
            rows = self._rows[row.model]
            rows.append(row.cast(tale))
            if len(rows) >= FLUSH:
                self._write(row.model)
        for model, count in mould.counts.items():
            first[model] += count

    def flush(self) -> None:
        for model in self._rows:
            self._write(model)

    def _write(self, model: type[Model]) -> None:
        self._loader.write(model, self._rows[model])
        self._rows[model] = []


def _mould_of_course(desk: Desk, course: int) -> Mould:
    tale = Tale(0, course, _AT, _PERSON, 1, 1, MARK_SUBJECT, MARK_TEXTS)
    with transaction.atomic():
        customer = tell_person(_PERSON)
        given = _given(tale, desk, customer.pk)
        mould = mould_of(lambda: tell(tale, desk, customer), datetime.fromtimestamp(_AT, UTC), given)
        transaction.set_rollback(True)
    return mould


def _given(tale: Tale, desk: Desk, customer: int) -> dict[type[Model], int]:
    mailbox = desk.mailboxes[tale.mailbox]
    return {
        Agent: desk.agents[tale.agent].pk,
        Mailbox: mailbox.pk,
        Team: mailbox.team_id or 0,
        Customer: customer,
    }


def _cast_of_person(person: Person, first: dict[type[Model], int]) -> Cast:
    return Cast(begins=person.begins, first=first, given={}, name=person.name, address=person.address)


def _cast_of(tale: Tale, desk: Desk, met: int, first: dict[type[Model], int]) -> Cast:
    return Cast(
        begins=tale.begins,
        first=first,
        given=_given(tale, desk, met + tale.person.number),
        name=tale.person.name,
        address=tale.person.address,
        subject=tale.subject,
        texts=tale.texts,
    )


def next_id(model: type[Model]) -> int:
    """The first id that no row of the table has; numbers of conversations begin at 1001."""
    last = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
    return max(int(last), BEFORE_FIRST_NUMBER if model is Conversation else 0) + 1
