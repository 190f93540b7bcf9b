"""The company that a person belongs to."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.conversations.access import To
from goodword.conversations.acquaintance import check_may_list_people, company_for
from goodword.conversations.queries.companies import companies_called, same_company
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.people.actions.companies import create_company, decline_company, set_company
from goodword.people.choices import CompanyKind
from goodword.web.inbox.addresses import number_in
from goodword.web.person.forms import CompanyChoiceForm
from goodword.web.person.parts import COMPANY, record_for, show_done, show_part
from goodword.web.person.record import Record
from goodword.web.shell import AgentRequest, render_page


@require_http_methods(["GET", "HEAD", "POST"])
def company(request: AgentRequest, customer_id: int) -> HttpResponse:
    """Their company, with `edit` open to choose; POST sets `company` (empty for none), `name`, or a `new` one."""
    if request.method == "POST":
        return _set(request, record_for(request, customer_id, To.ANSWER))
    if "edit" not in request.GET:
        return show_part(request, record_for(request, customer_id), COMPANY)
    record = record_for(request, customer_id, To.ANSWER, editing=COMPANY)
    check_may_list_people(record.agent)
    record.form = CompanyChoiceForm()
    record.choices = companies_called(record.agent, "")
    return show_part(request, record, COMPANY)


@require_safe
def choices(request: AgentRequest, customer_id: int) -> HttpResponse:
    """The companies that what is being typed (`name`) may mean."""
    record = record_for(request, customer_id, To.ANSWER)
    check_may_list_people(record.agent)
    record.form = CompanyChoiceForm(request.GET)
    record.choices = companies_called(record.agent, request.GET.get("name", ""))
    return render_page(request, "person/_company_choices.html", {"record": record, "customer": record.customer})


def _set(request: AgentRequest, record: Record) -> HttpResponse:
    check_may_list_people(record.agent)
    customer, by = record.customer, Actor.agent(request.user.pk)
    chosen = _chosen(request, record)
    if chosen is None and not request.POST.get("leave"):
        name = request.POST.get("name", "")
        record.editing, record.form = COMPANY, CompanyChoiceForm(request.POST)
        record.choices = companies_called(record.agent, name)
        if not name.strip():
            record.form.add_error("name", _("Choose one, or give the name of a new one."))
        return show_part(request, record, COMPANY, status=422)
    set_company(customer.pk, by=by, company=chosen)
    return show_done(request, record, COMPANY, _("Saved."))


def _chosen(request: AgentRequest, record: Record) -> int | None:
    """The company that the form means, made if it asks for a new one; None for none."""
    name, number = request.POST.get("name", "").strip(), number_in(request.POST.get("company", ""))
    if number is not None:
        return company_for(record.agent, number).pk
    if name and request.POST.get("new") in CompanyKind.values:
        return create_company(by=Actor.agent(request.user.pk), name=name, kind=request.POST["new"]).pk
    same = same_company(record.agent, name) if name else None
    return same.pk if same else None


@require_POST
def decline(request: AgentRequest, customer_id: int) -> HttpResponse:
    """They do not belong to the company that their address suggests."""
    record = record_for(request, customer_id, To.ANSWER)
    number = number_in(request.POST.get("company", ""))
    if number is None:
        raise Invalid(company=_("Choose one of the companies."))
    found = company_for(record.agent, number)
    decline_company(customer_id, by=Actor.agent(request.user.pk), company=found.pk)
    return show_done(request, record, COMPANY, _("It is not suggested again."))
