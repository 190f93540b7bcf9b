"""What stands around a reply: to whom, under which subject, with or without signature and quoted history."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _

from goodword.accounts.models import Agent
from goodword.conversations.arrivals import Recipient
from goodword.conversations.choices import Direction
from goodword.conversations.models import Conversation, Mailbox, Message
from goodword.core.errors import ActionRefused, Invalid
from goodword.people.addresses import normalize_address
from goodword.people.queries import addresses_of, representatives_today

Kind = Literal["to", "cc", "bcc"]
MOST_RECIPIENTS = 50
LONGEST_ADDRESS = 320
_BETWEEN = re.compile(r'[,;\n](?=(?:[^"]*"[^"]*")*[^"]*$)')
_NAMED = re.compile(r"([^<>]*)<([^<>]*)>")
_ADDRESS = re.compile(r"[^@\s<>,;:\"()\[\]]+@[^@\s<>,;:\"()\[\]]+\.[^@\s<>,;:\"()\[\].]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Envelope:
    """None leaves recipients as they are proposed, and the subject as the conversation's."""

    recipients: tuple[Recipient, ...] | None = None
    subject: str | None = None
    with_signature: bool = True
    with_history: bool = True


def kept_recipients(stored: Iterable[dict[str, Any]]) -> tuple[Recipient, ...]:
    """The recipients of a row."""
    return tuple(Recipient(kind=one["kind"], name=one.get("name", ""), address=one["address"]) for one in stored)


def typed_recipients(kind: Kind, text: str) -> list[Recipient]:
    """The addresses of a field: "Odile <o@example.org>, second@example.org". Raises Invalid naming what is none."""
    found = []
    for part in filter(None, (piece.strip() for piece in _BETWEEN.split(text))):
        named = _NAMED.fullmatch(part)
        name, address = (named[1].strip().strip('"'), named[2].strip()) if named else ("", part)
        if not _ADDRESS.fullmatch(address) or len(address) > LONGEST_ADDRESS:
            words = _("“%(address)s” is not an e-mail address.") % {"address": part[:LONGEST_ADDRESS]}
            raise Invalid(words, **{kind: words})
        found.append(Recipient(kind=kind, name=" ".join(name.split())[:200], address=address))
    return found


def each_once(recipients: Iterable[Recipient]) -> tuple[Recipient, ...]:
    """Every address once, where it stands first. Raises Invalid when there are too many, or none under To."""
    once = tuple({normalize_address(one.address): one for one in reversed(list(recipients))}.values())[::-1]
    if not any(one.kind == "to" for one in once):
        raise Invalid(_("Say whom it goes to."), to=_("Give at least one address."))
    if len(once) > MOST_RECIPIENTS:
        raise Invalid(_("A reply goes to at most %(most)s addresses.") % {"most": MOST_RECIPIENTS})
    return once


def proposed_recipients(conversation: Conversation, latest: Sequence[Message] = ()) -> tuple[Recipient, ...]:
    """Whoever wrote last of the customer and those who may write for them today, where they want answers, and whoever
    got a copy of that letter; never ourselves. Somebody else who wrote in between is told nothing by itself.

    `latest` are the latest messages, newest first, if they were read already.

    Raises ActionRefused when we know no address.
    """
    answered = _answered(conversation, latest)
    address = (answered and (answered.reply_to or answered.sender_address)) or _known_address(conversation)
    if not address:
        raise ActionRefused(_("We have no address for this customer yet. Add one first."))
    writer = (answered and answered.customer) or conversation.customer
    to = Recipient(name=writer.name, address=address)
    beside = _beside(answered) if answered else []
    seen = {normalize_address(address), normalize_address(answered.sender_address) if answered else ""}
    ours = _our_addresses([*beside])
    others = [one for one in beside if normalize_address(one.address) not in seen | ours]
    return each_once([to, *others])


def _answered(conversation: Conversation, latest: Sequence[Message]) -> Message | None:
    """The last letter of the customer, or of somebody who may write for them today."""
    last = _last_letter(conversation, latest)
    if last is None or last.customer_id == conversation.customer_id:
        return last
    hearers = {conversation.customer_id, *representatives_today(conversation.customer_id)}
    return _last_letter(conversation, latest, hearers)


def _last_letter(
    conversation: Conversation, latest: Sequence[Message], writers: Collection[int] | None = None
) -> Message | None:
    """The last letter that a person (one of these) wrote; asked for only if it is not among the latest."""
    for one in latest:
        if one.is_from_customer and not one.is_automatic and (writers is None or one.customer_id in writers):
            return one
    letters = conversation.messages.filter(direction=Direction.IN, is_automatic=False)
    if writers is not None:
        letters = letters.filter(customer_id__in=writers)
    return letters.select_related("customer").order_by("-at", "-id").first()


def _known_address(conversation: Conversation) -> str:
    return next(iter(addresses_of(conversation.customer)), "")


def _beside(letter: Message) -> list[Recipient]:
    """Everybody else to whom the letter went, as copies."""
    others = [(one.get("name", ""), one["address"]) for one in letter.recipients if one.get("kind") in {"to", "cc"}]
    return [Recipient(kind="cc", name=name, address=address) for name, address in others if address]


def _our_addresses(recipients: Sequence[Recipient]) -> set[str]:
    """Those of the recipients that are mailboxes or agents of ours, also with a +tag."""
    bare = {normalize_address(one.address): _without_tag(one.address) for one in recipients}
    if not bare:
        return set()
    asked = {*bare, *bare.values()}
    ours = set(Mailbox.objects.filter(address__in=asked).values_list("address", flat=True))
    ours |= {email.lower() for email in Agent.objects.filter(email__in=asked).values_list("email", flat=True)}
    return {address for address, plain in bare.items() if {address, plain} & ours}


def _without_tag(address: str) -> str:
    local, at, domain = normalize_address(address).rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"
