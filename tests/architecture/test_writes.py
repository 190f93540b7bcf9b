"""Rows are written by actions, projections, the core, the seeds and migrations: nowhere else."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.tree import PACKAGE, parsed, place, sources
from tests.architecture.writes import may_write, writes


def relations() -> set[str]:
    """The names of the fields, and of the roads back, that hold many rows."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    many = [field for field in fields if field.many_to_many or field.one_to_many]
    return {getattr(field, "get_accessor_name", lambda field=field: field.name)() or "" for field in many}


def test_rows_are_written_where_writing_belongs() -> None:
    names = relations()
    found = [
        f"{place(path)}:{line}"
        for path in sources()
        if not may_write(path, PACKAGE)
        for line in writes(parsed(path), names)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "bad",
    [
        "conversation.save()",
        "Conversation.objects.create(subject=subject)",
        "agent.memberships.create(team=team)",
        "Conversation.objects.filter(pk=1).update(state=state)",
        "rows.update(state=state)",
        "Agent.objects.get_or_create(email=email)",
        "conversation.change(state=state)",
        "draft.delete()",
        "agent.teams.set(teams)",
        "cursor.execute('DELETE FROM core_event')",
    ],
)
def test_a_write_is_recognized(bad: str) -> None:
    assert list(writes(ast.parse(bad), {"teams"})) == [1]


@pytest.mark.parametrize(
    "good",
    [
        "seen.add(row)",
        "self.names.add(row)",
        "context.update(extra)",
        "digest.update(chunk)",
        "cache.delete(key)",
        "request.session.save()",
        "blob_storage().save(name, file)",
        "Sender.create(host)",
        "cursor.execute('SELECT 1')",
        "def change(self, **columns):\n    self.save(update_fields=list(columns))",
    ],
)
def test_no_false_alarm(good: str) -> None:
    assert not list(writes(ast.parse(good), {"teams"}))


def test_the_places_for_writing() -> None:
    assert may_write(Path("/p/people/actions/recognizing.py"), Path("/p"))
    assert not may_write(Path("/p/web/inbox/views.py"), Path("/p"))
