from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "goodword.web"
    label = "web"
