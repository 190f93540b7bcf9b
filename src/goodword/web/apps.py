from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "goodword.web"
    label = "web"

    def ready(self) -> None:
        from goodword.web.following import let_agents_follow

        let_agents_follow()
