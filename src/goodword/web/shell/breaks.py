"""A break: taken with one press, ended by oneself; nothing is given to whoever has one."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.accounts.actions.breaks import LENGTHS, end_break, take_break
from goodword.core.actor import Actor
from goodword.web.shell.pages import AgentRequest, render_page
from goodword.web.shell.toasts import show_toast


@require_http_methods(["GET", "HEAD", "POST"])
def show_break(request: AgentRequest) -> HttpResponse:
    """What a break is, and how long it can be; POST takes one (`minutes`). Raises Invalid for another length."""
    if request.method == "POST":
        minutes = request.POST.get("minutes", "")
        take_break(int(minutes) if minutes.isdecimal() else 0, by=Actor.agent(request.user.pk))
        show_toast(request, _("Your break has begun. Nothing is given to you meanwhile."), tone="kept")
        return redirect("break")
    context = {"agent": request.user, "lengths": LENGTHS, "title": _("A break")}
    return render_page(request, "shell/break.html", context)


@require_POST
def end(request: AgentRequest) -> HttpResponse:
    """Be back."""
    end_break(by=Actor.agent(request.user.pk))
    show_toast(request, _("Welcome back."))
    return redirect("break")
