"""How often one may do what on the page, by link and by network address. The figures stand in `web/door/rates.py`."""

from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from goodword.conversations.types import MatterLink
from goodword.core.errors import DomainError


class TooOften(DomainError):
    """Somebody sends more from the page than people do."""

    code = "too-often"
    status = 429
    default = _("That was a lot at once. Wait a few minutes, then send it again: it still stands here.")


def count_sending(request: HttpRequest, link: MatterLink) -> None:
    """Count what is sent from the page. Raises TooOften."""
    network = ratelimit.consume(request, action="matter_from_network")
    own = ratelimit.consume(request, action="matter_by_link", key=str(link.pk))
    if not (network and own):
        raise TooOften


def may_ask_for_link(request: HttpRequest, number: int) -> bool:
    """Count a wish for a new link, and say whether the mail may be sent."""
    network = ratelimit.consume(request, action="matter_link_from_network")
    own = ratelimit.consume(request, action="matter_link_of", key=str(number))
    return bool(network and own)
