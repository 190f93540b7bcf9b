from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "goodword.promises"
    label = "promises"

    def ready(self) -> None:
        from goodword.conversations.queries.thread import show_in_thread
        from goodword.core.operations import register
        from goodword.core.search.terms import TERMS
        from goodword.promises import guards, subscribers  # noqa: F401
        from goodword.promises.operations import OPERATIONS
        from goodword.promises.queries.told import IN_THREAD
        from goodword.promises.terms import PROMISE_TERMS

        show_in_thread(*(event.kind for event in IN_THREAD))
        register(OPERATIONS)
        TERMS.register(PROMISE_TERMS)
