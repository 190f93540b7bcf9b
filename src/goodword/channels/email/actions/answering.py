"""A colleague answers a notice by mail: a note for the house, or a reply to the customer if they say so."""

from collections.abc import Sequence

from django.db import transaction

from goodword.accounts.models import Agent
from goodword.channels.email.answering import Noticed, answer_in, answered_notice
from goodword.channels.email.choices import AnswerRefusal, MailKind, Source
from goodword.channels.email.events import AnswerRefused
from goodword.channels.email.forwarding import vouched_for
from goodword.channels.email.models import ReceivedMail
from goodword.channels.email.reading import ReadMail
from goodword.conversations.access import To, visible_conversations
from goodword.conversations.actions.mailed import note_by_mail, reply_by_mail
from goodword.conversations.arrivals import ArrivedFile
from goodword.core.actor import SYSTEM, Actor
from goodword.core.errors import ActionRefused, Invalid
from goodword.core.events import record
from goodword.people.addresses import normalize_address


@transaction.atomic
def take_answer(received: ReceivedMail, mail: ReadMail, files: Sequence[ArrivedFile]) -> bool:
    """Put a colleague's answer to a notice where it belongs, and say whether the mail was one.

    It counts only if it comes from the address of whoever was told, and the server that the mailbox is read from
    vouches for that; else it is refused, they are told so, and no customer sees a word of it. What a program answers,
    and a second copy of the same mail, changes nothing.
    """
    noticed = None if received.is_history else answered_notice(mail, received.envelope_to)
    if noticed is None:
        return False
    received.may_be_answered = False
    agent = Agent.objects.filter(pk=noticed.agent_id, is_active=True).first()
    if agent is None or received.kind != MailKind.PERSON or _came_before(received):
        return True
    refusal = _refusal(received, mail, agent) or _write(mail, files, agent, noticed)
    if refusal:
        record(AnswerRefused(by=SYSTEM, conversation_id=noticed.number, agent_id=agent.pk, why=refusal.value))
    return True


def _came_before(received: ReceivedMail) -> bool:
    copies = ReceivedMail.objects.filter(fingerprint=received.fingerprint, is_history=False, pk__lt=received.pk)
    return copies.exclude(source=Source.SENT).exists()


def _refusal(received: ReceivedMail, mail: ReadMail, agent: Agent) -> AnswerRefusal | None:
    sender = mail.sender.address if mail.sender else ""
    if normalize_address(sender) != normalize_address(agent.email):
        return AnswerRefusal.OTHER_SENDER
    return None if vouched_for(received, mail) else AnswerRefusal.UNVERIFIED


def _write(mail: ReadMail, files: Sequence[ArrivedFile], agent: Agent, noticed: Noticed) -> AnswerRefusal | None:
    answer = answer_in(mail)
    own_files = [file for file in files if not file.is_inline]
    if not answer.text and not own_files:
        return AnswerRefusal.EMPTY
    to = To.ANSWER if answer.is_for_customer else To.NOTE
    if not visible_conversations(agent, to).filter(pk=noticed.number).exists():
        return AnswerRefusal.NOT_ALLOWED
    write = reply_by_mail if answer.is_for_customer else note_by_mail
    try:
        write(noticed.number, by=Actor.agent(agent.pk), text=answer.text, files=own_files)
    except (ActionRefused, Invalid):
        return AnswerRefusal.NOBODY
    return None
