"""The cast: an agency with a pharmacy line, made by real actions. Every test may rely on these people by name."""

from dataclasses import dataclass

from goodword.accounts.actions.founding import found_organization
from goodword.accounts.actions.joining import add_agent
from goodword.accounts.actions.teams import create_team
from goodword.accounts.models import Agent, Team
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.arrivals import Arrival
from goodword.conversations.choices import Channel
from goodword.conversations.models import Conversation, Mailbox
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.models import Customer

PASSWORD = "as-good-as-our-word"


@dataclass(frozen=True)
class Cast:
    """Olive owns, Adam administers; Tess leads the pharmacy, Mara works there; Caleb nurses; Cole lends an ear."""

    olive: Agent
    adam: Agent
    tess: Agent
    mara: Agent
    caleb: Agent
    cole: Agent
    pharmacy: Team
    nursing: Team
    mailbox: Mailbox


def found_cast() -> Cast:
    olive = found_organization(
        name="Wrenfield Home Health",
        owner_name="Olive Wren",
        owner_email="olive@wrenfield.example",
        password=PASSWORD,
        language="en",
        time_zone="America/New_York",
    )
    by = Actor.agent(olive.pk)
    pharmacy, nursing = create_team(by=by, name="Pharmacy line"), create_team(by=by, name="Nursing")

    def join(name: str, role: str, *teams: int) -> Agent:
        email = f"{name.split(maxsplit=1)[0].lower()}@wrenfield.example"
        return add_agent(by=by, name=name, email=email, role=role, password=PASSWORD, teams=teams)

    return Cast(
        olive=olive,
        adam=join("Adam Mendes", "administrator"),
        tess=join("Tess Whitcombe", "lead", pharmacy.pk),
        mara=join("Mara Lindqvist", "agent", pharmacy.pk),
        caleb=join("Caleb Ruiz-Hahn", "agent", nursing.pk),
        cole=join("Cole Ferris", "colleague"),
        pharmacy=pharmacy,
        nursing=nursing,
        mailbox=add_mailbox(
            by=by, address="pharmacy@wrenfield.example", name="Pharmacy line", team=pharmacy.pk, acknowledges=False
        ),
    )


def odile() -> Customer:
    return recognize_customer(address="o.hartwell@example.org", name="Odile Hartwell")


def letter(cast: Cast, customer: Customer, **changes: object) -> Arrival:
    """A customer's letter to the pharmacy line, about dressings unless changed."""
    arrival: dict[str, object] = {
        "channel": Channel.EMAIL,
        "mailbox_id": cast.mailbox.pk,
        "customer_id": customer.pk,
        "conversation_id": None,
        "sender_name": customer.name,
        "sender_address": "o.hartwell@example.org",
        "subject": "The dressings did not come Friday",
        "text": "I waited in all Friday afternoon. Nobody called.",
        "at": now(),
    }
    return Arrival(**{**arrival, **changes})  # type: ignore[arg-type]


def conversation_with_odile(cast: Cast, **changes: object) -> Conversation:
    return receive_message(letter(cast, odile(), **changes)).conversation
