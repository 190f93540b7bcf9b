"""Each agent reads the desk in their own language and their own time, and finds their own keys named."""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from goodword.web.components.keys import keys_of


@dataclass(frozen=True, slots=True)
class Look:
    """What the first byte of a page must say of its looks. Plain, so that an error page asks no database."""

    theme: str
    density: str


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
        request.look = Look(agent.theme, agent.density)  # type: ignore[attr-defined]
        keys = keys_of(agent.own_keys, single_keys=agent.single_keys)
        with timezone.override(ZoneInfo(agent.time_zone)), keys:
            return self.get_response(request)
