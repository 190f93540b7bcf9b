"""Following a conversation: hearing when its customer writes."""

from collections.abc import Iterable

from django.db import transaction

from goodword.notifications.models import Following


@transaction.atomic
def follow(conversation_id: int, agent_ids: Iterable[int]) -> None:
    """These agents hear when the customer writes there, until the conversation is gone; who does already goes on."""
    rows = [Following(conversation_id=conversation_id, agent_id=agent_id) for agent_id in set(agent_ids)]
    Following.objects.bulk_create(rows, ignore_conflicts=True)
