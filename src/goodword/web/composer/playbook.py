"""What helps to write beside the composer: a checklist, and the word that a no is meant."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from goodword.conversations.choices import DraftKind
from goodword.core.actor import Actor
from goodword.playbook.actions.writing import choose_checklist, mean_no
from goodword.playbook.queries import chosen_checklist, offered_checklists
from goodword.web.composer.chips import show_noticed
from goodword.web.composer.writing import conversation_to_write
from goodword.web.inbox.addresses import asked_view, conversation_address
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest, render_page


@require_http_methods(["GET", "HEAD", "POST"])
def checklist(request: AgentRequest, number: int) -> HttpResponse:
    """The checklists to choose from; posted, the one of that key (`checklist`), or none, is beside one's replies."""
    conversation_to_write(reader(request), number, DraftKind.REPLY)
    if request.method == "POST":
        choose_checklist(request.POST.get("checklist", ""), by=Actor.agent(request.user.pk))
        if not request.htmx:
            return redirect(conversation_address(number, asked_view(request), write=DraftKind.REPLY))
        beside = {"checklist": chosen_checklist(request.user.pk), "number": number, "is_fresh": True}
        return render_page(request, "composer/_checklist.html", beside)
    chosen = chosen_checklist(request.user.pk)
    context = {"number": number, "chosen": chosen, "checklists": offered_checklists()}
    page = "composer/_checklists.html" if request.htmx else "composer/checklists.html"
    return render_page(request, page, context)


@require_POST
def no_as_meant(request: AgentRequest, number: int) -> HttpResponse:
    """The no in the reader's draft is meant: say nothing more of it."""
    conversation_to_write(reader(request), number, DraftKind.REPLY)
    mean_no(number, by=Actor.agent(request.user.pk))
    if not request.htmx:
        return redirect(conversation_address(number, asked_view(request), write=DraftKind.REPLY))
    return show_noticed(request, number)
