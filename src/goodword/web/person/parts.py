"""The parts of a person's record that are changed where they stand: drawn alone for htmx, else with the whole page."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goodword.conversations.access import To
from goodword.conversations.acquaintance import person_for
from goodword.core.actor import Actor
from goodword.core.operations import latest_undoable_of_person
from goodword.web.forms import DeskForm
from goodword.web.inbox.parts import reader, wants_part
from goodword.web.person.pages import context_of
from goodword.web.person.record import Record
from goodword.web.shell import AgentRequest, render_page, show_toast

DETAILS, ADDRESSES, COMPANY, NOTES = "details", "addresses", "company", "notes"
CHANGED = "inbox-changed"


def record_for(request: AgentRequest, customer_id: int, to: To = To.READ, *, editing: str = "") -> Record:
    """The record of a person whom the reader may know (or change). Raises NotFound, NotAllowed."""
    agent = reader(request)
    is_panel = request.GET.get("in") == "panel"
    return Record(agent, person_for(agent, customer_id, to), is_panel=is_panel, editing=editing)


def show_part(request: AgentRequest, record: Record, part: str, *, status: int = 200) -> HttpResponse:
    """The part alone where it stands on a page already; else the person's page, with the part open."""
    if not wants_part(request):
        return render_page(request, "person/page.html", context_of(request, record), status=status)
    return render_page(request, f"person/_{part}.html", {"record": record, "customer": record.customer}, status=status)


def try_part(
    request: AgentRequest, record: Record, part: str, form: DeskForm, act: Callable[[], object], *, told: str
) -> HttpResponse:
    """Do it if the form fits; else the part again with what is wrong."""
    if form.does(act):
        return show_done(request, record, part, told)
    record.editing, record.form = part, form
    return show_part(request, record, part, status=422)


def show_done(request: AgentRequest, record: Record, part: str, told: str) -> HttpResponse:
    """The part as it is now, and the way back."""
    customer_id = record.customer.pk
    show_toast(request, told, undo=undo_address(request, customer_id))
    if not wants_part(request):
        return redirect(f"{reverse('person-page', args=[customer_id])}#person-{part}")
    fresh = record_for(request, customer_id)
    fresh.is_fresh = True
    response = show_part(request, fresh, part)
    response["HX-Trigger"] = CHANGED
    return response


def undo_address(request: AgentRequest, customer_id: int) -> str:
    """Where the newest thing that the reader did to the record can be taken back; empty if it cannot."""
    event = latest_undoable_of_person(customer_id, by=Actor.agent(request.user.pk))
    return reverse("undo", args=[event.pk]) if event else ""
