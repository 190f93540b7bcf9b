"""Name, how they are spoken to, language, interpreter, and how they like to be reached."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodword.conversations.access import To
from goodword.core.actor import Actor
from goodword.people.actions.describing import describe_customer, rename_customer
from goodword.people.actions.tiers import set_tier
from goodword.web.person.forms import PersonForm
from goodword.web.person.parts import DETAILS, record_for, show_part, try_part
from goodword.web.shell import AgentRequest


@require_safe
def details(request: AgentRequest, customer_id: int) -> HttpResponse:
    """The details, with `edit` open to be changed."""
    if "edit" not in request.GET:
        return show_part(request, record_for(request, customer_id), DETAILS)
    record = record_for(request, customer_id, To.ANSWER, editing=DETAILS)
    record.form = PersonForm(customer=record.customer)
    return show_part(request, record, DETAILS)


@require_POST
def describe(request: AgentRequest, customer_id: int) -> HttpResponse:
    """Change the details; all of them are in the form."""
    record, by = record_for(request, customer_id, To.ANSWER), Actor.agent(request.user.pk)
    form = PersonForm(request.POST, customer=record.customer)

    def act() -> None:
        told = dict(form.cleaned_data)
        tier = told.pop("tier", None)
        rename_customer(customer_id, by=by, name=told.pop("name"))
        describe_customer(customer_id, by=by, **told)
        if tier is not None:
            set_tier(customer_id, by=by, tier=int(tier) if tier else None)

    return try_part(request, record, DETAILS, form, act, told=_("Saved."))
