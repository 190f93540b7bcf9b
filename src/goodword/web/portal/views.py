"""The customer's own page of one conversation, opened by a signed link."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goodword.core.actor import Actor
from goodword.promises.actions.telling import tell_due_times
from goodword.promises.queries.shown import untold_due_times
from goodword.web.portal.drawing import draw_closed, draw_matter, opened
from goodword.web.portal.page import Matter


@login_not_required
@require_safe
def show_matter(request: HttpRequest, token: str) -> HttpResponse:
    """What was promised, by when, and what came of it; every letter, and where to write. GET changes nothing but that
    the customer knows when what they see is due."""
    with opened(request, token) as matter:
        if matter is None:
            return draw_closed(token)
        if request.method == "GET" and not _is_ahead_of_time(request):
            _tell_due_times(matter)
        return draw_matter(matter, done=request.GET.get("done", ""))


def _tell_due_times(matter: Matter) -> None:
    if untold_due_times([entry.promise for entry in matter.entries]):
        tell_due_times(matter.conversation.pk, by=Actor.customer(matter.person.pk))
        del matter.entries


def _is_ahead_of_time(request: HttpRequest) -> bool:
    """Whether a browser only fetches the page in case somebody opens it."""
    return "prefetch" in (request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", ""))
