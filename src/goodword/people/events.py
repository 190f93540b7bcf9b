"""What happens to the people we serve."""

from dataclasses import dataclass

from goodword.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CustomerMet(Event, kind="customer.met"):
    """Somebody wrote to us for the first time. `unsure`: from an address that others have, so an agent says who."""

    unsure: bool = False


@dataclass(frozen=True, kw_only=True)
class CustomerAdded(Event, kind="customer.added"):
    """An agent added somebody by hand."""


@dataclass(frozen=True, kw_only=True)
class CustomerConfirmed(Event, kind="customer.confirmed"):
    """An agent said that somebody at a shared address is a person of their own."""


@dataclass(frozen=True, kw_only=True)
class CustomerRenamed(Event, kind="customer.renamed"):
    """An agent corrected a customer's name."""


@dataclass(frozen=True, kw_only=True)
class CustomerDescribed(Event, kind="customer.described"):
    """An agent changed a customer's language, pronouns, pronunciation, interpreter, or how they like to be reached."""


@dataclass(frozen=True, kw_only=True)
class AddressAdded(Event, kind="customer.address-added"):
    """A customer has another address or telephone number; `shared` if somebody else has it too."""

    identity_id: int
    shared: bool


@dataclass(frozen=True, kw_only=True)
class AddressRemoved(Event, kind="customer.address-removed"):
    """An address or telephone number is no longer this customer's."""

    identity_id: int


@dataclass(frozen=True, kw_only=True)
class AddressPreferred(Event, kind="customer.address-preferred"):
    """A customer is best reached at this address or number, before the others of its kind; none if it is empty."""

    before: int | None
    after: int | None


@dataclass(frozen=True, kw_only=True)
class WriterLearned(Event, kind="customer.writer-learned"):
    """An agent said that a name in mail is this customer; `always`: that every name from the address is."""

    identity_id: int
    always: bool


@dataclass(frozen=True, kw_only=True)
class WriterForgotten(Event, kind="customer.writer-forgotten"):
    """What an agent had said of a name in mail was taken back."""

    identity_id: int


@dataclass(frozen=True, kw_only=True)
class DeathRecorded(Event, kind="customer.death-recorded"):
    """A customer has died: no program writes to them any more."""


@dataclass(frozen=True, kw_only=True)
class DeathWithdrawn(Event, kind="customer.death-withdrawn"):
    """That a customer has died was recorded by mistake."""


@dataclass(frozen=True, kw_only=True)
class RepresentationRecorded(Event, kind="representation.recorded"):
    """Somebody may write for the customer; `person_id` is who is represented."""

    representation_id: int
    representative_id: int


@dataclass(frozen=True, kw_only=True)
class RepresentationEnded(Event, kind="representation.ended"):
    """Somebody may no longer write for the customer."""

    representation_id: int


@dataclass(frozen=True, kw_only=True)
class RepresentationResumed(Event, kind="representation.resumed"):
    """An authority that had been ended counts again."""

    representation_id: int


@dataclass(frozen=True, kw_only=True)
class AddressUndeliverable(Event, kind="address.undeliverable"):
    """Mail to an address came back; `hard`: it would again."""

    standing_id: int
    hard: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class AddressComplained(Event, kind="address.complained"):
    """Somebody complained about our mail: programs write to them no more."""

    standing_id: int


@dataclass(frozen=True, kw_only=True)
class AddressReachable(Event, kind="address.reachable"):
    """An address that mail came back from can be written to again."""

    standing_id: int


@dataclass(frozen=True, kw_only=True)
class StandingCleared(Event, kind="address.standing-cleared"):
    """An agent lifted from an address that mail came back, or that its owner complained."""

    standing_id: int
    bounced: bool
    complained: bool


@dataclass(frozen=True, kw_only=True)
class CompanyCreated(Event, kind="company.created"):
    """There is a new employer or household."""

    company_id: int


@dataclass(frozen=True, kw_only=True)
class CompanyRenamed(Event, kind="company.renamed"):
    """A company has another name."""

    company_id: int


@dataclass(frozen=True, kw_only=True)
class CompanyDescribed(Event, kind="company.described"):
    """An agent changed a company's kind, notes or domains."""

    company_id: int


@dataclass(frozen=True, kw_only=True)
class CompanyChanged(Event, kind="customer.company-changed"):
    """A customer belongs to another company, or to none."""

    before: int | None
    after: int | None


@dataclass(frozen=True, kw_only=True)
class CompanyDeclined(Event, kind="customer.company-declined"):
    """An agent said that a customer does not belong to the company that their address suggests."""

    company_id: int


@dataclass(frozen=True, kw_only=True)
class PersonNoteWritten(Event, kind="person-note.written"):
    """An agent noted what matters to a customer."""

    note_id: int


@dataclass(frozen=True, kw_only=True)
class PersonNoteEdited(Event, kind="person-note.edited"):
    """An agent changed a note on a customer."""

    note_id: int


@dataclass(frozen=True, kw_only=True)
class PersonNoteRemoved(Event, kind="person-note.removed"):
    """A note on a customer is gone."""

    note_id: int


@dataclass(frozen=True, kw_only=True)
class PersonNoteRestored(Event, kind="person-note.restored"):
    """A note on a customer that was removed is back."""

    note_id: int


@dataclass(frozen=True, kw_only=True)
class TierCreated(Event, kind="tier.created"):
    """The house has another tier."""

    tier_id: int


@dataclass(frozen=True, kw_only=True)
class TiersChanged(Event, kind="tier.changed"):
    """A tier has another name, or the tiers another order."""


@dataclass(frozen=True, kw_only=True)
class TierRemoved(Event, kind="tier.removed"):
    """The house has this tier no more: whoever had it has none."""

    tier_id: int


@dataclass(frozen=True, kw_only=True)
class TierChanged(Event, kind="customer.tier-changed"):
    """A customer has another tier; their company's where there is none."""

    before: int | None
    after: int | None


@dataclass(frozen=True, kw_only=True)
class CompanyTierChanged(Event, kind="company.tier-changed"):
    """A company has another tier, and so have its people without one of their own."""

    company_id: int
    before: int | None
    after: int | None
