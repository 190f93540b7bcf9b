"""A letter that reads like a complaint: somebody says whether it is one, under the subject or on Today."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.conversations.access import To, conversation_for
from goodword.core.actor import Actor
from goodword.core.errors import NotFound
from goodword.recovery.actions.noticing import confirm_noticed, dismiss_noticed
from goodword.recovery.queries.noticed import is_noticed_in
from goodword.web.complaints.answers import do
from goodword.web.inbox.parts import reader
from goodword.web.promises.answers import is_on_today, show_done
from goodword.web.shell import AgentRequest


@require_POST
def noticed(request: AgentRequest, number: int, message_id: int) -> HttpResponse:
    """It is one, or none (`what`)."""
    conversation_for(reader(request), number, To.ANSWER)
    if not is_noticed_in(number, message_id):
        raise NotFound
    by = Actor.agent(request.user.pk)
    if request.POST.get("what") == "no":
        dismiss_noticed(message_id, by=by)
        return show_done(request, number, _("No complaint."))
    if is_on_today(request):
        return show_done(request, number, _confirm(message_id, by))
    return do(request, number, lambda _request, _number, by: _confirm(message_id, by), where="mark")


def _confirm(message_id: int, by: Actor) -> str:
    confirm_noticed(message_id, by=by)
    return _("A complaint. Its day has begun with their letter, and they are told so.")
