from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# What a customer said stays as it was said: only an erasure, which takes words and key away, may touch it.
_SQLITE = """
CREATE TRIGGER recovery_complaint_words_stay BEFORE UPDATE OF words, words_key, words_hash, erased_at
ON recovery_complaint
WHEN (NEW.words IS NOT OLD.words OR NEW.words_key IS NOT OLD.words_key OR NEW.words_hash IS NOT OLD.words_hash
      OR NEW.erased_at IS NOT OLD.erased_at)
 AND NOT (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.words = '' AND NEW.words_key = ''
          AND NEW.words_hash = OLD.words_hash)
BEGIN
    SELECT RAISE(ABORT, 'recovery_complaint: the words of a complaint stay as they were said');
END
"""
_POSTGRESQL = """
CREATE FUNCTION recovery_complaint_words_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'recovery_complaint: the words of a complaint stay as they were said' USING ERRCODE = '23514';
END $$;
CREATE TRIGGER recovery_complaint_words_stay BEFORE UPDATE ON recovery_complaint FOR EACH ROW
WHEN ((NEW.words IS DISTINCT FROM OLD.words OR NEW.words_key IS DISTINCT FROM OLD.words_key
       OR NEW.words_hash IS DISTINCT FROM OLD.words_hash OR NEW.erased_at IS DISTINCT FROM OLD.erased_at)
  AND NOT (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.words = '' AND NEW.words_key = ''
           AND NEW.words_hash = OLD.words_hash))
EXECUTE FUNCTION recovery_complaint_words_stay();
"""


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(_SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRESQL, params=None)


def leave(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    on = "" if is_sqlite else " ON recovery_complaint"
    schema_editor.execute(f"DROP TRIGGER recovery_complaint_words_stay{on}")
    if not is_sqlite:
        schema_editor.execute("DROP FUNCTION recovery_complaint_words_stay()")


class Migration(migrations.Migration):
    dependencies = [("recovery", "0002_ledger_append_only")]

    operations = [migrations.RunPython(guard, leave)]
