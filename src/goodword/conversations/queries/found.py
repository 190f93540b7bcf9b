"""What a query finds besides conversations: people, among those whom the reader may know."""

from goodword.accounts.models import Agent
from goodword.conversations.acquaintance import known_people
from goodword.conversations.search.understanding import Question
from goodword.core.search.index import newest
from goodword.core.search.matching import PEOPLE, both
from goodword.people.models import Customer

SHOWN = 4
_EXAMINED = 60


def found_people(reader: Agent, question: Question) -> list[Customer]:
    """A few people whose names, addresses, numbers or companies hold all the words; none where conditions are asked."""
    if question.match is None or question.rows:
        return []
    hits = newest(both([PEOPLE, question.match]), least=-(1 << 62), below=0, limit=_EXAMINED)
    ids = [-key for key, _none in hits]
    known = known_people(reader, ids) if ids else set()
    rows = Customer.objects.select_related("company").prefetch_related("identities").in_bulk(list(known))
    return [rows[number] for number in ids if number in rows][:SHOWN]
