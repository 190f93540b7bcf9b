from django.apps import AppConfig


class EmailConfig(AppConfig):
    name = "goodword.channels.email"
    label = "email"
