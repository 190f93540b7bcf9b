"""The addresses customers write to."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.models import Team
from goodword.conversations.events import MailboxAdded, MailboxChanged
from goodword.conversations.models import Mailbox
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.people.addresses import normalize_address


@transaction.atomic
def add_mailbox(*, by: Actor, address: str, name: str, team: int | None) -> Mailbox:
    """Add an address customers write to; what arrives there belongs to the team. Raises Invalid."""
    value = normalize_address(address)
    _check(value, name, team)
    mailbox = Mailbox.objects.create(address=value, name=name.strip()[:120], team_id=team, created_at=now())
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


def _check(address: str, name: str, team: int | None, but: int | None = None) -> None:
    if "@" not in address:
        raise Invalid(address=_("Give the whole address, such as help@example.com."))
    if Mailbox.objects.filter(address=address).exclude(pk=but or 0).exists():
        raise Invalid(address=_("This address is a mailbox here already."))
    if not name.strip():
        raise Invalid(name=_("Give the name that customers see as the sender."))
    if team is not None and not Team.objects.filter(pk=team).exists():
        raise Invalid(team=_("Choose one of the teams."))
