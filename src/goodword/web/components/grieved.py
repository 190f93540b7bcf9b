"""A grievance as the templates of a complaint show it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from goodword.accounts.queries import organization
from goodword.core.clock import now
from goodword.promises.types import Promise
from goodword.recovery.actions.grievances import language_of, named
from goodword.recovery.packs.due import extended_by_law
from goodword.recovery.packs.letter import GAP, letter_of
from goodword.recovery.packs.loading import pack_of
from goodword.recovery.packs.pack import LawClock, Pack, Part
from goodword.recovery.queries.grievances import grievance_of, house_zone, law_promise_of, packs_on, unwritten
from goodword.recovery.types import Complaint, Grievance
from goodword.web.components.due import Due, due_of


@dataclass(frozen=True, slots=True)
class Rule:
    """What a complaint may fall under: a pack, and one of its clocks."""

    pack: Pack
    clock: LawClock | None

    @property
    def value(self) -> str:
        return f"{self.pack.key}:{self.clock.key if self.clock else ''}"


class Grieved:
    """What a complaint is by law, each part read when a template first asks."""

    def __init__(self, complaint: Complaint) -> None:
        self.complaint = complaint

    @cached_property
    def grievance(self) -> Grievance | None:
        found = grievance_of(self.complaint)
        if found is not None:
            found.complaint = self.complaint
        return found

    @cached_property
    def rules(self) -> list[Rule]:
        """What it may be said to fall under."""
        return [Rule(pack, clock) for pack in packs_on() for clock in pack.clocks or (None,)]

    @cached_property
    def pack(self) -> Pack | None:
        return pack_of(self.grievance.pack) if self.grievance is not None else None

    @property
    def name(self) -> str:
        """The rule, as it is called."""
        if self.grievance is None:
            return ""
        return str(self.pack.name) if self.pack is not None else self.grievance.citation

    @cached_property
    def promise(self) -> Promise | None:
        return law_promise_of(self.grievance) if self.grievance is not None else None

    @property
    def due(self) -> Due | None:
        """The clock of law; None without one, or once it is settled."""
        promise = self.promise
        return due_of(promise.due_at, promise.began_at) if promise is not None and promise.is_owed else None

    @property
    def clock(self) -> LawClock | None:
        return self.pack.clock(self.grievance.clock) if self.pack is not None and self.grievance is not None else None

    @property
    def extended(self) -> datetime | None:
        """Until when it may be extended; None where it may not, or was."""
        promise, first = self.promise, self.grievance.promise if self.grievance is not None else None
        if promise is None or self.clock is None or promise != first or not promise.is_owed or promise.is_broken:
            return None
        due = extended_by_law(promise.began_at, self.clock, house_zone())
        return due if due is not None and promise.due_at >= now() and not promise.is_given else None

    @cached_property
    def lacking(self) -> list[Part]:
        return unwritten(self.grievance) if self.grievance is not None else []

    @property
    def lacks(self) -> str:
        """The parts that nobody has written down yet, in words."""
        return named(self.lacking)

    @property
    def owes_notice(self) -> bool:
        return self.pack is not None and self.pack.owes_notice

    @property
    def letter(self) -> str:
        """The written notice as a beginning, with what is known, in the customer's language."""
        if self.pack is None or self.grievance is None:
            return ""
        house = organization()
        parts = {part: getattr(self.grievance, part.value) for part in Part}
        name, language = self.complaint.customer.name, language_of(self.complaint)
        return letter_of(self.pack, language, name=name, organization=house.name if house else "", parts=parts)

    @property
    def gap(self) -> str:
        return GAP

    @property
    def extension_letter(self) -> str:
        """The letter that tells of the later time, as a beginning."""
        return _("Hello %(name)s,\n\nWe are still looking into what you told us. We need more time: …") % {
            "name": self.complaint.customer.name
        }
