"""A conversation that begins with a call or a visit: who it is, and what was said."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodword.accounts.types import Agent
from goodword.conversations.access import check_writes
from goodword.conversations.acquaintance import person_for
from goodword.conversations.actions.talking import open_by_talk
from goodword.conversations.queries.callers import callers_like
from goodword.conversations.queries.inbox import listed_teams
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.people.actions.meeting import meet_customer
from goodword.people.phones import looks_like_phone
from goodword.people.types import Customer
from goodword.web.inbox.addresses import asked_view, conversation_address, number_in
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest, render_page, show_toast
from goodword.web.talk.forms import TalkForm
from goodword.web.talk.views import undo_talk

NEW = "new"


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: AgentRequest) -> HttpResponse:
    """Log a call or a visit that belongs to no conversation yet: with somebody known, or somebody new."""
    agent = reader(request)
    check_writes(Actor.agent(agent.pk))
    form = TalkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            return _begun(request, form)
        except Invalid as problem:
            form.refuse(problem)
    return render_page(request, "talk/page.html", _context(request, agent, form), status=422 if form.is_bound else 200)


@require_safe
def find(request: AgentRequest) -> HttpResponse:
    """The people who may be meant, while somebody types."""
    check_writes(Actor.agent(request.user.pk))
    return render_page(request, "talk/_callers.html", _callers(request, reader(request)))


def _begun(request: AgentRequest, form: TalkForm) -> HttpResponse:
    by, said = Actor.agent(request.user.pk), form.said()
    said.check()  # before somebody new is made for nothing
    teams = [team.pk for team in listed_teams(request.user)]
    team = number_in(request.POST.get("team", ""))
    customer_id = _caller(request, by)
    subject = request.POST.get("subject", "")
    message = open_by_talk(customer_id, said, by=by, subject=subject, team=team if team in teams else None)
    show_toast(request, _("Logged."), undo=undo_talk(request, message.pk))
    return redirect(conversation_address(message.conversation_id, asked_view(request)))


def _caller(request: AgentRequest, by: Actor) -> int:
    """Whoever was chosen; somebody new if nobody was. Raises Invalid, NotFound for a stranger."""
    chosen = request.POST.get("customer", NEW)
    if chosen != NEW:
        return person_for(request.user, number_in(chosen) or 0).pk
    return meet_customer(by=by, name=request.POST.get("name", ""), phone=request.POST.get("phone", "")).pk


def _context(request: AgentRequest, agent: Agent, form: TalkForm) -> dict[str, object]:
    typed = {name: request.POST.get(name, "") for name in ("subject", "team", "name", "phone")}
    teams = listed_teams(agent)
    return {
        **_callers(request, agent),
        "title": _("Log a call or visit"),
        "form": form,
        "teams": teams,
        "typed": {**typed, "team": number_in(typed["team"]) or (teams[0].pk if len(teams) == 1 else None)},
    }


def _callers(request: AgentRequest, agent: Agent) -> dict[str, object]:
    asked = request.POST if request.method == "POST" else request.GET
    who = asked.get("who", "")
    chosen = number_in(asked.get("customer", ""))
    found = callers_like(agent, who)
    if chosen is not None and chosen not in {one.pk for one in found}:
        found = [_known(agent, chosen), *found]
    is_number = looks_like_phone(who)
    return {
        "who": who,
        "callers": found,
        "chosen": chosen or (found[0].pk if len(found) == 1 else None),
        "new": {"name": asked.get("name") or ("" if is_number or "@" in who else who),
                "phone": asked.get("phone") or (who if is_number else "")},
    }  # fmt: skip


def _known(agent: Agent, customer_id: int) -> Customer:
    return person_for(agent, customer_id)
