from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

FIRST_NUMBER = 1001  # so that the first customer is not told "#1"


def _count_conversations(using: str, **_: Any) -> None:
    from goodword.core.db.numbers import count_from

    count_from(FIRST_NUMBER, table="conversations_conversation", using=using)


class ConversationsConfig(AppConfig):
    name = "goodword.conversations"
    label = "conversations"

    def ready(self) -> None:
        from goodword.conversations import (
            customer_operations,
            mailbox_events,  # noqa: F401 (an event must be known to be told of)
            subscribers,  # noqa: F401
        )
        from goodword.conversations.operations import OPERATIONS
        from goodword.conversations.search.indexing import SOURCES
        from goodword.conversations.terms import CONVERSATION_TERMS
        from goodword.core.operations import register
        from goodword.core.search.rebuilding import register as fill_from
        from goodword.core.search.terms import TERMS

        register([*OPERATIONS, *customer_operations.OPERATIONS])
        TERMS.register(CONVERSATION_TERMS)
        fill_from(SOURCES)
        post_migrate.connect(_count_conversations, sender=self, dispatch_uid="conversations.numbers")
