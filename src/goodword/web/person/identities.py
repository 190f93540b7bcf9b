"""A person's e-mail addresses and telephone numbers."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.conversations.access import To
from goodword.conversations.acquaintance import known_people
from goodword.core.actor import Actor
from goodword.people.actions.addresses import (
    add_address,
    add_phone,
    prefer_address,
    remove_address,
    share_address,
)
from goodword.people.phones import looks_like_phone, normalize_phone
from goodword.people.queries import home_zone, identity_of, people_at, people_with_number
from goodword.people.types import Customer
from goodword.web.person.forms import AddressForm
from goodword.web.person.parts import ADDRESSES, record_for, show_done, show_part, try_part
from goodword.web.person.record import Record
from goodword.web.shell import AgentRequest


@require_http_methods(["GET", "HEAD", "POST"])
def addresses(request: AgentRequest, customer_id: int) -> HttpResponse:
    """What they are reached at, with `edit` open to add to; POST adds an address or a number, shared or not."""
    if request.method == "POST":
        return _add(request, record_for(request, customer_id, To.ANSWER))
    if "edit" not in request.GET:
        return show_part(request, record_for(request, customer_id), ADDRESSES)
    record = record_for(request, customer_id, To.ANSWER, editing=ADDRESSES)
    record.form = AddressForm()
    return show_part(request, record, ADDRESSES)


def _add(request: AgentRequest, record: Record) -> HttpResponse:
    form, by, customer = AddressForm(request.POST), Actor.agent(request.user.pk), record.customer
    typed = request.POST.get("address", "")
    is_phone = looks_like_phone(typed)
    record.owners = _owners(record, typed, is_phone=is_phone)

    def act() -> None:
        is_shared = form.cleaned_data["shared"]
        if is_phone:
            add_phone(customer.pk, by=by, number=typed, is_shared=is_shared)
        elif is_shared:
            share_address(customer.pk, by=by, address=typed)
        else:
            add_address(customer.pk, by=by, address=typed)

    told = _("The number is theirs.") if is_phone else _("The address is theirs.")
    return try_part(request, record, ADDRESSES, form, act, told=told)


def _owners(record: Record, typed: str, *, is_phone: bool) -> list[Customer]:
    """Those who have it already and whom the reader may know."""
    found = people_with_number(normalize_phone(typed, home_zone())) if is_phone else people_at(typed)
    others = {one.customer_id: one.customer for one in found if one.customer_id != record.customer.pk}
    known = known_people(record.agent, others.keys())
    return [one for pk, one in others.items() if pk in known]


@require_POST
def remove(request: AgentRequest, customer_id: int, identity_id: int) -> HttpResponse:
    """An address or a number is not theirs any more."""
    record = record_for(request, customer_id, To.ANSWER)
    shown = identity_of(record.customer, identity_id).value
    remove_address(identity_id, by=Actor.agent(request.user.pk))
    return show_done(request, record, ADDRESSES, _("%(address)s is no longer theirs.") % {"address": shown})


@require_POST
def prefer(request: AgentRequest, customer_id: int, identity_id: int) -> HttpResponse:
    """They are best reached here; with `not`, no more than elsewhere."""
    record = record_for(request, customer_id, To.ANSWER)
    shown = identity_of(record.customer, identity_id).value
    is_preferred = "not" not in request.POST
    prefer_address(identity_id, by=Actor.agent(request.user.pk), is_preferred=is_preferred)
    told = _("%(address)s comes first now.") if is_preferred else _("%(address)s is one of several again.")
    return show_done(request, record, ADDRESSES, told % {"address": shown})
