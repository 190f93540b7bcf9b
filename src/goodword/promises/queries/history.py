"""All that happened to a promise, and to those that it took the place of or that took its place."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from goodword.conversations.queries.thread import ThreadEvent, as_told
from goodword.core.models import RecordedEvent
from goodword.promises.events import DueTimeTold, PromiseWarned
from goodword.promises.models import Promise
from goodword.promises.queries.told import IN_THREAD

_KINDS = [event.kind for event in (*IN_THREAD, PromiseWarned, DueTimeTold)]


@dataclass(frozen=True, slots=True)
class PromiseHistory:
    """The promises of one chain, the first that was made first; and what happened to them, in order."""

    chain: list[Promise]
    events: list[ThreadEvent]

    @property
    def by_number(self) -> Mapping[int, Promise]:
        return {promise.pk: promise for promise in self.chain}


def history_of(promise: Promise) -> PromiseHistory:
    """In four questions, however long it is."""
    here = Q(conversation=promise.conversation_id) | Q(home=promise.home_id)
    rows = Promise.objects.standing().filter(here).select_related("owner", "owner_team", "made_in", "proven_by")
    chain = _chain(promise.pk, {row.pk: row for row in rows.order_by("id")})
    homes = {number for row in chain for number in (row.conversation_id, row.home_id)}
    events = RecordedEvent.objects.filter(conversation_id__in=homes, kind__in=_KINDS).order_by("id")
    numbers = {row.pk for row in chain}
    return PromiseHistory(chain, as_told([one for one in events if one.data.get("promise_id") in numbers]))


def _chain(number: int, rows: Mapping[int, Promise]) -> list[Promise]:
    first = rows[number]
    while (before := rows.get(first.replaces_id or 0)) is not None:
        first = before
    after = {row.replaces_id: row for row in rows.values() if row.replaces_id}
    chain = [first]
    while (following := after.get(chain[-1].pk)) is not None:
        chain.append(following)
    return chain
