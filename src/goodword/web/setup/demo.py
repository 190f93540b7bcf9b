"""Looking around first: the first run plants the demo, and a page of its own says how to use it and how to leave it."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from goodword.accounts.choices import Role
from goodword.accounts.queries import active_agents
from goodword.accounts.setup_code import new_code
from goodword.core.demo import read_demo
from goodword.core.errors import NotFound
from goodword.web.door.views import sign_in
from goodword.web.setup.views import PROVED
from goodword.web.shell import AgentRequest, render_page


@login_not_required
@never_cache
@require_POST
def planting(request: HttpRequest) -> HttpResponse:
    """Instead of step two: an invented agency, whose owner the visitor is. Raises AlreadyFounded.

    Its password is a new one and not the published one: others may reach this desk over a network.
    """
    if not request.session.get(PROVED):
        return redirect("setup")
    import_string(settings.DEMO_PLANTER)(password=new_code().lower())
    owner = next(agent for agent in active_agents() if agent.role == Role.OWNER)
    return sign_in(request, owner, then="/demo")


@never_cache
@require_safe
def demo_page(request: AgentRequest) -> HttpResponse:
    """Who is who, how to write as a customer, how to begin in earnest. The password is for those who administer."""
    demo = read_demo()
    if demo is None:
        raise NotFound
    page = {
        "title": _("Demo"),
        "demo": demo if request.user.administers else None,
        "people": active_agents(),
        "data": settings.GOODWORD.data,
    }
    return render_page(request, "setup/demo.html", page)
