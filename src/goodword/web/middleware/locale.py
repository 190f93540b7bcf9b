"""Each agent reads the desk in their own language and their own time."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

Handler = Callable[[HttpRequest], HttpResponse]


class AgentLocaleMiddleware:
    """Activate the language and time zone of whoever is signed in; strangers keep their browser's language."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        agent = request.user
        if not agent.is_authenticated:
            timezone.deactivate()
            return self.get_response(request)
        translation.activate(agent.language)
        request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(ZoneInfo(agent.time_zone)):
            return self.get_response(request)
