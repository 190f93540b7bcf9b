"""What is known of mail to the addresses of a reply: it came back, or its owner complained."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goodword.accounts.types import Agent
from goodword.channels.email.choices import BounceReason
from goodword.conversations.access import To
from goodword.conversations.acquaintance import known_people
from goodword.people.queries import people_at, troubled_addresses
from goodword.people.types import AddressStanding


def address_warnings(addresses: Iterable[str]) -> list[str]:
    """A sentence for each address that mail came back from, or whose owner complained."""
    return [sentence for standing in troubled_addresses(addresses) for sentence in _sentences(standing)]


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning, and the person on whose page the mark can be lifted; None when the agent may change nobody with it."""

    words: str
    customer_id: int | None


def warned(agent: Agent, addresses: Iterable[str]) -> list[Warned]:
    """The warnings about these addresses, each with the way to lift it."""
    found = []
    for standing in troubled_addresses(addresses):
        owners = [one.customer_id for one in people_at(standing.address)]
        known = known_people(agent, owners, To.ANSWER) if owners else set()
        owner = next((one for one in owners if one in known), None)
        found += [Warned(words, owner) for words in _sentences(standing)]
    return found


def warnings_by_address(addresses: Iterable[str]) -> dict[str, list[str]]:
    """The sentences about each address that has any."""
    return {standing.address: _sentences(standing) for standing in troubled_addresses(addresses)}


def _sentences(standing: AddressStanding) -> list[str]:
    told = []
    if standing.bounced_at:
        facts = {
            "address": standing.address,
            "day": date_format(localtime(standing.bounced_at), "MONTH_DAY_FORMAT"),
            "reason": _reason(standing.reason),
        }
        told.append(_("Mail to %(address)s came back on %(day)s: %(reason)s.") % facts)
    if standing.complained_at:
        facts = {
            "address": standing.address,
            "day": date_format(localtime(standing.complained_at), "MONTH_DAY_FORMAT"),
        }
        told.append(_("%(address)s complained about our mail on %(day)s.") % facts)
    return told


def _reason(code: str) -> str:
    return str(BounceReason(code).label if code in BounceReason.values else BounceReason.UNKNOWN.label)
