"""A day in which ten agents do, by chance, everything that the registry of operations knows, and customers write.

`python -m tests.soak.random_day SEED STEPS` lives it in a new SQLite database of its own and prints what is there at
the end, as JSON. No number of the database is in it: rows are named by their place in the order of their kind.
"""

import inspect
import json
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
ROLES = ("owner", "administrator", "lead", "lead", "agent", "agent", "agent", "agent", "agent", "colleague")
WORDS = ["dressing", "order", "invoice", "nurse", "Friday", "late", "box", "unit", "address", "thanks"]
PASSWORD = "as-good-as-our-word"
ROOMS = ("accounts", "people", "conversations", "promises")
LEFT_OUT = {"password", "last_login"}
COLUMNS = ("state", "assignee_id", "team_id", "priority", "is_spam", "snoozed_until")
RECKONED = ("turn", "waiting_since", "last_message_at", "preview", "is_undelivered")


@dataclass
class Day:
    """The desk, its people, and what happened."""

    random: Random
    agents: list[Any] = field(default_factory=list)
    teams: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    mailbox: int = 0
    happened: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def found(self) -> None:
        """Found the organization with its teams, tags and ten agents."""
        from goodword.accounts.actions.founding import found_organization
        from goodword.accounts.actions.joining import add_agent
        from goodword.accounts.actions.teams import create_team
        from goodword.conversations.actions.mailboxes import add_mailbox
        from goodword.conversations.actions.tags import create_tag
        from goodword.core.actor import Actor

        owner = found_organization(name="W", owner_name="Agent 0", owner_email="0@wrenfield.example", password=PASSWORD)
        by = Actor.agent(owner.pk)
        self.teams = [create_team(by=by, name=f"Team {number}").pk for number in range(3)]
        self.tags = [create_tag(by=by, name=f"tag {number}").pk for number in range(4)]
        self.agents = [owner]
        for number, role in list(enumerate(ROLES))[1:]:
            teams = self.random.sample(self.teams, 2)
            email = f"{number}@wrenfield.example"
            self.agents.append(
                add_agent(by=by, name=f"Agent {number}", email=email, role=role, password=PASSWORD, teams=teams)
            )
        box = add_mailbox(by=by, address="w@wrenfield.example", name="W", team=self.teams[0], acknowledges=False)
        self.mailbox = box.pk

    def words(self) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randint(2, 9)))


def numbers() -> list[int]:
    from goodword.conversations.models import Conversation

    return list(Conversation.objects.order_by("pk").values_list("pk", flat=True))


def customer_writes(day: Day) -> str:
    """Somebody new, or somebody of before, about a new matter or an old one."""
    from goodword.conversations.actions.receiving import receive_message
    from goodword.conversations.arrivals import Arrival
    from goodword.conversations.choices import Channel
    from goodword.conversations.models import Conversation
    from goodword.core.clock import now
    from goodword.people.actions.recognizing import recognize_customer

    who = day.random.randrange(12)
    address = f"customer{who}@example.org"
    customer = recognize_customer(address=address, name=f"Customer {who}")
    theirs = list(Conversation.objects.filter(customer=customer).order_by("pk").values_list("pk", flat=True))
    matter = day.random.choice(theirs) if theirs and day.random.random() < 0.6 else None
    receive_message(
        Arrival(
            channel=Channel.EMAIL, mailbox_id=day.mailbox, customer_id=customer.pk, conversation_id=matter,
            sender_name=customer.name, sender_address=address, subject=day.words(), text=day.words(), at=now(),
        )
    )  # fmt: skip
    return "writes"


def person_is_renamed(day: Day) -> str:
    from goodword.core.actor import Actor
    from goodword.people.actions.describing import rename_customer
    from goodword.people.models import Customer

    people = list(Customer.objects.order_by("pk").values_list("pk", flat=True))
    name = f"Customer {day.words()}"
    rename_customer(day.random.choice(people), by=Actor.agent(day.agents[0].pk), name=name)
    return "renames"


def note_names_somebody(day: Day) -> str:
    from goodword.conversations.actions.noting import write_note
    from goodword.core.actor import Actor

    agent = day.random.choice(day.agents)
    named = day.random.choice(day.agents)
    write_note(day.random.choice(numbers()), by=Actor.agent(agent.pk), html=f"<p>{day.words()} @{named.name}</p>")
    return "mentions"


def reply_is_taken_back(day: Day) -> str:
    from goodword.conversations.actions.replying import undo_reply
    from goodword.conversations.models import Message
    from goodword.core.actor import Actor

    sent = list(Message.objects.filter(agent__isnull=False).order_by("-pk").values_list("pk", "agent_id")[:5])
    number, agent = day.random.choice(sent)
    undo_reply(number, by=Actor.agent(agent))
    return "reply-undone"


def _arguments(day: Day, operation: Any) -> dict[str, Any] | None:
    """What the operation asks for besides its subject; None when nothing here knows how to give it."""
    from goodword.conversations.choices import Turn
    from goodword.core.clock import now
    from goodword.people.models import Customer
    from goodword.promises.actions.giving import Word
    from goodword.promises.actions.renegotiating import Told
    from goodword.promises.choices import PERSONAL_TARGETS, Release

    chance = day.random
    known: dict[str, Callable[[], Any]] = {
        "html": lambda: f"<p>{day.words()}</p>",
        "to": lambda: (
            chance.choice([1, 2, 3, 4]) if operation.name == "priority"
            else chance.choice(list(Turn)) if operation.name == "turn"
            else chance.choice([*(agent.pk for agent in day.agents), None]) if operation.name == "assign"
            else chance.choice(list(Customer.objects.order_by("pk").values_list("pk", flat=True)))
        ),
        "team": lambda: chance.choice([*day.teams, None]),
        "tag": lambda: chance.choice(day.tags),
        "word": lambda: Word(ours=day.words(), due=_soon(day), target=chance.choice(PERSONAL_TARGETS)),
        "due": lambda: _soon(day),
        "because": day.words,
        "told": lambda: Told.SPOKEN,
        "reason": lambda: chance.choice([Release.CUSTOMER, Release.DOUBLE]),
        "until": lambda: now() + timedelta(hours=chance.randint(1, 30)),
    }  # fmt: skip
    _, *asked = inspect.signature(operation.run).parameters.values()
    needed = [one.name for one in asked if one.default is one.empty]
    if not set(needed) - {"by"} <= set(known):
        return None
    return {name: known[name]() for name in needed if name != "by"}


def _soon(day: Day) -> datetime:
    return _now() + timedelta(minutes=day.random.randint(1, 3000))


def somebody_acts(day: Day) -> str:
    """One operation of the registry, if the agent may; sometimes taken back at once, and nothing is left of it."""
    from goodword.conversations.models import Conversation
    from goodword.core.actor import Actor
    from goodword.core.operations import all_operations, latest_undoable, undo

    operation = day.random.choice([one for one in all_operations() if one.subject == "conversation"])
    agent, number = day.random.choice(day.agents), day.random.choice(numbers())
    takes_back = day.random.random() < 0.3
    arguments, by = _arguments(day, operation), Actor.agent(agent.pk)
    if arguments is None:
        return f"{operation.name}?"
    operation.allowed(agent, number)
    before = Conversation.objects.filter(pk=number).values(*COLUMNS).get()
    operation.run(number, by=by, **arguments)
    event = latest_undoable(number, by=by) if takes_back and operation.inverse else None
    if event and operation.event and event.kind == operation.event.kind and event.at == _now():
        undo(event.pk, agent=agent, by=by)
        after = Conversation.objects.filter(pk=number).values(*COLUMNS).get()
        if before != after:
            day.faults.append(f"{operation.name} was taken back: {before} became {after}")
        return f"{operation.name}, undone"
    return str(operation.name)


def _now() -> datetime:
    from goodword.core.clock import now

    return now()


def due_work(day: Day) -> str:
    """What happens by itself: snoozes end, and promises are warned of and broken."""
    from goodword.conversations.actions import snoozing
    from goodword.promises.watcher import look_once

    wake = getattr(snoozing, "wake_snoozed", None)
    if wake is not None:
        wake()
    look_once()
    return "time passes"


DEEDS = (
    (somebody_acts, 70), (customer_writes, 20), (person_is_renamed, 2), (note_names_somebody, 4),
    (reply_is_taken_back, 4), (due_work, 2),
)  # fmt: skip


def look_for_faults(day: Day) -> None:
    """What every row says of its messages is what its messages say; who sees a row in the list may open it."""
    from django.db import transaction

    from goodword.conversations.access import readers_among, visible_conversations
    from goodword.conversations.models import Conversation
    from goodword.conversations.projections import restate_conversation

    with transaction.atomic():
        for row in Conversation.objects.order_by("pk"):
            kept = [getattr(row, name) for name in RECKONED]
            restate_conversation(row)
            row.refresh_from_db()
            reckoned = [getattr(row, name) for name in RECKONED]
            if kept != reckoned:
                day.faults.append(f"row {row.subject!r} says {kept}, its messages say {reckoned}")
        transaction.set_rollback(True)
    for agent in type(day.agents[0]).objects.order_by("pk"):
        mine = {team.pk for team in agent.teams.all()}
        seen = set(visible_conversations(agent).values_list("pk", flat=True))
        for number, team, assignee in Conversation.objects.values_list("pk", "team_id", "assignee_id"):
            members = {agent.pk} if team in mine else set()
            if (agent.pk in readers_among([agent], team_id=team, assignee_id=assignee, members=members)) != (
                number in seen
            ):
                day.faults.append(f"{agent.name} and row {number}: the list and the rule differ")


def live(seed: str, steps: int) -> Day:
    """The whole day. What may not be done is refused, and that belongs to it."""
    from goodword.core.clock import travelled_to
    from goodword.core.errors import DomainError

    day, moment = Day(Random(seed)), START
    with travelled_to(moment):
        day.found()
        for _ in range(5):
            customer_writes(day)
    deeds, weights = zip(*DEEDS, strict=True)
    for step in range(steps):
        moment += timedelta(seconds=day.random.randint(5, 400))
        [deed] = day.random.choices(deeds, weights)
        with travelled_to(moment):
            try:
                day.happened[deed(day)] += 1
            except DomainError as refusal:
                day.happened[f"{deed.__name__} refused: {refusal.code}"] += 1
            except IndexError:  # nothing there yet to choose from
                day.happened["nothing to do"] += 1
            if step % 20 == 19 or step == steps - 1:
                look_for_faults(day)
    return day


def dump() -> dict[str, list[str]]:
    """Every row of the rooms, in the order of its kind; what it points at by its place in the order of that kind."""
    from django.apps import apps

    models = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    places = {model: {pk: n for n, pk in enumerate(_in_order(model).values_list("pk", flat=True))} for model in models}
    return {model._meta.label: [_told(row, places) for row in _in_order(model)] for model in models}


def _in_order(model: Any) -> Any:
    return model._default_manager.order_by("pk")


def _told(row: Any, places: dict[Any, dict[Any, int]]) -> str:
    told = {}
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if column.primary_key or column.name in LEFT_OUT or _is_chance(column):
            continue
        if column.is_relation and value is not None:
            value = places.get(column.related_model, {}).get(value, "elsewhere")
        told[column.name] = str(value)
    return json.dumps(told, sort_keys=True)


def _is_chance(column: Any) -> bool:
    """Names that are made up anew each time, keys of blobs, and JSON with numbers of rows in it."""
    words = {"message_id", "token", "key", "secret", "rfc_id", "reply_key", "data", "html", "text"}
    return column.name in words or column.get_internal_type() in {"JSONField", "BinaryField", "UUIDField"}


def events() -> list[str]:
    """What was recorded, in order: who did what with which conversation."""
    from goodword.accounts.models import Agent
    from goodword.core.models import RecordedEvent

    agents = {pk: n for n, pk in enumerate(_in_order(Agent).values_list("pk", flat=True))}
    matters = {pk: n for n, pk in enumerate(numbers())}
    return [
        f"{event.at.isoformat()} {event.kind} {event.actor_kind} {agents.get(event.actor_id)} "
        f"{matters.get(event.conversation_id)} {sorted(event.data)} {event.undoes_id is not None}"
        for event in _in_order(RecordedEvent)
    ]


def outcome(day: Day) -> dict[str, Any]:
    return {"rows": dump(), "events": events(), "happened": dict(day.happened), "faults": day.faults}


def main(seed: str, steps: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    sys.stdout.write(json.dumps(outcome(live(seed, steps))))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
