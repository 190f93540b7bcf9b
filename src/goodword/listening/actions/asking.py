"""The desk asks how it was: once for each subject, by itself, and not too often. No agent picks whom."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goodword.accounts.queries import organization
from goodword.channels.email.actions.governing import allow_automatic_mail
from goodword.channels.email.choices import Purpose
from goodword.channels.email.models import Connection
from goodword.conversations.acknowledgements import harmless_name, spoken
from goodword.conversations.actions.acknowledging import write_by_desk
from goodword.conversations.events import AcknowledgementQueued
from goodword.conversations.matter_links import addresses_by_person, is_reached_from_outside
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import SYSTEM
from goodword.core.clock import now
from goodword.core.db.locks import lock_name
from goodword.core.errors import NotFound
from goodword.core.events import record
from goodword.core.guards import check_guards
from goodword.listening.choices import NotAsked, Survey
from goodword.listening.errors import NotWhileComplaining
from goodword.listening.events import FeedbackAsked, FeedbackNotAsked
from goodword.listening.links import asking_address
from goodword.listening.models import Asking
from goodword.listening.queries import asked_since, check_back_settings, wants_no_questions
from goodword.people.addresses import normalize_address
from goodword.people.queries import may_be_written_automatically

OPEN_FOR = timedelta(days=14)


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What is asked about: a kind and an id. `answers` is the letter whose writer is asked, `agent` the person
    involved."""

    kind: str
    id: int
    answers: int | None
    agent: int | None = None


@transaction.atomic
def ask_back(number: int, about: About) -> Asking | None:
    """Ask whoever wrote the letter, in their language; else keep why not, for ever. Idempotent: one asking for each
    subject, whatever came of it. None while it is switched off. Raises NotFound."""
    if not check_back_settings().is_on:
        return None
    conversation = Conversation.objects.locked(number)
    known = Asking.objects.filter(survey=Survey.CHECK_BACK, subject_kind=about.kind, subject_id=about.id).first()
    if known is not None:
        return known
    lock_name(f"asking:{conversation.customer_id}")
    letter = Message.objects.filter(pk=about.answers or 0, conversation=conversation).first()
    return _ask(_kept(conversation, about, _held(conversation, letter)), letter)


def _kept(conversation: Conversation, about: About, held: str) -> Asking:
    return Asking.objects.create(
        survey=Survey.CHECK_BACK,
        subject_kind=about.kind,
        subject_id=about.id,
        conversation=conversation,
        home=conversation,
        customer=conversation.customer,
        agent_id=about.agent,
        at=now(),
        closes_at=now() + OPEN_FOR,
        held=held,
    )


def _ask(asking: Asking, letter: Message | None) -> Asking:
    facts = {"conversation_id": asking.conversation_id, "person_id": asking.customer_id, "asking_id": asking.pk}
    if asking.held or letter is None:
        record(FeedbackNotAsked(by=SYSTEM, survey=asking.survey, reason=asking.held, **facts))
        return asking
    message = _write(asking, letter)
    record(FeedbackAsked(by=SYSTEM, survey=asking.survey, message_id=message.pk, **facts))
    return asking


def _held(conversation: Conversation, letter: Message | None) -> str:
    """Why nobody is asked; empty if they are, which counts the mail."""
    return _never(conversation) or _too_soon(conversation.customer_id) or _mail_held(conversation, letter)


def _never(conversation: Conversation) -> str:
    """Whom we do not ask, or not about this."""
    if conversation.is_spam:
        return NotAsked.SPAM
    if not may_be_written_automatically(customer_id=conversation.customer_id):
        return NotAsked.DECEASED
    if wants_no_questions(conversation.customer_id):
        return NotAsked.OPTED_OUT
    try:
        check_guards(ask_back, conversation, by=SYSTEM)
    except NotWhileComplaining:
        return NotAsked.COMPLAINT_OPEN
    return NotAsked.NO


def _too_soon(customer_id: int) -> str:
    """One cooldown for all our questions, and a limit for this one."""
    settings, moment = check_back_settings(), now()
    if asked_since(customer_id, moment - timedelta(days=settings.cooldown_days)).exists():
        return NotAsked.COOLDOWN
    mine = asked_since(customer_id, moment - timedelta(days=settings.limit_days))
    return NotAsked.LIMIT if mine.filter(survey=Survey.CHECK_BACK).exists() else NotAsked.NO


def _mail_held(conversation: Conversation, letter: Message | None) -> str:
    """The link opens for whoever has it, so it goes only to an address that we know the customer by."""
    mailbox = conversation.mailbox
    address = (letter.reply_to or letter.sender_address) if letter else ""
    is_theirs = bool(addresses_by_person({conversation.customer_id}).get(normalize_address(address)))
    if mailbox is None or "@" not in address or not is_theirs:
        return NotAsked.NO_ADDRESS
    if not Connection.objects.filter(mailbox=mailbox).exclude(smtp_host="").exists():
        return NotAsked.NO_ADDRESS
    if not is_reached_from_outside():
        return NotAsked.NO_WAY_IN
    held = allow_automatic_mail(
        address,
        mailbox.pk,
        purpose=Purpose.SURVEY,
        conversation_id=conversation.pk,
        customer_id=conversation.customer_id,
    )
    return str(held.value)


def _write(asking: Asking, letter: Message) -> Message:
    name = asking.customer.name
    message = write_by_desk(asking.conversation, letter, _text(asking, name), name=name)
    asking.change(message=message)
    facts = {"conversation_id": asking.conversation_id, "person_id": asking.customer_id}
    record(AcknowledgementQueued(by=SYSTEM, message_id=message.pk, **facts))
    return message


def _text(asking: Asking, name: str) -> str:
    house = organization()
    if house is None:
        raise NotFound
    language = asking.customer.language or house.language
    with translation.override(spoken(language)), timezone.override(ZoneInfo(house.time_zone)):
        who = harmless_name(name)
        until = date_format(timezone.localtime(asking.closes_at), "DATE_FORMAT")
        parts = [
            _("Hello %(name)s,") % {"name": who} if who else _("Hello,"),
            _("you complained to us, and we said that it is put right or told you why not. Was it, for you?"),
            _("Six short questions, and room for your own words. Answer as many as you like:"),
            asking_address(asking),
            _("You can answer and change your answer until %(day)s. Those who worked on it read it.") % {"day": until},
            _("If you want no such questions from us, you can say so on that page."),
            _("This mail was sent automatically when your complaint was closed.") + f"\n{house.name}",
        ]
    return "\n\n".join(parts)
