"""From a reply's rows to the letter that is composed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goodword.accounts.models import Organization
from goodword.channels.email.composing import Letter, LetterFile, LinkedFile, LinkedPage, Quote, Signature
from goodword.channels.email.looping import takes_reply_addresses
from goodword.channels.email.marks import desk_mark
from goodword.channels.email.models import Connection, MailReference, OutgoingMail
from goodword.channels.email.threading import reply_address
from goodword.conversations.choices import Direction, MadeBy
from goodword.conversations.matter_links import link_in, matter_address
from goodword.conversations.models import Attachment, Message
from goodword.conversations.sent_files import sent_file_address
from goodword.core.blobs import read_blob
from goodword.core.markup import html_to_text, quotable_html, without_signed_links
from goodword.people.addresses import normalize_address

_LONGEST_QUOTE = 200_000  # characters of HTML; of a longer letter the text is quoted
_MOST_IN_BETWEEN = 50
_OUR_FILE = re.compile(r'(?<=src=")/files/(\d{1,18})(?![\w-])[^"]*(?=")')


def letter_of(outgoing: OutgoingMail, connection: Connection) -> Letter:
    """The reply as it leaves from the connection's mailbox. Raises BlobMissing when a file is gone."""
    mailbox = connection.mailbox
    message = Message.objects.select_related("body", "conversation__customer").get(pk=outgoing.message_id)
    domain = outgoing.message_id_header.rpartition("@")[2].rstrip(">")
    attachments = list(message.attachments.select_related("link").order_by("pk"))
    html, inside = _with_content_ids(message.body.html, domain, {attachment.pk for attachment in attachments})
    return Letter(
        sender=(mailbox.name, mailbox.address),
        reply_to=_signed_reply_address(connection, message),
        to=[(to["name"], to["address"]) for to in message.recipients if to["kind"] == "to"],
        cc=[(to["name"], to["address"]) for to in message.recipients if to["kind"] == "cc"],
        bcc=[(to["name"], to["address"]) for to in message.recipients if to["kind"] == "bcc"],
        had_by={to["address"] for to in message.recipients if to.get("has_it")},
        subject=_answering(message),
        message_id=outgoing.message_id_header,
        earlier=_earlier(message),
        at=message.at,
        text=message.body.text,
        html=html,
        signature=_signature(message),
        matter=_matter(message),
        quote=_quote(message) if message.body.with_history else None,
        files=[_file(one, inside.get(one.pk, "")) for one in attachments if not hasattr(one, "link")],
        links=[_linked(one, message) for one in attachments if hasattr(one, "link")],
        automatic="auto-replied" if message.made_by == MadeBy.DESK else "",
        marks={"X-Goodword-Desk": desk_mark()} if message.made_by == MadeBy.DESK else {},
    )


def envelope_recipients(letter: Letter) -> list[str]:
    """Everybody the letter goes to, once; not who has it already."""
    named = dict.fromkeys(address for _name, address in (*letter.to, *letter.cc, *letter.bcc))
    return [address for address in named if address not in letter.had_by]


def _signed_reply_address(connection: Connection, message: Message) -> str:
    """An address that names the conversation, where it is known that the mailbox's server takes such addresses."""
    takes = takes_reply_addresses(connection)
    return reply_address(connection.mailbox.address, message.conversation_id) if takes else ""


def _with_content_ids(html: str, domain: str, own: set[int]) -> tuple[str, dict[int, str]]:
    """The HTML with the reply's own images as parts of the mail, and the content ids of their attachments."""
    inside: dict[int, str] = {}

    def refer(found: re.Match[str]) -> str:
        number = int(found[1])
        if number not in own:
            return found[0]
        inside[number] = f"image{number}@{domain}"
        return f"cid:{inside[number]}"

    return _OUR_FILE.sub(refer, html), inside


def _file(attachment: Attachment, content_id: str) -> LetterFile:
    return LetterFile(
        filename=attachment.filename,
        content_type=attachment.content_type,
        content=read_blob(attachment.blob_id),
        content_id=content_id,
    )


def _linked(attachment: Attachment, message: Message) -> LinkedFile:
    with _in_customers_language(message) as zone:
        words = _("%(name)s (%(size)s), to be fetched until %(until)s:") % {
            "name": attachment.filename,
            "size": filesizeformat(attachment.size),
            "until": date_format(attachment.link.expires_at.astimezone(zone), "DATE_FORMAT"),
        }
    return LinkedFile(words=words, address=sent_file_address(attachment.link))


def _signature(message: Message) -> Signature | None:
    html = message.body.signature
    return Signature(text=html_to_text(html).strip(), html=html) if html else None


def _matter(message: Message) -> LinkedPage | None:
    """Where whoever gets the letter sees what they were promised: only if nobody else gets it."""
    link = link_in(message)
    if link is None:
        return None
    with _in_customers_language(message):
        return LinkedPage(words=_("See what we promised you, and when"), address=matter_address(link))


@contextmanager
def _in_customers_language(message: Message) -> Iterator[ZoneInfo]:
    """Speak as the customer does, inside; gives the organization's time zone."""
    organization = Organization.objects.first()
    language = message.conversation.customer.language or (organization.language if organization else "en")
    with translation.override(language):
        yield ZoneInfo(organization.time_zone if organization else "UTC")


def _before(message: Message) -> list[int]:
    written = message.conversation.messages.filter(at__lte=message.at).exclude(pk=message.pk)
    return list(written.order_by("at", "id").values_list("pk", flat=True))


def _earlier(message: Message) -> list[str]:
    """The Message-IDs of what was said before, oldest first; the one that is answered is the customer's last."""
    rows = MailReference.objects.filter(message_id__in=_before(message)).order_by("message__at", "message_id", "id")
    answered: list[str] = []
    others: list[str] = []
    last = _answered(message)
    for row in rows:
        (answered if last and row.message_id == last.pk else others).append(row.message_id_header)
    return [*others, *answered]


def _received(message: Message) -> QuerySet[Message]:
    received = message.conversation.messages.filter(direction=Direction.IN, is_automatic=False, at__lte=message.at)
    return received.select_related("body").order_by("-at", "-id")


def _answered(message: Message) -> Message | None:
    """The letter that the reply answers: the customer's last one, or a later one of somebody to whom it goes. What
    others wrote in between is not for the customer to read unless an agent says so."""
    to = {normalize_address(one["address"]) for one in message.recipients if one["kind"] == "to"}
    customer_id = message.conversation.customer_id
    for letter in _received(message)[:_MOST_IN_BETWEEN]:
        if letter.customer_id == customer_id or to & set(map(normalize_address, _whence(letter))):
            return letter
    return None


def _whence(letter: Message) -> tuple[str, str]:
    return letter.sender_address, letter.reply_to


def _answering(message: Message) -> str:
    subject = message.subject.strip()
    if not _received(message).exists() or re.match(r"(re|aw|sv|rif|rép|odp)\s*:", subject, re.IGNORECASE):
        return subject
    return f"Re: {subject}"


def _quote(message: Message) -> Quote | None:
    """The letter that is answered, without what it quoted itself. A copy may go to others, who are to open no page of
    the customer's: the signed part of its links is left out."""
    last = _answered(message)
    text = without_signed_links(last.body.text[: last.body.quoted_from]).strip() if last else ""
    if last is None or not text:
        return None
    with _in_customers_language(message) as zone:
        at = last.at.astimezone(zone)
        introduction = _("%(name)s wrote on %(date)s:") % {
            "name": last.sender_name or last.sender_address,
            "date": date_format(at, "DATETIME_FORMAT"),
        }
    html = last.body.html if len(last.body.html) <= _LONGEST_QUOTE else ""
    return Quote(introduction=introduction, text=text, html=quotable_html(without_signed_links(html)))
