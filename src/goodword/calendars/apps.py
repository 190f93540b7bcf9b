from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "goodword.calendars"
    label = "calendars"

    def ready(self) -> None:
        from goodword.calendars import subscribers  # noqa: F401
