from importlib import import_module

from django.apps import AppConfig


class EmailConfig(AppConfig):
    name = "goodword.channels.email"
    label = "email"

    def ready(self) -> None:
        import_module("goodword.channels.email.subscribers")
