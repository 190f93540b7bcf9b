from django.apps import AppConfig
from django.core.checks import register


class ConfigConfig(AppConfig):
    name = "goodword.config"
    label = "config"

    def ready(self) -> None:
        from goodword.config.checks import CHECKS, TAG

        for check in CHECKS:
            register(check, TAG, deploy=True)  # `deploy`: only when asked for, for some ask the database
