"""A person's record as its reader sees it: in the panel of a conversation, or on the person's own page."""

from dataclasses import dataclass
from functools import cached_property

from django.forms import Form

from goodword.accounts.types import Agent
from goodword.conversations.acquaintance import may_change_person, may_list_people
from goodword.people.choices import Reach
from goodword.people.phones import show_phone
from goodword.people.queries import (
    home_zone,
    identities_of,
    person_notes,
    suggested_company,
    todays_date,
)
from goodword.people.types import Company, Customer, Identity, PersonNote
from goodword.promises.queries.person import WordSoFar, owed_to, word_to
from goodword.recovery.queries.complaints import complaints_of
from goodword.recovery.types import Complaint
from goodword.web.components.promised import Shown, owed_shown

PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Contact:
    """An address or a telephone number as people read it, and the address that a click opens."""

    identity: Identity
    shown: str
    href: str = ""

    @property
    def is_phone(self) -> bool:
        return self.identity.kind == PHONE


class Record:
    """Each part is read from the database when a template first asks for it. `editing` is the part that is open."""

    def __init__(
        self,
        agent: Agent,
        customer: Customer,
        *,
        is_panel: bool = False,
        editing: str = "",
        form: Form | None = None,
        note: PersonNote | None = None,
    ) -> None:
        self.agent, self.customer = agent, customer
        self.is_panel, self.editing, self.form, self.note = is_panel, editing, form, note
        self.is_fresh = False
        self.owners: list[Customer] = []
        self.choices: list[Company] = []

    @cached_property
    def complaints(self) -> list[Complaint]:
        """What they complained of, where the reader may read it."""
        return complaints_of(self.customer.pk, self.agent)

    @property
    def query(self) -> str:
        """What the addresses of the parts carry, so that their answers fit the place."""
        return "?in=panel" if self.is_panel else ""

    @property
    def edit_query(self) -> str:
        """The same, with the part open to be changed."""
        return f"{self.query}&edit=1" if self.is_panel else "?edit=1"

    @cached_property
    def may_change(self) -> bool:
        return may_change_person(self.agent, self.customer)

    @cached_property
    def may_see_company(self) -> bool:
        """Whoever knows somebody of a company knows the company, but colleagues have no pages of companies."""
        return may_list_people(self.agent)

    @cached_property
    def contacts(self) -> list[Contact]:
        """E-mail addresses, then telephone numbers."""
        found = identities_of(self.customer)
        zone = home_zone() if any(one.kind == PHONE for one in found) else "UTC"
        mails = [Contact(one, one.value) for one in found if one.kind != PHONE]
        return mails + [
            Contact(one, show_phone(one.value, zone), f"tel:{one.value}") for one in found if one.kind == PHONE
        ]

    @property
    def identities(self) -> list[Identity]:
        return [one.identity for one in self.contacts]

    @cached_property
    def _notes(self) -> tuple[list[PersonNote], list[PersonNote]]:
        rows = person_notes(self.customer)
        today = todays_date() if any(one.expires_on for one in rows) else None
        over = [one for one in rows if today and one.is_over_on(today)]
        return [one for one in rows if one not in over], over

    @property
    def notes(self) -> list[PersonNote]:
        """What matters to them now."""
        return self._notes[0]

    @property
    def notes_over(self) -> list[PersonNote]:
        """What expired."""
        return self._notes[1]

    @cached_property
    def suggestion(self) -> Company | None:
        """The company that their address suggests, for whoever may confirm it."""
        return suggested_company(self.customer) if self.may_change and self.may_see_company else None

    @property
    def reach(self) -> str:
        """How they like to be reached, in words."""
        way = str(Reach(self.customer.reached_by).label) if self.customer.reached_by else ""
        return ", ".join(part for part in (way, self.customer.reached_words) if part)

    @cached_property
    def _owed(self) -> tuple[list[Shown], bool]:
        found = owed_to(self.agent, self.customer.pk)
        return owed_shown(found.rows), found.has_more

    @property
    def owed(self) -> list[Shown]:
        """What we owe them, in whichever matter: broken ones first, then as it is due."""
        return self._owed[0]

    @property
    def owes_more(self) -> bool:
        return self._owed[1]

    @cached_property
    def word(self) -> WordSoFar:
        """What came of all that they were promised."""
        return word_to(self.agent, self.customer.pk)
