"""The first run: prove that it is you who installed it, name the organization, connect a mailbox or look around."""

from typing import Final

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from goodword.accounts.actions.founding import found_organization
from goodword.accounts.queries import organization
from goodword.accounts.setup_code import check_setup_code
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.recovery.actions.starting import start_authorities
from goodword.web.door.forms import TOO_MANY
from goodword.web.door.views import sign_in
from goodword.web.setup.forms import CodeForm, FoundingForm

PROVED: Final = "setup_code_given"


def _answer(request: HttpRequest, form: CodeForm | FoundingForm, template: str) -> HttpResponse:
    return render(request, template, {"form": form, "title": _("Set up")}, status=422 if form.errors else 200)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD"])
def setup(request: HttpRequest) -> HttpResponse:
    """The step that comes next; the inbox once everything is founded."""
    if organization() is not None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if not request.session.get(PROVED):
        return _answer(request, CodeForm(), "setup/code.html")
    start = {"language": translation.get_language(), "time_zone": settings.TIME_ZONE}
    return _answer(request, FoundingForm(initial=start), "setup/founding.html")


@login_not_required
@never_cache
@require_POST
def code(request: HttpRequest) -> HttpResponse:
    """Step one: the code from the console."""
    form = CodeForm(request.POST)
    if not ratelimit.consume(request, action="setup_code"):
        form.add_error("code", str(TOO_MANY))
    elif form.is_valid():
        try:
            check_setup_code(form.cleaned_data["code"])
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            request.session[PROVED] = True
            return redirect("setup")
    return _answer(request, form, "setup/code.html")


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_POST
def founding(request: HttpRequest) -> HttpResponse:
    """Step two: the organization and its first owner, who is signed in at once."""
    if not request.session.get(PROVED):
        return redirect("setup")
    form = FoundingForm(request.POST)
    if form.is_valid():
        try:
            owner = found_organization(**form.cleaned_data)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            start_authorities(by=Actor.agent(owner.pk))
            return sign_in(request, owner, then="/setup/mailbox")
    return _answer(request, form, "setup/founding.html")
