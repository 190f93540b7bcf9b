from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "goodword.conversations"
    label = "conversations"

    def ready(self) -> None:
        from goodword.conversations import subscribers  # noqa: F401
        from goodword.conversations.operations import OPERATIONS
        from goodword.core.operations import register

        register(OPERATIONS)
