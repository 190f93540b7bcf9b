"""Conversations still count from 1001: where SQLite remade an empty table for new columns, it forgot the number."""

from django.db import migrations

TABLE = "conversations_conversation"


def count_from_1001(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = %s", [TABLE])
        (last,) = cursor.fetchone()
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [TABLE])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [TABLE, max(last or 0, 1000)])


class Migration(migrations.Migration):
    dependencies = [("conversations", "0007_acknowledgements")]
    operations = [migrations.RunPython(count_from_1001, migrations.RunPython.noop)]
