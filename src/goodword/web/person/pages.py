"""A person's page: who they are, what matters to them, who writes for them, what they wrote about."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodword.conversations.access import To
from goodword.conversations.acquaintance import known_people, person_for
from goodword.conversations.queries.person import history_of, matters_of
from goodword.core.actor import Actor
from goodword.people.actions.mourning import record_death, withdraw_death
from goodword.people.queries import others_at_addresses_of, representations_of, represented_by
from goodword.web.forms import DeskForm
from goodword.web.inbox.parts import reader, wants_part
from goodword.web.person.forms import DeathForm
from goodword.web.person.record import Record
from goodword.web.shell import AgentRequest, render_page, show_toast


@require_safe
def person_page(request: AgentRequest, customer_id: int) -> HttpResponse:
    """The person and everything that is known of them; for htmx the record alone. The strangers' is not found."""
    agent = reader(request)
    record = Record(agent, person_for(agent, customer_id))
    template = "person/_record.html" if wants_part(request) else "person/page.html"
    return render_page(request, template, context_of(request, record))


def context_of(request: AgentRequest, record: Record, **forms: Form | str) -> dict[str, object]:
    """What the page shows; of the people around the person, those whom the reader may know."""
    agent, customer = record.agent, record.customer
    others, written_for = others_at_addresses_of(customer), represented_by(customer)
    known = known_people(agent, {one.pk for one in others} | {row.customer_id for row in written_for})
    return {
        "record": record,
        "customer": customer,
        "may_change": record.may_change,
        "sharing": [one for one in others if one.pk in known],
        "sharing_unknown": sum(one.pk not in known for one in others),
        "representations": representations_of(customer),
        "represents": [row for row in written_for if row.customer_id in known],
        "matters": matters_of(agent, customer, after=request.GET.get("after", "")),
        "history": history_of(agent, customer),
        "death_form": DeathForm(),
        "title": customer.name,
        **forms,
    }


def _try(
    request: AgentRequest, record: Record, form: DeskForm, act: Callable[[], object], *, told: str, opened: str
) -> HttpResponse:
    """Do it if the form fits; else the page again with what is wrong."""
    if form.does(act):
        show_toast(request, told, tone="kept")
        return redirect("person-page", record.customer.pk)
    context = context_of(request, record, opened=opened, **{f"{opened}_form": form})
    return render_page(request, "person/page.html", context, status=422)


@require_http_methods(["POST"])
def death(request: AgentRequest, customer_id: int) -> HttpResponse:
    """They have died; or, with `withdraw`, that was a mistake."""
    agent, by = reader(request), Actor.agent(request.user.pk)
    customer = person_for(agent, customer_id, To.ANSWER)
    if "withdraw" in request.POST:
        withdraw_death(customer_id, by=by)
        show_toast(request, _("Taken back."))
        return redirect("person-page", customer.pk)
    form = DeathForm(request.POST)
    told = _("Recorded. Nothing is sent to them by itself any more.")

    def act() -> None:
        record_death(customer_id, by=by, on=form.cleaned_data["on"])

    return _try(request, Record(agent, customer), form, act, told=told, opened="death")
