from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "goodword.calendars"
    label = "calendars"
