"""Who asks, and whether for a part of the page or for all of it."""

from django.db.models import prefetch_related_objects

from goodword.accounts.types import Agent
from goodword.web.shell import AgentRequest


def reader(request: AgentRequest) -> Agent:
    """Whoever is signed in, with their teams at hand: access, lists and rail all ask for them."""
    prefetch_related_objects([request.user], "teams")
    return request.user


def wants_part(request: AgentRequest) -> bool:
    """Whether htmx will put the answer into the page that stands there. Going back in history takes a whole page."""
    return bool(request.htmx) and not request.htmx.history_restore_request
