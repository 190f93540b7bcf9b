"""How my own screens look, speak and answer to keys."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from goodword.accounts.actions.preferences import change_my_keys, change_my_preferences, switch_single_keys
from goodword.accounts.choices import Density, Theme
from goodword.core.errors import Invalid
from goodword.core.shortcuts import Place, all_shortcuts
from goodword.web.components.keys import key_names, keys_of
from goodword.web.forms import DeskForm
from goodword.web.settings.choices import languages, time_zones
from goodword.web.settings.frame import actor_of, settings_page
from goodword.web.shell import AgentRequest, show_toast


class PreferencesForm(DeskForm):
    theme = forms.ChoiceField(label=gettext_lazy("Colors"), choices=Theme.choices, widget=forms.RadioSelect)
    density = forms.ChoiceField(
        label=gettext_lazy("Lists"),
        choices=Density.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Compact shows more conversations at once, without their first words."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=languages)
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"), choices=time_zones)


class KeysForm(DeskForm):
    """A field for each key, by its name."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        for one in all_shortcuts():
            self.fields[one.name] = forms.CharField(
                label=str(one.label),
                required=False,
                max_length=24,
                widget=forms.TextInput(attrs={**_ATTRIBUTES, "data-usual": one.key}),
            )


_ATTRIBUTES = {
    "class": "input",
    "autocomplete": "off",
    "autocapitalize": "off",
    "spellcheck": "false",
    "aria-describedby": "keys-how",
    "data-keymap-target": "input",
    "data-action": "keydown->keymap#take input->keymap#tell",
}


@require_http_methods(["GET", "HEAD", "POST"])
def preferences_page(request: AgentRequest) -> HttpResponse:
    """The colors, density, language and time zone of my screens."""
    me = request.user
    form = PreferencesForm(
        request.POST or None, initial={name: getattr(me, name) for name in PreferencesForm.base_fields}
    )
    if form.is_valid():
        changed = change_my_preferences(by=actor_of(request), **form.cleaned_data)
        translation.activate(changed.language)
        show_toast(request, _("Saved."), tone="kept")
        return redirect("settings-preferences")
    page = {"form": form, "title": _("Preferences")}
    return settings_page(request, "settings/preferences.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def keys_page(request: AgentRequest) -> HttpResponse:
    """My keys: which does what, and whether single ones act; POST keeps them."""
    shown = {one.name: request.user.own_keys.get(one.name, one.key) for one in all_shortcuts()}
    form = KeysForm(request.POST or None, initial=shown)
    if form.is_valid():
        try:
            change_my_keys(by=actor_of(request), keys=_wanted(request, form.cleaned_data))
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            show_toast(request, _("Saved."), tone="kept")
            return redirect("settings-keys")
    page = {"form": form, "places": _places(form), "title": _("Keys")}
    return settings_page(request, "settings/keys.html", page, status=422 if form.errors else 200)


def _wanted(request: AgentRequest, typed: dict[str, str]) -> dict[str, str]:
    """What was typed; none of it when the usual keys are wanted again."""
    return {} if request.POST.get("usual") == "all" else typed


def _places(form: KeysForm) -> list[dict[str, object]]:
    """The fields by where their keys are heard."""
    with keys_of({}, single_keys=True):
        lines = [
            (one, {"bound": form[one.name], "usual": one.key, "names": key_names(one.key)}) for one in all_shortcuts()
        ]
    return [
        {"label": place.label, "lines": [line for one, line in lines if one.place == place]}
        for place in Place
        if any(one.place == place for one, _line in lines)
    ]


@require_POST
def single_keys(request: AgentRequest) -> HttpResponse:
    """Switch single keys on or off; they then act, or do not, wherever I am signed in."""
    switch_single_keys(by=actor_of(request), on=bool(request.POST.get("on")))
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    show_toast(request, _("Saved."), tone="kept")
    return redirect("settings-keys")
