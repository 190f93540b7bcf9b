"""What every screen stands in: pages and fragments, the rail, toasts."""

from goodword.web.shell.pages import AgentRequest, render_page
from goodword.web.shell.toasts import show_toast

__all__ = ["AgentRequest", "render_page", "show_toast"]
