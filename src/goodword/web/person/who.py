"""Who writes in a conversation, for whom, and what they may hear: what an agent must know before answering."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.accounts.types import Agent
from goodword.channels.email.forwarding import forwarded_customer
from goodword.channels.email.reading import MailAddress
from goodword.channels.email.reading.subjects import passes_on
from goodword.conversations.acquaintance import known_people
from goodword.conversations.queries.thread import Thread
from goodword.conversations.types import Conversation, Message
from goodword.people.choices import Scope
from goodword.people.queries import authorities_around, people_at, todays_date
from goodword.people.types import Customer, Representation


def scope_words(representation: Representation) -> str:
    """What the representative may write and hear about: "appointments and billing"; empty for everything."""
    words = [str(Scope(one).label) for one in representation.scope]
    if representation.scope_words:
        words.append(representation.scope_words)
    if len(words) < 2:  # noqa: PLR2004 - one needs no "and"
        return "".join(words)
    return _("%(some)s and %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}


def grounds(representation: Representation) -> str:
    """In brackets behind the names: "daughter, power of attorney, billing, until 31 Dec 2026"."""
    relation = representation.relation_words or str(representation.get_relation_display()).lower()
    parts = [relation, str(representation.get_authority_display()).lower(), scope_words(representation)]
    if representation.valid_until:
        day = date_format(representation.valid_until, "DATE_FORMAT")
        parts.append(_("until %(day)s") % {"day": day})
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who else uses the address from which somebody writes: those whom the reader may know, and how many others."""

    address: str
    people: list[Customer] = field(default_factory=list)
    unknown: int = 0

    @property
    def names(self) -> str:
        return ", ".join(customer.name for customer in self.people)

    @property
    def further(self) -> str:
        n = self.unknown
        return ngettext("one person of another team", "%(n)s people of other teams", n) % {"n": n} if n else ""


class Shown(Protocol):
    """A conversation as its reader sees it: the pane that stands on the page."""

    agent: Agent
    conversation: Conversation

    @property
    def thread(self) -> Thread: ...


class Who:
    """The writer of a conversation's latest letter beside its customer; each part is read when first asked for."""

    def __init__(self, pane: Shown) -> None:
        self._pane = pane
        self.conversation: Conversation = pane.conversation
        self.customer: Customer = pane.conversation.customer

    @cached_property
    def last(self) -> Message | None:
        """The latest letter that a person sent us."""
        letters = [item.message for item in self._pane.thread.items if item.message]
        return next((one for one in reversed(letters) if one.is_from_customer and not one.is_automatic), None)

    @property
    def writer(self) -> Customer | None:
        """Who wrote it, if it was not the customer."""
        return self.last.customer if self.last and self.last.customer_id != self.customer.pk else None

    @cached_property
    def sharing(self) -> Sharing | None:
        """Whose address it is, while we are unsure who writes."""
        if not self.customer.is_unsure or self.last is None:
            return None
        found = [one.customer for one in people_at(self.last.sender_address) if not one.customer.is_unsure]
        known = known_people(self._pane.agent, [customer.pk for customer in found])
        people = [customer for customer in found if customer.pk in known]
        return Sharing(self.last.sender_address, people, len(found) - len(people))

    @cached_property
    def may_write_for(self) -> list[Representation]:
        """For whom the customer may write, while nobody has said whose matter this is."""
        if self.customer.is_unsure:
            return []
        rows = [row for row in self.written_for if not row.is_ended]
        if not rows or hasattr(self.conversation, "settled"):
            return []
        known = known_people(self._pane.agent, [row.customer_id for row in rows])
        today = todays_date()
        return [row for row in rows if row.is_valid_on(today) and row.customer_id in known]

    @cached_property
    def _authorities(self) -> tuple[list[Representation], list[Representation]]:
        return authorities_around(self.customer)

    @property
    def representations(self) -> list[Representation]:
        """Who may or might write for the customer, the newest first."""
        return self._authorities[0]

    @property
    def written_for(self) -> list[Representation]:
        """For whom the customer may or might write, the newest first."""
        return self._authorities[1]

    @cached_property
    def authority(self) -> Representation | None:
        """The newest authority of the writer, whether or not it counts today."""
        writer = self.writer
        return next((row for row in self.representations if writer and row.representative_id == writer.pk), None)

    @property
    def has_authority(self) -> bool:
        return self.authority is not None and self.authority.is_valid_on(todays_date())

    @cached_property
    def forwarded(self) -> MailAddress | None:
        """Whose mail a colleague forwarded, if an agent should say so."""
        first = self._pane.thread.first
        return forwarded_customer(self.conversation) if first and passes_on(first.subject) else None

    def wrote_for(self, message: Message) -> bool:
        """Whether the letter's writer had the authority to write for the customer when they wrote it."""
        rows = [row for row in self.representations if row.representative_id == message.customer_id]
        return any(
            (row.ended_at is None or row.ended_at > message.at)
            and (row.valid_until is None or message.at.date() <= row.valid_until)
            for row in rows
        )


def who_of(pane: Shown) -> Who:
    """The pane's own, made once."""
    known = pane.__dict__.get("_who")
    if not isinstance(known, Who):
        known = pane.__dict__["_who"] = Who(pane)
    return known
