from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "goodword.web"
    label = "web"

    def ready(self) -> None:
        from goodword.core.shortcuts import register_shortcuts
        from goodword.web.door.second_step import follow_second_steps
        from goodword.web.following import let_agents_follow
        from goodword.web.shell.shortcuts import SHORTCUTS

        register_shortcuts(SHORTCUTS)
        follow_second_steps()
        let_agents_follow()
