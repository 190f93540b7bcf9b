"""What we, and then I, contributed: before any other party can be named."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.core.actor import Actor
from goodword.recovery.actions.contributing import Contributed, write_contribution
from goodword.web.complaints.answers import do
from goodword.web.shell import AgentRequest

_PARTS = ("ours", "mine", "others", "learned")


@require_POST
def contribution(request: AgentRequest, number: int) -> HttpResponse:
    """What the house (`ours`), whoever writes (`mine`) and `others` contributed, and what is `learned` from it."""
    return do(request, number, _write, where="contribution")


def _write(request: AgentRequest, number: int, by: Actor) -> str:
    write_contribution(number, Contributed(**{part: request.POST.get(part, "") for part in _PARTS}), by=by)
    return _("Written down, for us to learn from.")
