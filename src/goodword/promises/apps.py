from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "goodword.promises"
    label = "promises"

    def ready(self) -> None:
        from goodword.core.operations import register
        from goodword.core.search.terms import TERMS
        from goodword.promises import guards, subscribers  # noqa: F401
        from goodword.promises.operations import OPERATIONS
        from goodword.promises.terms import PROMISE_TERMS

        register(OPERATIONS)
        TERMS.register(PROMISE_TERMS)
