"""What can be typed on a person's page. The actions decide what fits."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodword.people.choices import Authority, Consent, Reach, Relation, Scope
from goodword.people.queries import all_tiers
from goodword.people.types import Customer
from goodword.web.components.languages import languages
from goodword.web.forms import DeskForm


class PersonForm(DeskForm):
    """Name and how they are spoken to."""

    name = forms.CharField(label=_("Name"), max_length=200)
    pronunciation = forms.CharField(label=_("Pronunciation"), max_length=120, required=False)
    pronouns = forms.CharField(label=_("Pronouns"), max_length=40, required=False)
    reached_by = forms.ChoiceField(
        label=_("Best reached by"), required=False, choices=[("", _("Not known")), *Reach.choices]
    )
    reached_words = forms.CharField(
        label=_("When, or how"), max_length=120, required=False, help_text=_("Such as: after five, on the mobile.")
    )
    language = forms.ChoiceField(label=_("Language they write"), required=False)
    interpreter_language = forms.ChoiceField(label=_("Interpreter needed for"), required=False)
    interpreter_note = forms.CharField(
        label=_("About the interpreter"),
        max_length=300,
        required=False,
        help_text=_("By phone or video, whom they like to have, when they can."),
    )

    def __init__(self, typed: Any = None, *, customer: Customer) -> None:
        super().__init__(typed, initial={name: getattr(customer, name) for name in self.base_fields})
        offered = languages(customer.language, customer.interpreter_language)
        self._offer_tiers(customer)
        self.fields["language"].choices = [("", _("Not known")), *offered]  # type: ignore[attr-defined]
        self.fields["interpreter_language"].choices = [("", _("None needed")), *offered]  # type: ignore[attr-defined]

    def _offer_tiers(self, customer: Customer) -> None:
        """Where the house has tiers: theirs, or their company's."""
        tiers = [(str(tier.pk), tier.name) for tier in all_tiers()]
        if not tiers:
            return
        theirs = customer.company.tier if customer.company else None
        none = _("As their company: %(tier)s") % {"tier": theirs.name} if theirs else _("None")
        choices = [("", none), *tiers]
        initial = str(customer.tier_id or "")
        self.fields["tier"] = forms.ChoiceField(label=_("Tier"), required=False, choices=choices, initial=initial)


class AddressForm(DeskForm):
    """Another address or telephone number of theirs."""

    address = forms.CharField(label=_("E-mail address or telephone number"), max_length=320)
    shared = forms.BooleanField(label=_("They share it with somebody else"), required=False)


class NoteForm(DeskForm):
    """What matters to them."""

    text = forms.CharField(
        label=_("What matters to them"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), strip=True
    )
    consent = forms.ChoiceField(label=_("What they know of this"), choices=Consent.choices, initial=Consent.AGREED)
    expires_on = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The last day; empty for no end."),
    )
    is_pinned = forms.BooleanField(label=_("Keep it on top"), required=False)


class CompanyChoiceForm(DeskForm):
    """Which company they belong to."""

    name = forms.CharField(label=_("Employer or household"), max_length=200, required=False)


class DeathForm(DeskForm):
    """When they died, if that is known."""

    on = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave it empty if you do not know."),
    )


class RepresentativeForm(DeskForm):
    """Who may write for them, on what grounds, about what, until when."""

    name = forms.CharField(label=_("Name"), max_length=200)
    address = forms.CharField(label=_("E-mail address"), max_length=320)
    relation = forms.ChoiceField(label=_("Who they are"), choices=Relation.choices)
    relation_words = forms.CharField(label=_("In your words"), max_length=80, required=False)
    authority = forms.ChoiceField(label=_("On what grounds"), choices=Authority.choices)
    reference = forms.CharField(
        label=_("Where the document is"), max_length=200, required=False, help_text=_("Such as a file number.")
    )
    scope = forms.MultipleChoiceField(
        label=_("About what"),
        choices=Scope.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose nothing for everything."),
    )
    scope_words = forms.CharField(label=_("And about"), max_length=200, required=False)
    valid_until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The last day; empty for no end."),
    )
