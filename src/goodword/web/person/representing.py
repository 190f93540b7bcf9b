"""Who may write for a person: recorded, ended, resumed."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.conversations.access import To
from goodword.conversations.acquaintance import known_people, person_for
from goodword.core.actor import Actor
from goodword.core.errors import DomainError, Invalid
from goodword.people.actions.describing import confirm_customer
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.actions.representing import (
    end_representation,
    record_representation,
    resume_representation,
)
from goodword.people.queries import addresses_of, representation_of
from goodword.web.inbox.addresses import number_in
from goodword.web.inbox.parts import reader
from goodword.web.person.forms import RepresentativeForm
from goodword.web.shell import AgentRequest, render_page, show_toast


@require_http_methods(["GET", "HEAD", "POST"])
def representatives(request: AgentRequest, customer_id: int) -> HttpResponse:
    """Record who may write for the person; `?writer=` is somebody whose name and address stand there already."""
    customer = person_for(reader(request), customer_id, To.ANSWER)
    form = RepresentativeForm(request.POST or None, initial=_writer(request))
    if form.is_valid():
        try:
            _record(request, customer_id, form)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            show_toast(request, _("Recorded."), tone="kept")
            return redirect("person-page", customer_id)
    page = {"customer": customer, "form": form, "title": _("Who may write for %(name)s") % {"name": customer.name}}
    return render_page(request, "person/representative.html", page, status=422 if form.errors else 200)


def _record(request: AgentRequest, customer_id: int, form: RepresentativeForm) -> None:
    by, told = Actor.agent(request.user.pk), dict(form.cleaned_data)
    known = _writer_id(request)
    if known is None:
        found = recognize_customer(address=told["address"], name=told["name"])
        known = confirm_customer(found.pk, by=by).pk
    del told["address"], told["name"]
    record_representation(customer_id, by=by, representative=known, **told)


def _writer_id(request: AgentRequest) -> int | None:
    """The person whom the address names, if the reader may know them."""
    number = number_in(request.GET.get("writer", ""))
    return number if number and known_people(reader(request), [number]) else None


def _writer(request: AgentRequest) -> dict[str, str]:
    number = _writer_id(request)
    if number is None:
        return {}
    writer = person_for(reader(request), number)
    return {"name": writer.name, "address": next(iter(addresses_of(writer)), "")}


@require_POST
def end(request: AgentRequest, customer_id: int, representation_id: int) -> HttpResponse:
    """They may not write for the person any more."""
    customer = person_for(reader(request), customer_id, To.ANSWER)
    representation_of(customer, representation_id)
    end_representation(representation_id, by=Actor.agent(request.user.pk))
    back = reverse("representative-resumption", args=[customer_id, representation_id])
    show_toast(request, _("Ended from now on. What was recorded is kept."), undo=back)
    return redirect("person-page", customer_id)


@require_POST
def resume(request: AgentRequest, customer_id: int, representation_id: int) -> HttpResponse:
    """It was ended by mistake."""
    customer = person_for(reader(request), customer_id, To.ANSWER)
    representation_of(customer, representation_id)
    try:
        resume_representation(representation_id, by=Actor.agent(request.user.pk))
    except DomainError as refusal:
        show_toast(request, str(refusal), tone="broken")
    return redirect("person-page", customer_id)
