"""What can be typed to add somebody or a company. The actions decide what fits."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodword.people.choices import CompanyKind
from goodword.people.queries import all_tiers
from goodword.web.forms import DeskForm


class NewPersonForm(DeskForm):
    """Somebody new."""

    name = forms.CharField(label=_("Name"), max_length=200)
    address = forms.CharField(label=_("E-mail address"), max_length=320, required=False)
    number = forms.CharField(label=_("Telephone number"), max_length=40, required=False)
    company = forms.CharField(
        label=_("Employer"), max_length=200, required=False, help_text=_("A new name makes a new company.")
    )
    shared = forms.BooleanField(label=_("They share it with somebody else"), required=False)


class CompanyForm(DeskForm):
    """A company: new, or as it should be."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("What it is"), choices=CompanyKind.choices)
    domains = forms.CharField(
        label=_("Domains of their e-mail addresses"),
        required=False,
        max_length=2000,
        help_text=_("Such as example.org, separated by spaces. Whoever writes from there is suggested, never added."),
    )
    notes = forms.CharField(label=_("Notes"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, typed: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(typed, initial=initial)
        tiers = [(str(tier.pk), tier.name) for tier in all_tiers()]
        if tiers:
            help_text = _("Its people have it who have none of their own.")
            self.fields["tier"] = forms.ChoiceField(
                label=_("Tier"), required=False, choices=[("", _("None")), *tiers], help_text=help_text
            )

    @property
    def domain_list(self) -> list[str]:
        """The domains, however they are separated."""
        return str(self.cleaned_data["domains"]).replace(",", " ").replace(";", " ").split()
