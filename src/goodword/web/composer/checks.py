"""What looks like a slip before a reply leaves. Nothing here forbids: "send anyway" sends."""

import re

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.conversations.envelopes import Envelope, proposed_recipients
from goodword.conversations.queries.sending import (
    answers_elsewhere,
    draft_files,
    is_to_customer,
    unknown_addresses,
)
from goodword.conversations.types import Conversation
from goodword.core.errors import DomainError
from goodword.core.markup import html_to_text
from goodword.web.composer.standing import address_warnings

_SPEAKS_OF_FILES = re.compile(
    r"\b(attach(?:ed|ment|ments|ing)?|enclosed|adjunt[oa]s?|adjuntamos|anexo|archivo adjunto)\b", re.IGNORECASE
)


class LookAgain(DomainError):
    """Something looks like a slip. `anyway` is what the button that sends all the same stands for."""

    code = "look-again"
    status = 422

    def __init__(self, slips: list[str], anyway: str) -> None:
        self.slips, self.anyway = slips, anyway
        super().__init__(" ".join(slips))


def look_again(
    request: HttpRequest, conversation: Conversation, html: str, envelope: Envelope | None, *, anyway: str
) -> None:
    """Raises LookAgain when something looks like a slip and the agent has not said "send anyway"."""
    slips = [] if "anyway" in request.POST else slips_of(conversation, html, envelope, request.user.pk or 0)
    if slips:
        raise LookAgain(slips, anyway)


def slips_of(conversation: Conversation, html: str, envelope: Envelope | None, agent_id: int) -> list[str]:
    """Sentences about what the agent may want to look at again; none when all is well."""
    if envelope is None:
        return []
    everybody = proposed_recipients(conversation) if envelope.recipients is None else envelope.recipients
    slips = []
    if not is_to_customer(conversation, everybody):
        slips.append(_("%(name)s is not among the recipients.") % {"name": conversation.customer.name})
    letter = answers_elsewhere(conversation, everybody)
    if letter is not None:
        places = {"there": letter.reply_to, "here": letter.sender_address}
        slips.append(_("The answer goes to %(there)s, as the letter asks, not to %(here)s.") % places)
    slips += address_warnings(one.address for one in everybody)
    unknown = unknown_addresses(conversation, everybody)
    if unknown:
        words = ngettext("New here: %(names)s.", "New here, all of them: %(names)s.", len(unknown))
        slips.append(words % {"names": ", ".join(unknown)})
    if envelope.subject == "":
        slips.append(_("There is no subject."))
    if _SPEAKS_OF_FILES.search(html_to_text(html)) and not draft_files(conversation, agent_id):
        slips.append(_("You write of an attachment, and there is none."))
    return slips
