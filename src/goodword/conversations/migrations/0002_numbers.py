"""Conversations count from 1001, so that the first customer is not told "#1"."""

from django.db import migrations

TABLE = "conversations_conversation"


def count_from_1001(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), 1000)", [TABLE])
        else:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [TABLE])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, 1000)", [TABLE])


class Migration(migrations.Migration):
    dependencies = [("conversations", "0001_initial")]
    operations = [migrations.RunPython(count_from_1001, migrations.RunPython.noop)]
