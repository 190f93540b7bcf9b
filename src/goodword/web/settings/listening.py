"""Whether, when and how often the desk asks customers how it was."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from goodword.core.errors import Invalid
from goodword.listening.actions.settings import MOST_DAYS, MOST_HOURS, change_check_back
from goodword.listening.queries import check_back_settings
from goodword.web.forms import DeskForm
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, show_toast


class CheckBackForm(DeskForm):
    """On or off, and three figures."""

    is_on = forms.BooleanField(label=gettext_lazy("Ask after a complaint whether it was put right"), required=False)
    delay_hours = forms.IntegerField(
        label=gettext_lazy("Hours after the complaint is closed"), min_value=0, max_value=MOST_HOURS
    )
    cooldown_days = forms.IntegerField(
        label=gettext_lazy("Days without any question of ours to the same person"), min_value=0, max_value=MOST_DAYS
    )
    limit_days = forms.IntegerField(
        label=gettext_lazy("Days until they are asked about a complaint again"), min_value=0, max_value=MOST_DAYS
    )


@require_http_methods(["GET", "HEAD", "POST"])
def check_back_page(request: AgentRequest) -> HttpResponse:
    """The switch, the delay, the cooldown and the limit."""
    administrator(request)
    row = check_back_settings()
    form = CheckBackForm(request.POST or None, initial={name: getattr(row, name) for name in CheckBackForm.base_fields})
    if form.is_valid():
        try:
            change_check_back(by=actor_of(request), **form.cleaned_data)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            show_toast(request, _("Saved."), tone="kept")
            return redirect("settings-check-back")
    page = {"title": _("Check back"), "form": form}
    return settings_page(request, "settings/check_back.html", page, status=422 if form.errors else 200)
