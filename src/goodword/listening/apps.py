from django.apps import AppConfig


class ListeningConfig(AppConfig):
    name = "goodword.listening"
    label = "listening"

    def ready(self) -> None:
        from goodword.conversations.queries.thread import show_in_thread
        from goodword.listening.queries import IN_THREAD

        show_in_thread(*(event.kind for event in IN_THREAD))
