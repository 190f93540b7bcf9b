"""Tables in which nothing is ever changed or deleted: the database itself refuses, whoever asks."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

PREFIX = "append_only_"
_SQLITE = """
CREATE TRIGGER {prefix}{table}_{verb} BEFORE {verb} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRESQL = (
    """
CREATE FUNCTION {prefix}{table}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$
""",
    """
CREATE TRIGGER {prefix}{table} BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION {prefix}{table}()
""",
)


def append_only(table: str) -> RunPython:
    """The step of a migration after which rows of the table can only be added: changing one raises IntegrityError."""

    def refuse(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 (as migrations call it)
        if editor.connection.vendor == "sqlite":
            statements = [_SQLITE.format(prefix=PREFIX, table=table, verb=verb) for verb in ("UPDATE", "DELETE")]
        else:
            statements = [statement.format(prefix=PREFIX, table=table) for statement in _POSTGRESQL]
        for statement in statements:
            editor.execute(statement, params=None)

    def allow(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
        if editor.connection.vendor == "sqlite":
            for verb in ("UPDATE", "DELETE"):
                editor.execute(f"DROP TRIGGER {PREFIX}{table}_{verb}", params=None)
        else:
            editor.execute(f'DROP TRIGGER {PREFIX}{table} ON "{table}"', params=None)
            editor.execute(f"DROP FUNCTION {PREFIX}{table}()", params=None)

    return RunPython(refuse, allow)
