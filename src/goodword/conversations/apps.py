from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "goodword.conversations"
    label = "conversations"
