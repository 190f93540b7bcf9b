"""A company: its people, its conversations, what to know of it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.conversations.acquaintance import check_may_list_people, company_for
from goodword.conversations.queries.companies import company_matters, same_company
from goodword.conversations.queries.people import people_page
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.people.actions.companies import create_company, describe_company, rename_company
from goodword.people.actions.tiers import set_company_tier
from goodword.people.types import Company
from goodword.web.inbox.parts import reader
from goodword.web.people.forms import CompanyForm
from goodword.web.people.listing import List
from goodword.web.shell import AgentRequest, render_page, show_toast


@require_safe
def company_page(request: AgentRequest, company_id: int) -> HttpResponse:
    """The company, its people and their conversations, as far as the reader may know them."""
    return _show(request, company_for(reader(request), company_id))


def _show(request: AgentRequest, company: Company, form: CompanyForm | None = None) -> HttpResponse:
    agent = reader(request)
    people = people_page(agent, company=company.pk, after=request.GET.get("people", ""))
    domains = [one.domain for one in company.domains.order_by("pk")]
    told = {"name": company.name, "kind": company.kind, "notes": company.notes, "domains": " ".join(domains)}
    told["tier"] = str(company.tier_id or "")
    page = {
        "company": company,
        "domains": domains,
        "list": List("people", people=people),
        "matters": company_matters(agent, company, after=request.GET.get("after", "")),
        "form": form or CompanyForm(initial=told),
        "title": company.name,
    }
    return render_page(request, "people/company.html", page, status=422 if form else 200)


@require_POST
def describe(request: AgentRequest, company_id: int) -> HttpResponse:
    """Change what the company is called, what it is, its domains and notes."""
    company, form = company_for(reader(request), company_id), CompanyForm(request.POST)
    by = Actor.agent(request.user.pk)
    if form.is_valid():
        told = form.cleaned_data
        try:
            describe_company(company_id, by=by, kind=told["kind"], domains=form.domain_list, notes=told["notes"])
            rename_company(company_id, by=by, name=told["name"])
            if "tier" in told:
                set_company_tier(company_id, by=by, tier=int(told["tier"] or 0) or None)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            show_toast(request, _("Saved."), tone="kept")
            return redirect("company-page", company_id)
    return _show(request, company, form)


@require_http_methods(["GET", "HEAD", "POST"])
def new_company(request: AgentRequest) -> HttpResponse:
    """Add a company by hand; one of the same name is told once."""
    agent = reader(request)
    check_may_list_people(agent)
    form, same = CompanyForm(request.POST or None), None
    if form.is_valid():
        told = form.cleaned_data
        same = None if "anyway" in request.POST else same_company(agent, told["name"])
        try:
            if same is None:
                company = create_company(
                    by=Actor.agent(request.user.pk),
                    name=told["name"], kind=told["kind"], domains=form.domain_list, notes=told["notes"],
                )  # fmt: skip
                if told.get("tier"):
                    set_company_tier(company.pk, by=Actor.agent(request.user.pk), tier=int(told["tier"]))
                show_toast(request, _("%(name)s is added.") % {"name": company.name}, tone="kept")
                return redirect("company-page", company.pk)
        except Invalid as refusal:
            form.refuse(refusal)
    page = {"form": form, "same": same, "title": _("Add a company")}
    return render_page(request, "people/new_company.html", page, status=422 if form.errors or same else 200)
