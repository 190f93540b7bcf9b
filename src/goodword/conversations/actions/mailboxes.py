"""The addresses customers write to."""

import re
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.access import check_administers
from goodword.accounts.models import Agent, Team
from goodword.conversations.mailbox_events import MailboxAdded, MailboxAlertedChanged, MailboxChanged
from goodword.conversations.models import Mailbox
from goodword.conversations.signatures import BLANKS, clean_signature
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.people.addresses import normalize_address

LONGEST_SIGNATURE = 10_000


@transaction.atomic
def add_mailbox(*, by: Actor, address: str, name: str, team: int | None, acknowledges: bool = True) -> Mailbox:
    """Add an address customers write to; what arrives there belongs to the team. Raises Invalid.

    `acknowledges`: who writes for the first time is told by itself that the message is here.
    """
    value = normalize_address(address)
    _check(value, name, team)
    mailbox = Mailbox.objects.create(
        address=value, name=name.strip()[:120], team_id=team, created_at=now(), acknowledges=acknowledges
    )
    record(MailboxAdded(by=by, mailbox_id=mailbox.pk))
    return mailbox


@transaction.atomic
def change_mailbox(mailbox_id: int, *, by: Actor, name: str, team: int | None) -> Mailbox:
    """Change what the mailbox is called and whose it is; conversations stay. Raises NotFound, Invalid."""
    mailbox = Mailbox.objects.select_for_update().filter(pk=mailbox_id).first()
    if mailbox is None:
        raise NotFound
    _check(mailbox.address, name, team, but=mailbox.pk)
    mailbox.name, mailbox.team_id = name.strip()[:120], team
    mailbox.save(update_fields=["name", "team"])
    record(MailboxChanged(by=by, mailbox_id=mailbox.pk))
    return mailbox


@transaction.atomic
def choose_alerted(mailbox_id: int, *, by: Actor, agents: Collection[int]) -> Mailbox:
    """Name the people who are told of urgent mail to the mailbox, day and night; nobody named means administrators.

    Raises NotAllowed, NotFound, Invalid for somebody who cannot sign in.
    """
    check_administers(by)
    mailbox = Mailbox.objects.select_for_update().filter(pk=mailbox_id).first()
    if mailbox is None:
        raise NotFound
    before, after = set(mailbox.alerted.values_list("pk", flat=True)), set(agents)
    if Agent.objects.filter(pk__in=after - before, is_active=True).count() != len(after - before):
        raise Invalid(agents=_("Choose people who can sign in."))
    if before != after:
        mailbox.alerted.set(after)
        joined, left = sorted(after - before), sorted(before - after)
        record(MailboxAlertedChanged(by=by, mailbox_id=mailbox.pk, joined=joined, left=left))
    return mailbox


@transaction.atomic
def sign_mailbox(mailbox_id: int, *, by: Actor, html: str) -> Mailbox:
    """Put this below every reply from the mailbox; {name}, {title}, {organization} and {own} are filled in.

    When it is empty, each agent's own is used. Raises NotFound, Invalid.
    """
    mailbox = Mailbox.objects.select_for_update().filter(pk=mailbox_id).first()
    if mailbox is None:
        raise NotFound
    signature = clean_signature(html)
    unknown = [blank for blank in re.findall(r"\{(\w+)\}", signature) if blank not in BLANKS]
    if unknown:
        words = _("{%(blank)s} is not filled in. Write {name}, {title}, {organization} or {own}.")
        raise Invalid(signature=words % {"blank": unknown[0]})
    if len(signature) > LONGEST_SIGNATURE:
        raise Invalid(signature=_("This is too long for a signature."))
    mailbox.signature = signature
    mailbox.save(update_fields=["signature"])
    record(MailboxChanged(by=by, mailbox_id=mailbox.pk))
    return mailbox


def _check(address: str, name: str, team: int | None, but: int | None = None) -> None:
    if "@" not in address:
        raise Invalid(address=_("Give the whole address, such as help@example.com."))
    if Mailbox.objects.filter(address=address).exclude(pk=but or 0).exists():
        raise Invalid(address=_("This address is a mailbox here already."))
    if not name.strip():
        raise Invalid(name=_("Give the name that customers see as the sender."))
    if team is not None and not Team.objects.filter(pk=team).exists():
        raise Invalid(team=_("Choose one of the teams."))
