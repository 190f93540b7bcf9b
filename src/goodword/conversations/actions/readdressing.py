"""A reply that was not delivered goes out again, to other addresses if the agent says so."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.arrivals import Recipient
from goodword.conversations.choices import Delivery
from goodword.conversations.envelopes import each_once
from goodword.conversations.events import ReplyReaddressed, ReplyRetried
from goodword.conversations.models import Conversation, Message
from goodword.conversations.projections import NOT_DELIVERED, restate_conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, NotFound
from goodword.core.events import record
from goodword.people.addresses import normalize_address
from goodword.people.queries import troubled_addresses


@transaction.atomic
def send_again(message_id: int, *, by: Actor, to: Sequence[Recipient] = ()) -> Message:
    """Try a reply again that failed or came back, now. `to` stands in place of those it was written to; whoever had a
    copy is named, and gets no second one.

    Raises NotFound, Invalid, and ActionRefused when it was delivered, or came back and `to` names nobody else.
    """
    number = Message.objects.filter(pk=message_id).values_list("conversation_id", flat=True).first()
    conversation = Conversation.objects.locked(number or 0)
    message = Message.objects.select_for_update(of=("self",)).filter(pk=message_id).first()
    if message is None:
        raise NotFound
    _check(message, to)
    about = {"conversation_id": conversation.pk, "person_id": conversation.customer_id, "message_id": message.pk}
    if to:
        message.recipients = [one.as_json() for one in each_once([*to, *_copies(message)])]
        record(ReplyReaddressed(by=by, **about))
    message.delivery, message.delivery_problem, message.leaves_at = Delivery.QUEUED, "", now()
    message.may_have_arrived_twice, message.came_back = False, None
    columns = ["recipients", "delivery", "delivery_problem", "came_back", "leaves_at", "may_have_arrived_twice"]
    message.save(update_fields=columns)
    restate_conversation(conversation)
    record(ReplyRetried(by=by, **about))
    return message


def _copies(message: Message) -> list[Recipient]:
    """Those who had a copy. Of a letter that came back they have it already, but those from whom mail comes back."""
    copies = [Recipient(**one) for one in message.recipients if one["kind"] != "to"]
    if message.delivery != Delivery.BOUNCED:  # no server took it for anybody
        return copies
    returned = {row.address for row in troubled_addresses(one.address for one in copies) if row.bounced_at}
    return [replace(one, has_it=normalize_address(one.address) not in returned) for one in copies]


def _check(message: Message, to: Sequence[Recipient]) -> None:
    if message.delivery not in NOT_DELIVERED:
        raise ActionRefused(_("Only a reply that was not delivered can be sent again."))
    before = {one["address"].lower() for one in message.recipients if one["kind"] == "to"}
    if message.delivery == Delivery.BOUNCED and {one.address.lower() for one in to} <= before:
        raise ActionRefused(_("It came back from this address. Give another one."))
