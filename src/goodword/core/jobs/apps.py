from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "goodword.core.jobs"
    label = "jobs"
