"""Whoever wrote in a conversation follows it, as everybody does who writes from now on."""

from django.db import migrations

FOLLOW = """
    INSERT INTO notifications_following (conversation_id, agent_id, since)
    SELECT conversation_id, agent_id, MAX(at) FROM (
        SELECT conversation_id, agent_id, at FROM conversations_message WHERE agent_id IS NOT NULL
        UNION ALL
        SELECT conversation_id, agent_id, at FROM conversations_note
    ) AS written
    GROUP BY conversation_id, agent_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0003_ways_to_tell'),
    ]

    operations = [
        migrations.RunSQL(FOLLOW, migrations.RunSQL.noop),
    ]
