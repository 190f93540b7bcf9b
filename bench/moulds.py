"""Rows by the million, cast in moulds: each kind of tale is told once by real actions, and its rows are the mould.

What differs from tale to tale in a row (ids, moments, people, words) is found in it once and filled in for each. So the
rows are those that the actions write, whatever columns they have by now; `tests/bench` compares them.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction

from goodword.accounts.models import Agent, Team
from goodword.conversations.models import Message, Note
from goodword.core.markup import preview_of
from goodword.people.models import Customer, PersonWord
from goodword.people.words import sort_name_of, words_of

_TO_THE_SECOND = 19  # letters
# Done by then, told and read by then, or filled by a way of its own.
LEFT_OUT = {"jobs", "notifications", "search", "contenttypes", "sessions", "auth"}
MARK_NAME, MARK_ADDRESS, MARK_SUBJECT = "Markname Surmark", "markaddress@example.org", "Marksubject"
MARK_TEXTS = tuple(f"Marktext{number}{'a' * number}" for number in range(5))
_IDS_IN_EVENTS = {"message_id": Message, "note_id": Note, "team_id": Team, "agent_id": Agent}
_ACTORS = {"agent": Agent, "customer": Customer}


@dataclass(slots=True)
class Cast:
    """What is filled in for one tale. `first` is the first new id of each table, `given` the ids of what was there."""

    begins: int
    first: Mapping[type[models.Model], int]
    given: Mapping[type[models.Model], int]
    name: str = ""
    address: str = ""
    subject: str = ""
    texts: tuple[str, ...] = ()
    moments: dict[int, str] = field(default_factory=dict)

    def moment(self, after: int) -> str:
        """A moment so many seconds after the tale began, as both engines read it."""
        found = self.moments.get(after)
        if found is None:
            at = datetime.fromtimestamp(self.begins + after, UTC)
            found = self.moments[after] = at.isoformat(" ")[:_TO_THE_SECOND]
        return found


Filling = Callable[[Cast], Any]


@dataclass(frozen=True, slots=True)
class RowMould:
    """A row: its constant values, and what is filled in where."""

    model: type[models.Model]
    values: tuple[Any, ...]
    fillings: tuple[tuple[int, Filling], ...]

    def cast(self, tale: Cast) -> tuple[Any, ...]:
        values = list(self.values)
        for position, filling in self.fillings:
            values[position] = filling(tale)
        return tuple(values)


@dataclass(frozen=True, slots=True)
class Mould:
    """All rows of one kind of tale, and how many there are of each table."""

    rows: tuple[RowMould, ...]
    counts: Mapping[type[models.Model], int]


def tables() -> list[type[models.Model]]:
    """Every table that a tale may write to."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and model._meta.app_label not in LEFT_OUT]


def columns_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return list(model._meta.local_concrete_fields)


def mould_of(tell: Callable[[], object], begins: datetime, given: Mapping[type[models.Model], int]) -> Mould:
    """Tell it, keep its rows as a mould, and let it not have been. `given` are the ids that it refers to."""
    with transaction.atomic():
        before = {model: set(_pks(model)) for model in tables()}
        tell()
        rows = {model: _new_rows(model, before[model]) for model in tables()}
        transaction.set_rollback(True)
    new = {model: [row[columns_of(model).index(_pk(model))] for row in found] for model, found in rows.items() if found}
    finder = _Finder(begins, new, given)
    moulds = [finder.row(model, row) for model in new for row in rows[model]]
    return Mould(tuple(moulds), {model: len(pks) for model, pks in new.items()})


def _pk(model: type[models.Model]) -> models.Field[Any, Any]:
    return model._meta.pk


def _pks(model: type[models.Model]) -> Iterator[Any]:
    return model._default_manager.order_by().values_list("pk", flat=True).iterator()


def _new_rows(model: type[models.Model], known: set[Any]) -> list[tuple[Any, ...]]:
    names = [column.attname for column in columns_of(model)]
    rows = model._default_manager.order_by("pk").values_list("pk", *names)
    return [row[1:] for row in rows.iterator() if row[0] not in known]


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds in a row what differs from tale to tale."""

    begins: datetime
    new: Mapping[type[models.Model], list[Any]]
    given: Mapping[type[models.Model], int]

    def row(self, model: type[models.Model], row: tuple[Any, ...]) -> RowMould:
        named = {column.attname: value for column, value in zip(columns_of(model), row, strict=True)}
        values, fillings = [], []
        for position, column in enumerate(columns_of(model)):
            filling = self._filling(model, column, named)
            if filling is not None:
                fillings.append((position, filling))
            values.append(_plain(named[column.attname]))
        return RowMould(model, tuple(values), tuple(fillings))

    def _filling(
        self, model: type[models.Model], column: models.Field[Any, Any], row: Mapping[str, Any]
    ) -> Filling | None:
        value = row[column.attname]
        if isinstance(value, datetime):
            return _moment(value - self.begins) if abs(value - self.begins) < timedelta(days=700) else None
        if isinstance(value, dict | list):
            return self._document(value, row)
        if column.is_relation or column.primary_key:
            return self._id(_kind(column), value)
        if model is PersonWord:
            return _found_by(self.new[PersonWord].index(row["id"]))
        if isinstance(value, str):
            return _words(column.attname, value, self._number_of_message(model, row))
        return self._number(column.attname, value, row)

    def _number(self, name: str, value: Any, row: Mapping[str, Any]) -> Filling | None:
        if name == "quoted_from" and row.get("text") in MARK_TEXTS:
            return _length(MARK_TEXTS.index(row["text"]))
        if name == "conversation_id":
            return self._id(apps.get_model("conversations", "Conversation"), value)
        if name == "person_id":
            return self._id(Customer, value)
        if name == "actor_id" and row["actor_kind"] in _ACTORS:
            return self._id(_ACTORS[row["actor_kind"]], value)
        return None

    def _id(self, model: type[models.Model], value: Any) -> Filling | None:
        if value in self.new.get(model, ()):
            return _new_id(model, self.new[model].index(value))
        if value is not None and self.given.get(model) == value:
            return _given_id(model)
        return None

    def _document(self, value: Any, row: Mapping[str, Any]) -> Filling | None:
        text = json.dumps(value)
        if MARK_NAME in text or MARK_ADDRESS in text:
            return _named(text)
        if not isinstance(value, dict):
            return None
        kinds = dict(_IDS_IN_EVENTS)
        if row.get("kind") in {"conversation.assigned", "conversation.moved"}:
            kinds["before"] = kinds["after"] = Agent if row["kind"] == "conversation.assigned" else Team
        parts = {name: self._id(kinds[name], one) for name, one in value.items() if name in kinds}
        parts |= {name: self._agents(one) for name, one in value.items() if name == "told"}
        parts |= {name: _written_moment(one, self.begins) for name, one in value.items() if isinstance(one, str)}
        return _filled(value, {name: part for name, part in parts.items() if part})

    def _agents(self, told: list[int]) -> Filling:
        """Whom an event names in a list, some of them those of the tale."""
        fillings = [(agent, self._id(Agent, agent)) for agent in told]
        return lambda tale: json.dumps([filling(tale) if filling else agent for agent, filling in fillings])

    def _number_of_message(self, model: type[models.Model], row: Mapping[str, Any]) -> int:
        pk = row["id"] if model is Message else row.get("message_id")
        return self.new[Message].index(pk) if pk in self.new.get(Message, ()) else 0


def _kind(column: models.Field[Any, Any]) -> type[models.Model]:
    """Whose id the column holds; a one-to-one key holds another table's."""
    while isinstance(column, models.ForeignKey):
        column = column.target_field
    model: type[models.Model] = column.model
    return model


def _plain(value: Any) -> Any:
    """A constant as both engines take it."""
    if isinstance(value, dict | list):
        return json.dumps(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    return value


def _moment(after: timedelta) -> Filling:
    seconds = int(after.total_seconds())
    return lambda tale: tale.moment(seconds)


def _written_moment(text: str, begins: datetime) -> Filling | None:
    """A moment in an event's words, as `isoformat` writes it."""
    try:
        seconds = int((datetime.fromisoformat(text) - begins).total_seconds())
    except (ValueError, TypeError):
        return None
    return lambda tale: f'"{datetime.fromtimestamp(tale.begins + seconds, UTC).isoformat()}"'


def _new_id(model: type[models.Model], place: int) -> Filling:
    return lambda tale: tale.first[model] + place


def _given_id(model: type[models.Model]) -> Filling:
    return lambda tale: tale.given[model]


def _length(number: int) -> Filling:
    return lambda tale: len(tale.texts[number])


def _found_by(place: int) -> Filling:
    return lambda tale: words_of([tale.name], [tale.address])[place]


def _named(text: str) -> Filling:
    return lambda tale: text.replace(MARK_NAME, json.dumps(tale.name)[1:-1]).replace(MARK_ADDRESS, tale.address)


def _filled(value: dict[str, Any], parts: Mapping[str, Filling]) -> Filling | None:
    if not parts:
        return None
    text = json.dumps({**value, **{name: f"@{name}@" for name in parts}})
    places = [(f'"@{name}@"', part) for name, part in parts.items()]

    def fill(tale: Cast) -> str:
        found = text
        for place, part in places:
            found = found.replace(place, str(part(tale)))
        return found

    return fill


def _words(column: str, value: str, message: int) -> Filling | None:
    if column == "message_id_header":
        return lambda tale: f"<gw.{tale.first[Message] + message}@wrenfield.example>"
    for number, mark in enumerate(MARK_TEXTS):
        if column == "preview" and value == mark:
            return lambda tale: preview_of(tale.texts[number])
        if value == mark:
            return lambda tale: tale.texts[number]
        if value == f"<p>{mark}</p>":
            return lambda tale: f"<p>{tale.texts[number]}</p>"
    exact: dict[str, Filling] = {
        MARK_NAME: lambda tale: tale.name,
        MARK_ADDRESS: lambda tale: tale.address,
        MARK_SUBJECT: lambda tale: tale.subject,
        sort_name_of(MARK_NAME): lambda tale: sort_name_of(tale.name),
    }
    if value not in exact and "mark" in value.lower() and not value.startswith("conversation.marked"):
        raise ValueError(f"{column}: {value!r} is made of words of the tale in a way that the mould does not know")
    return exact.get(value)
