"""Priority and tags of a conversation. Each is a form that works without script."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.conversations.access import To, conversation_for
from goodword.conversations.actions.prioritizing import set_priority
from goodword.conversations.actions.tagging import tag_conversation, tag_with_name, untag_conversation
from goodword.conversations.choices import Priority
from goodword.conversations.queries.tags import all_tags, tag_name
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.web.conversation.answers import offer, show_change, undo_address
from goodword.web.inbox.addresses import number_in
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest, show_toast


@require_http_methods(["GET", "HEAD", "POST"])
def priority(request: AgentRequest, number: int) -> HttpResponse:
    """Offer the priorities; set the one chosen (`to`)."""
    conversation = conversation_for(reader(request), number, To.ANSWER)
    if request.method != "POST":
        return offer(request, conversation, priorities=list(reversed(Priority)))
    changed = set_priority(number, by=_actor(request), to=_number(request, "to"))
    text = _("Its priority is %(priority)s now.") % {"priority": str(changed.get_priority_display()).lower()}
    show_toast(request, text, undo=undo_address(request, number))
    return show_change(request, number)


@require_http_methods(["GET", "HEAD", "POST"])
def tags(request: AgentRequest, number: int) -> HttpResponse:
    """Offer the tags; put on the one chosen (`tag`) or named (`name`, which may be new). The choice stays open."""
    conversation = conversation_for(reader(request), number, To.ANSWER)
    if request.method != "POST":
        return offer(request, conversation, tags=all_tags())
    name = request.POST.get("name", "").strip()
    if request.POST.get("tag"):
        tag_id = _number(request, "tag")
        tag_conversation(number, by=_actor(request), tag=tag_id)
        name = tag_name(tag_id)
    else:
        tag_with_name(number, by=_actor(request), name=name)
    show_toast(request, _("Tagged %(tag)s.") % {"tag": name}, undo=undo_address(request, number))
    return show_change(request, number, choices={"tags": all_tags()})


@require_POST
def untag(request: AgentRequest, number: int) -> HttpResponse:
    """Take a tag off (`tag`). The choice stays open."""
    conversation_for(reader(request), number, To.ANSWER)
    tag_id = _number(request, "tag")
    untag_conversation(number, by=_actor(request), tag=tag_id)
    text = _("The tag %(tag)s is off.") % {"tag": tag_name(tag_id)}
    show_toast(request, text, undo=undo_address(request, number))
    return show_change(request, number, choices={"tags": all_tags()})


def _actor(request: AgentRequest) -> Actor:
    return Actor.agent(request.user.pk)


def _number(request: AgentRequest, name: str) -> int:
    """The number that the form names. Raises Invalid."""
    number = number_in(request.POST.get(name, ""))
    if number is None:
        raise Invalid
    return number
