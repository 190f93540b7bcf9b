from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "goodword.people"
    label = "people"

    def ready(self) -> None:
        from goodword.core.search.rebuilding import register as fill_from
        from goodword.people import subscribers  # noqa: F401
        from goodword.people.search import SOURCE

        fill_from([SOURCE])
