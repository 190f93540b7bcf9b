from django.apps import AppConfig


class PlaybookConfig(AppConfig):
    name = "goodword.playbook"
    label = "playbook"

    def ready(self) -> None:
        from goodword.playbook import events  # noqa: F401  (whoever reads the history knows its kinds)
