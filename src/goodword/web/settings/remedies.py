"""Making it right: who may give how much, and the catalogue. Leads read, administrators change."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.accounts.actions.founding import set_currency
from goodword.accounts.choices import Role
from goodword.accounts.queries import active_agents, organization
from goodword.core.errors import Invalid, NotAllowed
from goodword.core.money import money_words
from goodword.playbook.queries import offered_reasons
from goodword.recovery.actions.authorities import (
    change_authority,
    create_authority,
    order_authorities,
    remove_authority,
)
from goodword.recovery.actions.products import change_product, create_product, order_products
from goodword.recovery.choices import VALUED, RemedyKind
from goodword.recovery.queries.authority import authority_of
from goodword.recovery.queries.listed import authority_with, listed_authorities, listed_products, product_with
from goodword.web.inbox.addresses import number_in
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.settings.ordering import moved
from goodword.web.settings.remedy_forms import (
    AuthorityForm,
    CurrencyForm,
    ProductForm,
    shown_authority,
    shown_product,
)
from goodword.web.settings.remedy_words import summary_of
from goodword.web.shell import AgentRequest, show_toast

HOME = "settings-remedies"


@require_safe
def remedies_page(request: AgentRequest) -> HttpResponse:
    """Every authority in order, the catalogue, and what one person (`who`) may give."""
    if not (request.user.administers or request.user.role == Role.LEAD):
        raise NotAllowed
    return _page(request, CurrencyForm(initial={"currency": _currency()}))


def _page(request: AgentRequest, form: CurrencyForm) -> HttpResponse:
    page = {
        "lines": [(row, summary_of(row)) for row in listed_authorities()],
        "products": listed_products(),
        "people": active_agents(),
        "who": request.GET.get("who", ""),
        "reasons": offered_reasons(),
        "why": request.GET.get("why", ""),
        "may_give": _may_give(number_in(request.GET.get("who", "")), request.GET.get("why", "")),
        "currency_form": form,
        "title": _("Making it right"),
    }
    return settings_page(request, "settings/remedies.html", page, status=422 if form.errors else 200)


def _may_give(agent_id: int | None, why: str) -> list[tuple[str, str]]:
    """What the first row that covers them for this reason says, for each kind that costs money."""
    agent = next((one for one in active_agents() if one.pk == agent_id), None)
    if agent is None:
        return []
    rows = [row for row in listed_authorities() if row.is_active]
    reason = next((one.pk for one in offered_reasons() if one.key == why), None)
    currency = _currency()
    found = {kind: authority_of(agent, kind, currency, rows, reason=reason) for kind in RemedyKind if kind in VALUED}
    return [
        (str(kind.label), _("up to %(amount)s") % {"amount": money_words(row.limit)} if row else _("asks"))
        for kind, row in found.items()
    ]


def _currency() -> str:
    house = organization()
    return house.currency if house else "USD"


@require_POST
def currency(request: AgentRequest) -> HttpResponse:
    """Say in which currency the house thinks."""
    administrator(request)
    form = CurrencyForm(request.POST)
    if form.does(lambda: set_currency(by=actor_of(request), currency=form.cleaned_data["currency"].upper())):
        return _saved(request)
    return _page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def authority_page(request: AgentRequest, authority_id: int | None = None) -> HttpResponse:
    """One authority, or a new one."""
    administrator(request)
    row = authority_with(authority_id) if authority_id is not None else None
    form = AuthorityForm(request.POST or None, initial=shown_authority(row) if row else {"currency": _currency()})
    if form.is_valid():
        try:
            if row:
                change_authority(row.pk, form.grant(), by=actor_of(request))
            else:
                create_authority(form.grant(), by=actor_of(request))
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            return _saved(request)
    page = {"form": form, "authority": row, "title": row.name if row else _("New authority")}
    return settings_page(request, "settings/authority.html", page, status=422 if form.errors else 200)


@require_POST
def authority_move(request: AgentRequest, authority_id: int) -> HttpResponse:
    """Put it one place further up or down (`to`)."""
    administrator(request)
    order = moved([row.pk for row in listed_authorities()], authority_id, request.POST.get("to", ""))
    order_authorities(order, by=actor_of(request))
    return redirect(HOME)


@require_POST
def authority_removal(request: AgentRequest, authority_id: int) -> HttpResponse:
    """Nobody may give anything by it any more."""
    administrator(request)
    name = authority_with(authority_id).name
    remove_authority(authority_id, by=actor_of(request))
    show_toast(request, _("The authority “%(name)s” is gone.") % {"name": name})
    return redirect(HOME)


@require_http_methods(["GET", "HEAD", "POST"])
def product_page(request: AgentRequest, product_id: int | None = None) -> HttpResponse:
    """One product, or a new one."""
    administrator(request)
    row = product_with(product_id) if product_id is not None else None
    form = ProductForm(request.POST or None, initial=shown_product(row) if row else {"currency": _currency()})
    if form.is_valid():
        try:
            if row:
                change_product(row.pk, form.facts(), by=actor_of(request))
            else:
                create_product(form.facts(), by=actor_of(request))
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            return _saved(request)
    page = {"form": form, "product": row, "title": row.name if row else _("New product")}
    return settings_page(request, "settings/product.html", page, status=422 if form.errors else 200)


@require_POST
def product_move(request: AgentRequest, product_id: int) -> HttpResponse:
    """Put it one place further up or down (`to`)."""
    administrator(request)
    order = [row.pk for row in listed_products()]
    order_products(moved(order, product_id, request.POST.get("to", "")), by=actor_of(request))
    return redirect(HOME)


def _saved(request: AgentRequest) -> HttpResponse:
    show_toast(request, _("Saved."), tone="kept")
    return redirect(HOME)
