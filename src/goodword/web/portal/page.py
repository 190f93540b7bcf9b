"""The page of a matter: everything that stands on it, read at once."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from goodword.accounts.types import Organization
from goodword.conversations.choices import Says, Turn
from goodword.conversations.matter_links import matter_token
from goodword.conversations.queries.matter import letters_for_customer
from goodword.conversations.types import Conversation, MatterLink
from goodword.people.queries import addresses_of
from goodword.people.types import Customer
from goodword.promises.queries.shown import promises_for_customer, solution_stands
from goodword.recovery.queries.complaints import open_complaint, outside_route, restatements_of
from goodword.recovery.types import Complaint, ComplaintRestatement, OutsideRoute
from goodword.web.portal.ledger import Entry, entry_of
from goodword.web.portal.letters import Letter
from goodword.web.portal.remedies import Given, given_to_customer
from goodword.web.portal.sealing import sealed_once
from goodword.web.portal.tongues import Tongue, tongues, zone_name


@dataclass
class Typed:
    """What somebody typed and what is amiss with it, by field; `where` is the form."""

    where: str = ""
    text: str = ""
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def problem(self) -> str:
        return " ".join(self.problems.values())


@dataclass
class Matter:
    """A matter for one person, by their link if they have one. `asked`: the language, if the reader chose it."""

    conversation: Conversation
    person: Customer
    house: Organization
    link: MatterLink | None = None
    asked: str = ""

    @property
    def token(self) -> str:
        return matter_token(self.link) if self.link else ""

    @property
    def once(self) -> str:
        """For one form: who sends it has seen the page, and it counts once."""
        return sealed_once(self.link) if self.link else ""

    @property
    def query(self) -> str:
        return f"?language={self.asked}" if self.asked else ""

    @cached_property
    def tongues(self) -> list[Tongue]:
        return tongues()

    @property
    def zone(self) -> str:
        return zone_name(self.house.time_zone)

    @cached_property
    def letters(self) -> list[Letter]:
        rows = letters_for_customer(self.conversation)
        newest = next((one for one in rows if not hasattr(one, "talk")), None)
        return [Letter(one, self.person.pk, self.house.name, one is newest) for one in rows]

    @cached_property
    def entries(self) -> list[Entry]:
        return [entry_of(one) for one in promises_for_customer(self.conversation)]

    @cached_property
    def remedies(self) -> list[Given]:
        return given_to_customer(self.conversation.pk)

    @property
    def next(self) -> Entry | None:
        """What happens next, if a time was promised for it."""
        ahead = [one for one in self.entries if one.is_ahead and not one.promise.is_given]
        return min(ahead, key=lambda one: (one.promise.due_at, one.promise.pk), default=None)

    @cached_property
    def is_told_solved(self) -> bool:
        return not self.conversation.is_closed and solution_stands(self.conversation)

    @cached_property
    def complaint(self) -> Complaint | None:
        """What they complain of, while it is open."""
        return open_complaint(self.conversation) if any(one.is_complaint for one in self.entries) else None

    @cached_property
    def restatement(self) -> ComplaintRestatement | None:
        """What we understood, in our words."""
        return next((one for one in restatements_of(self.complaint) if one.words), None) if self.complaint else None

    @cached_property
    def route(self) -> OutsideRoute:
        """Where they can complain further, outside the house."""
        return outside_route()

    @property
    def stay_open(self) -> int:
        """How many promises stay open whatever the customer says of the matter."""
        return sum(one.is_ours_whatever for one in self.entries)

    @property
    def who(self) -> str:
        agent = self.conversation.assignee
        return agent.name if agent else self.house.name

    @property
    def whom(self) -> str:
        """To whom one writes here."""
        agent = self.conversation.assignee
        return agent.first_name if agent else self.house.name

    @property
    def whose_turn(self) -> str:
        """What is waiting on the customer, in plain words."""
        if self.conversation.is_closed:
            return _("This matter is closed. If you write, it is open again.")
        if self.is_told_solved:
            return _("We think that it is solved. Please tell us below whether it is.")
        if self.is_asked:
            return _("We asked you something, and go on when you have answered.")
        return _("Nothing is waiting on you.")

    @property
    def is_asked(self) -> bool:
        """Our last letter asks for an answer. One that is still to leave has asked nothing."""
        last = self.letters[0] if self.letters else None
        is_last = last is not None and last.message.at >= self.conversation.last_message_at
        is_theirs = self.conversation.turn == Turn.THEIRS and not self.conversation.is_closed
        return bool(last and is_last and is_theirs and last.message.says == Says.ASKS)

    @property
    def is_ours(self) -> bool:
        return not self.conversation.is_closed and self.conversation.turn == Turn.OURS

    @cached_property
    def has_address(self) -> bool:
        """A new link can be mailed."""
        return bool(addresses_of(self.person))
