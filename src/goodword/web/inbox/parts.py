"""Whether a part of the page is asked for, or all of it."""

from goodword.web.shell import AgentRequest


def wants_part(request: AgentRequest) -> bool:
    """Whether htmx will put the answer into the page that stands there. Going back in history takes a whole page."""
    return bool(request.htmx) and not request.htmx.history_restore_request
