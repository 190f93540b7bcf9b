from django.apps import AppConfig


class PlaybookConfig(AppConfig):
    name = "goodword.playbook"
    label = "playbook"
