"""What is known of mail to the addresses of a reply: it came back, or its owner complained."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goodword.channels.email.choices import BounceReason
from goodword.people.queries import troubled_addresses
from goodword.people.types import AddressStanding


def address_warnings(addresses: Iterable[str]) -> list[str]:
    """A sentence for each address that mail came back from, or whose owner complained."""
    return [sentence for standing in troubled_addresses(addresses) for sentence in _sentences(standing)]


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
