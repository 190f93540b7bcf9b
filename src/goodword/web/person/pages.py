"""A person's page: who they are, their addresses, who writes for them, what they wrote about."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.conversations.access import To
from goodword.conversations.queries.person import known_people, matters_of, person_for
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.people.actions.addresses import add_address, remove_address, share_address
from goodword.people.actions.describing import describe_customer, rename_customer
from goodword.people.actions.mourning import record_death, withdraw_death
from goodword.people.queries import identity_of, others_at_addresses_of, representations_of, represented_by
from goodword.people.types import Customer
from goodword.web.forms import DeskForm
from goodword.web.inbox.parts import reader
from goodword.web.person.forms import AddressForm, DeathForm, PersonForm
from goodword.web.shell import AgentRequest, render_page, show_toast


@require_safe
def person_page(request: AgentRequest, customer_id: int) -> HttpResponse:
    """The person and everything that is known of them; the strangers' is not found."""
    return show_person_page(request, person_for(reader(request), customer_id))


def show_person_page(request: AgentRequest, customer: Customer, *, opened: str = "", **forms: Form) -> HttpResponse:
    """The page, with the part `opened` whose form was refused."""
    agent = reader(request)
    others, written_for = others_at_addresses_of(customer), represented_by(customer)
    known = known_people(agent, {one.pk for one in others} | {row.customer_id for row in written_for})
    context = {
        "customer": customer,
        "may_change": bool(known_people(agent, [customer.pk], To.ANSWER)),
        "identities": customer.identities.order_by("pk"),
        "sharing": [one for one in others if one.pk in known],
        "sharing_unknown": sum(one.pk not in known for one in others),
        "representations": representations_of(customer),
        "represents": [row for row in written_for if row.customer_id in known],
        "matters": matters_of(agent, customer, after=request.GET.get("after", "")),
        "person_form": PersonForm(customer=customer),
        "address_form": AddressForm(),
        "death_form": DeathForm(),
        "opened": opened,
        "title": customer.name,
        **forms,
    }
    return render_page(request, "person/page.html", context, status=422 if opened else 200)


def _try(
    request: AgentRequest, customer: Customer, form: DeskForm, act: Callable[[], object], *, told: str, opened: str
) -> HttpResponse:
    """Do it if the form fits; else the page again with what is wrong."""
    if form.is_valid():
        try:
            act()
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            show_toast(request, told, tone="kept")
            return redirect("person-page", customer.pk)
    return show_person_page(request, customer, opened=opened, **{f"{opened}_form": form})


@require_POST
def describe(request: AgentRequest, customer_id: int) -> HttpResponse:
    """Name, language, interpreter, and how they are spoken of."""
    customer, by = person_for(reader(request), customer_id, To.ANSWER), Actor.agent(request.user.pk)
    form = PersonForm(request.POST, customer=customer)

    def act() -> None:
        told = dict(form.cleaned_data)
        rename_customer(customer_id, by=by, name=told.pop("name"))
        describe_customer(customer_id, by=by, **told)

    return _try(request, customer, form, act, told=_("Saved."), opened="person")


@require_POST
def add(request: AgentRequest, customer_id: int) -> HttpResponse:
    """Another address, shared or not."""
    customer, by = person_for(reader(request), customer_id, To.ANSWER), Actor.agent(request.user.pk)
    form = AddressForm(request.POST)

    def act() -> None:
        verb = share_address if form.cleaned_data["shared"] else add_address
        verb(customer_id, by=by, address=form.cleaned_data["address"])

    return _try(request, customer, form, act, told=_("The address is theirs."), opened="address")


@require_POST
def remove(request: AgentRequest, customer_id: int, identity_id: int) -> HttpResponse:
    """An address is not theirs any more."""
    customer = person_for(reader(request), customer_id, To.ANSWER)
    identity_of(customer, identity_id)
    remove_address(identity_id, by=Actor.agent(request.user.pk))
    show_toast(request, _("The address is no longer theirs."))
    return redirect("person-page", customer.pk)


@require_http_methods(["POST"])
def death(request: AgentRequest, customer_id: int) -> HttpResponse:
    """They have died; or, with `withdraw`, that was a mistake."""
    customer, by = person_for(reader(request), customer_id, To.ANSWER), Actor.agent(request.user.pk)
    if "withdraw" in request.POST:
        withdraw_death(customer_id, by=by)
        show_toast(request, _("Taken back."))
        return redirect("person-page", customer.pk)
    form = DeathForm(request.POST)
    told = _("Recorded. Nothing is sent to them by itself any more.")

    def act() -> None:
        record_death(customer_id, by=by, on=form.cleaned_data["on"])

    return _try(request, customer, form, act, told=told, opened="death")
