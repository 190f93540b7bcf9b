from django.apps import AppConfig


class ListeningConfig(AppConfig):
    name = "goodword.listening"
    label = "listening"

    def ready(self) -> None:
        from goodword.conversations.queries.thread import show_in_thread
        from goodword.core.search.terms import TERMS
        from goodword.listening.queries import IN_THREAD
        from goodword.listening.terms import FEEDBACK_TERMS

        show_in_thread(*(event.kind for event in IN_THREAD))
        TERMS.register(FEEDBACK_TERMS)
