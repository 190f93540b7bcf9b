"""A person's history: open matters first, then the newest, bounded however many there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.snoozing import snooze_conversation
from goodword.conversations.models import Conversation
from goodword.conversations.queries.people import people_page
from goodword.conversations.queries.person import history_beside, history_of, matters_of
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock


@pytest.fixture
def matters(cast: Cast, clock: Clock) -> list[Conversation]:
    """Five of Odile's, the oldest first; the second and the newest are closed."""
    found = []
    for number in range(5):
        found.append(conversation_with_odile(cast, subject=f"Matter {number}"))
        clock.forward(hours=1)
    for number in (1, 4):
        close_conversation(found[number].pk, by=Actor.agent(cast.mara.pk))
    return found


def _subjects(rows: list[Conversation]) -> str:
    return "".join(row.subject[-1] for row in rows)


def test_open_ones_come_first_whatever_the_page(cast: Cast, matters: list[Conversation]) -> None:
    odile, shown, after = matters[0].customer, "", ""
    for _page in range(3):
        page = matters_of(cast.mara, odile, after=after, size=2)
        shown, after = shown + _subjects(page.rows), page.next_key
    assert (shown, after) == ("32041", "")


def test_beside_a_conversation(cast: Cast, matters: list[Conversation]) -> None:
    with CaptureQueriesContext(connection) as asked:
        history = history_beside(cast.olive, matters[0], size=3)
    assert len(asked) == 1
    assert (_subjects(history.others), history.total, history.open_count) == ("324", 5, 3)
    assert history.last_at == matters[4].last_message_at


def test_what_the_agent_may_not_see_is_not_counted(cast: Cast, matters: list[Conversation]) -> None:
    Conversation.objects.filter(pk__in=[one.pk for one in matters[1:]]).update(team=cast.nursing)
    alone = history_beside(cast.mara, matters[0])
    assert (alone.others, alone.total, alone.open_count) == ([], 1, 1)
    seen = history_of(cast.mara, matters[0].customer)
    assert (seen.total, seen.open_count, seen.last_at) == (1, 1, matters[0].last_message_at)


@pytest.mark.parametrize("key", ["nonsense", "o~x~1", "z~2026-11-01T00:00:00+00:00~1", "o~2026-11-01T00:00:00+00:00~"])
def test_a_foreign_key_is_refused(cast: Cast, matters: list[Conversation], key: str) -> None:
    with pytest.raises(Invalid):
        matters_of(cast.mara, matters[0].customer, after=key)


def test_what_sleeps_is_open(cast: Cast, matters: list[Conversation]) -> None:
    mara = Actor.agent(cast.mara.pk)
    snooze_conversation(matters[3].pk, by=mara, until=matters[4].last_message_at + timedelta(days=9))
    sleeping = snooze_conversation(matters[0].pk, by=mara, until=matters[4].last_message_at + timedelta(days=9))
    beside, own = history_beside(cast.mara, sleeping), history_of(cast.mara, sleeping.customer)
    assert (_subjects(beside.others), beside.open_count, own.open_count) == ("3241", 3, 3)
    assert people_page(cast.mara).rows[0].open_count == 3
