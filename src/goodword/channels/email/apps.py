from importlib import import_module

from django.apps import AppConfig


class EmailConfig(AppConfig):
    name = "goodword.channels.email"
    label = "email"

    def ready(self) -> None:
        from goodword.channels.email.operations import OPERATIONS
        from goodword.core.operations import register

        register(OPERATIONS)
        import_module("goodword.channels.email.subscribers")
