from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "goodword.config"
    label = "config"
