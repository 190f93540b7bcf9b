"""Who may be calling: people found by name, address or telephone number, of those whom the agent may know."""

from django.db.models import Q

from goodword.accounts.models import Agent
from goodword.accounts.queries import organization
from goodword.conversations.acquaintance import known_people
from goodword.core.search.index import ALL_TIME, newest
from goodword.core.search.matching import PEOPLE, both, match_text
from goodword.people.addresses import normalize_address
from goodword.people.models import Customer, Identity
from goodword.people.phones import looks_like_phone, normalize_phone

SHOWN = 8
_ASKED = 50


def callers_like(agent: Agent, words: str) -> list[Customer]:
    """At most SHOWN people, those first whose address or number begins as typed."""
    typed = " ".join(words.split())[:200]
    if not typed:
        return []
    ids = list(dict.fromkeys([*_by_identity(typed), *_by_words(typed)]))
    known = known_people(agent, ids) if ids else set()
    rows = Customer.objects.filter(pk__in=known, is_unsure=False).prefetch_related("identities")
    found = {customer.pk: customer for customer in rows}
    return [found[pk] for pk in ids if pk in found][:SHOWN]


def _by_identity(typed: str) -> list[int]:
    values = Q(value__startswith=normalize_address(typed))
    if looks_like_phone(typed):
        house = organization()
        values = Q(value=normalize_phone(typed, house.time_zone if house else "UTC") or typed)
    elif "@" not in typed:
        return []
    return list(Identity.objects.filter(values).order_by("value", "pk").values_list("customer_id", flat=True)[:_ASKED])


def _by_words(typed: str) -> list[int]:
    parts = [match for word in typed.split() if (match := match_text(word)) is not None]
    if not parts:
        return []
    hits = newest(both([PEOPLE, *parts]), below=0, least=-ALL_TIME, limit=_ASKED)
    return [-key for key, _conversation in hits]
