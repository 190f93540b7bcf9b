"""The forms of an authority and of a product: amounts as people write them."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from goodword.accounts.choices import Role
from goodword.accounts.queries import active_agents, all_teams
from goodword.core.errors import Invalid
from goodword.core.money import Money, parse_money, typed_money
from goodword.playbook.queries import all_reasons
from goodword.recovery.actions.authorities import Grant
from goodword.recovery.actions.products import ProductFacts
from goodword.recovery.choices import VALUED, RemedyKind
from goodword.recovery.types import Authority, Product
from goodword.web.forms import DeskForm

_AMOUNT = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
_EVERYBODY = ("", _("Everybody"))


def _agents() -> list[tuple[object, object]]:
    return [("", _("Anybody of them")), *((one.pk, one.name) for one in active_agents())]


def _teams() -> list[tuple[object, object]]:
    return [("", _("Any team")), *((one.pk, one.name) for one in all_teams())]


def _reasons(kept: Collection[str] = ()) -> list[tuple[object, object]]:
    """Those that can be chosen, and what was chosen before one was retired."""
    return [(one.key, one.label) for one in all_reasons() if one.retired_at is None or one.key in kept]


class _MoneyForm(DeskForm):
    """Reads amounts in the form's own currency."""

    def amount(self, name: str) -> int | None:
        """In minor units; None where nothing is written. Raises Invalid naming the field."""
        text = str(self.cleaned_data.get(name) or "").strip()
        if not text:
            return None
        if text.strip("0.,") == "":
            return 0
        try:
            return parse_money(text, self.cleaned_data["currency"].upper(), get_language()).minor
        except Invalid as refusal:
            raise Invalid(str(refusal), **{name: refusal.fields.get("amount", refusal.message)}) from refusal


class AuthorityForm(_MoneyForm):
    """Whom it covers, for what, and how much. The action decides what fits."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("For whom"), choices=[_EVERYBODY, *Role.choices], required=False)
    team = forms.TypedChoiceField(
        label=_("Of which team"), choices=_teams, coerce=int, empty_value=None, required=False
    )
    agent = forms.TypedChoiceField(
        label=_("Only for one person"), choices=_agents, coerce=int, empty_value=None, required=False
    )
    kinds = forms.MultipleChoiceField(
        label=_("What they may give"),
        choices=[(kind.value, kind.label) for kind in RemedyKind if kind in VALUED],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all of it. An apology, a replacement and a leader’s call need no authority."),
    )
    reasons = forms.MultipleChoiceField(
        label=_("For which reasons"),
        choices=_reasons,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: for any, said or not."),
    )
    currency = forms.CharField(label=_("Currency"), max_length=3, help_text=_("Such as USD or EUR."))
    limit_minor = forms.CharField(label=_("Up to, each time"), max_length=40, widget=_AMOUNT)
    budget_minor = forms.CharField(
        label=_("Budget"), max_length=40, required=False, widget=_AMOUNT, help_text=_("Left empty: no budget.")
    )
    budget_days = forms.IntegerField(label=_("The budget is for so many days"), min_value=1, initial=30)
    is_shared = forms.BooleanField(label=_("All of them share one budget"), required=False)
    customer_cap_minor = forms.CharField(
        label=_("Most for one customer, by anybody"),
        max_length=40,
        required=False,
        widget=_AMOUNT,
        help_text=_("Left empty: no bound."),
    )
    customer_days = forms.IntegerField(label=_("Within so many days"), min_value=1, initial=90)
    is_active = forms.BooleanField(label=_("It counts"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reasons"].choices = _reasons(self.initial.get("reasons", ()))  # type: ignore[attr-defined]  # ours

    def grant(self) -> Grant:
        """Raises Invalid naming a field."""
        said = self.cleaned_data
        return Grant(
            name=said["name"],
            currency=said["currency"].upper(),
            limit_minor=self.amount("limit_minor") or 0,
            role=said["role"],
            team=said["team"],
            agent=said["agent"],
            kinds=tuple(RemedyKind(kind) for kind in said["kinds"]),
            reasons=tuple(said["reasons"]),
            budget_minor=self.amount("budget_minor"),
            budget_days=said["budget_days"],
            is_shared=said["is_shared"],
            customer_cap_minor=self.amount("customer_cap_minor"),
            customer_days=said["customer_days"],
            is_active=said["is_active"],
        )


def shown_authority(row: Authority) -> dict[str, Any]:
    """What its form begins with."""
    names = ("name", "role", "kinds", "currency", "budget_days", "is_shared", "customer_days", "is_active")
    amounts = ("limit_minor", "budget_minor", "customer_cap_minor")
    shown = {name: getattr(row, name) for name in names} | {"team": row.team_id, "agent": row.agent_id}
    shown["reasons"] = [one.key for one in row.reasons.all()]
    return shown | {name: _typed(getattr(row, name), row.currency) for name in amounts}


class ProductForm(_MoneyForm):
    """Something that can be given, and what it is worth."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    details = forms.CharField(label=_("Details"), max_length=300, required=False)
    amount_text = forms.CharField(label=_("What it is worth"), max_length=40, widget=_AMOUNT)
    currency = forms.CharField(label=_("Currency"), max_length=3, help_text=_("Such as USD or EUR."))
    is_active = forms.BooleanField(label=_("It is offered"), required=False, initial=True)

    def facts(self) -> ProductFacts:
        """Raises Invalid naming a field."""
        said = self.cleaned_data
        value = Money(self.amount("amount_text") or 0, said["currency"].upper())
        return ProductFacts(name=said["name"], value=value, details=said["details"], is_active=said["is_active"])


def shown_product(row: Product) -> dict[str, Any]:
    """What its form begins with."""
    shown = {name: getattr(row, name) for name in ("name", "details", "currency", "is_active")}
    return shown | {"amount_text": typed_money(row.value, get_language())}


class CurrencyForm(DeskForm):
    """The currency in which the house thinks."""

    currency = forms.CharField(
        label=_("The house’s currency"), max_length=3, help_text=_("What is given is first thought of in it.")
    )


def _typed(minor: int | None, currency: str) -> str:
    return "" if minor is None else typed_money(Money(minor, currency), get_language())
