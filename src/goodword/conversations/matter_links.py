"""The link by which a customer opens the page of their matter: signed for this only, and for one person."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from goodword.accounts.queries import organization
from goodword.conversations.matters import MatterLink
from goodword.conversations.models import Conversation, Message
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.core.private_addresses import is_this_machine
from goodword.people.addresses import normalize_address
from goodword.people.models import Identity, IdentityKind
from goodword.people.queries import representatives_today

FORM_LASTS = timedelta(days=30)  # since the page was opened; as long it is known whether a form was sent before
_signer = Signer(salt="goodword.conversations.matter", sep="~")


@dataclass(frozen=True, slots=True)
class KnownLink:
    """A link that we signed once; `is_open`: it opens the page now."""

    link: MatterLink
    is_open: bool


def matter_token(link: MatterLink) -> str:
    """The token of the link as it is now."""
    return _signer.sign(f"{link.pk}-{link.serial}")


def matter_address(link: MatterLink) -> str:
    """The whole link, under the address that the installation is known by."""
    return settings.GOODWORD.address + reverse("matter", args=[matter_token(link)])


def known_link(token: str) -> KnownLink:
    """The link of this token, with its conversation and person. Raises NotFound for one that we did not sign."""
    try:
        number, serial = (int(part) for part in _signer.unsign(token).split("-"))
    except (BadSignature, ValueError) as error:
        raise NotFound from error
    rows = MatterLink.objects.select_related(
        "conversation__customer", "conversation__assignee", "conversation__mailbox", "person"
    )
    link = rows.filter(pk=number).first()
    if link is None:
        raise NotFound
    return KnownLink(link, is_open=serial == link.serial and link.is_open(now()) and may_read(link))


def may_read(link: MatterLink) -> bool:
    """Whether it is (still) the person's matter, or that of somebody for whom they may write today."""
    customer_id = link.conversation.customer_id
    return link.person_id == customer_id or link.person_id in representatives_today(customer_id)


def people_of(conversation: Conversation) -> set[int]:
    """Who may read the page: the customer, and whoever may write for them today."""
    return {conversation.customer_id, *representatives_today(conversation.customer_id)}


def addresses_by_person(people: set[int]) -> dict[str, set[int]]:
    """The e-mail addresses by which we know these people, each with whose it is among them."""
    rows = Identity.objects.filter(kind=IdentityKind.EMAIL, customer_id__in=people)
    found: dict[str, set[int]] = {}
    for address, person in rows.values_list("value", "customer_id"):
        found.setdefault(address, set()).add(person)
    return found


def link_in(message: Message) -> MatterLink | None:
    """The link that this letter of ours brings; None where it brings none."""
    person_id = person_who_gets_link(message)
    if person_id is None:
        return None
    link = MatterLink.objects.filter(conversation=message.conversation_id, person_id=person_id).first()
    if link is not None:
        link.conversation = message.conversation
    return link if link is not None and link.is_open(now()) else None


def person_who_gets_link(message: Message) -> int | None:
    """The person to whom this letter of ours brings a link; None where the house wants none in its letters, or nobody
    could open it."""
    if not is_reached_from_outside():
        return None
    house = organization()
    return person_who_reads(message) if house and house.links_matters else None


def person_who_reads(message: Message) -> int | None:
    """For whom a letter of ours may carry the link: the customer, or one who may write for them. None where anybody
    else gets it as well, since whoever has the link can open it."""
    conversation = message.conversation
    if conversation.is_spam:
        return None
    known = addresses_by_person(people_of(conversation))
    readers = [known.get(normalize_address(address), set()) for address in _addresses(message.recipients)]
    if not readers or not all(readers):
        return None
    if all(conversation.customer_id in people for people in readers):
        return conversation.customer_id
    return min(min(people) for people in readers if conversation.customer_id not in people)


def _addresses(recipients: list[dict[str, Any]]) -> list[str]:
    return [one["address"] for one in recipients if one.get("address")]


def is_reached_from_outside() -> bool:
    """Whether the desk has an address that somebody else's browser can open."""
    return not is_this_machine(settings.GOODWORD.address)
