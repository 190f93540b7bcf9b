"""Everybody whom the reader may know: the list, its rows, and somebody added by hand."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodword.conversations.acquaintance import check_may_list_people, known_people
from goodword.conversations.queries.companies import same_company
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.people.actions.adding import add_person
from goodword.people.phones import normalize_phone
from goodword.people.queries import home_zone, people_at, people_with_number
from goodword.people.types import Customer
from goodword.web.inbox.parts import reader, wants_part
from goodword.web.people.forms import NewPersonForm
from goodword.web.people.listing import List, company_list, people_list
from goodword.web.shell import AgentRequest, render_page, show_toast


@require_safe
def people(request: AgentRequest) -> HttpResponse:
    """The people, newest contact first or by name; for htmx the rows alone, as the filter asks for them."""
    return _show(request, people_list(request, reader(request)), _("People"))


@require_safe
def companies(request: AgentRequest) -> HttpResponse:
    """The companies by name; for htmx the rows alone, as the filter asks for them."""
    return _show(request, company_list(request, reader(request)), _("Companies"))


def _show(request: AgentRequest, listed: List, title: str) -> HttpResponse:
    if not wants_part(request):
        return render_page(request, "people/page.html", {"list": listed, "title": title})
    response = render_page(request, "people/_list.html", {"list": listed})
    response["HX-Replace-Url"] = listed.address
    return response


@require_safe
def people_rows(request: AgentRequest) -> HttpResponse:
    """Further people, for the foot of the list."""
    return render_page(request, "people/_further.html", {"list": people_list(request, reader(request))})


@require_safe
def company_rows(request: AgentRequest) -> HttpResponse:
    """Further companies, for the foot of the list."""
    return render_page(request, "people/_further.html", {"list": company_list(request, reader(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: AgentRequest) -> HttpResponse:
    """Add somebody by hand; who has the address or the number already is named."""
    agent = reader(request)
    check_may_list_people(agent)
    form = NewPersonForm(request.POST or None)
    if form.is_valid():
        try:
            customer = _add(request, form.cleaned_data)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            show_toast(request, _("%(name)s is added.") % {"name": customer.name}, tone="kept")
            return redirect("person-page", customer.pk)
    page = {"form": form, "owners": _owners(request) if form.errors else [], "title": _("Add somebody")}
    return render_page(request, "people/new_person.html", page, status=422 if form.errors else 200)


def _add(request: AgentRequest, told: dict[str, str]) -> Customer:
    by, agent, company = Actor.agent(request.user.pk), reader(request), told["company"].strip()
    found = same_company(agent, company) if company else None
    return add_person(
        by=by,
        name=told["name"],
        address=told["address"],
        number=told["number"],
        is_shared=bool(told["shared"]),
        company=found.pk if found else None,
        new_company=company if company and not found else "",
    )


def _owners(request: AgentRequest) -> list[Customer]:
    """Those who have the typed address or number, as far as the reader may know them."""
    found = people_at(request.POST.get("address", "") or "-")
    number = normalize_phone(request.POST.get("number", ""), home_zone())
    found += people_with_number(number) if number else []
    owners = {one.customer_id: one.customer for one in found}
    known = known_people(reader(request), owners.keys())
    return [one for pk, one in owners.items() if pk in known]
