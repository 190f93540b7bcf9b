"""What a complaint is by law: the rule, what its written notice has to say, the letter, and the one extension."""

from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.conversations.access import To, conversation_for
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.core.markup import text_to_html
from goodword.recovery.actions.grievances import (
    Record,
    document_grievance,
    extend_grievance,
    open_grievance,
    tell_by_when,
    tell_grievance,
    withdraw_grievance,
)
from goodword.web.complaints.answers import do, show
from goodword.web.components.moments import exact_of
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest

GRIEVANCE = "complaints/_grievance_panel.html"


@require_http_methods(["GET", "HEAD", "POST"])
def grievance(request: AgentRequest, number: int) -> HttpResponse:
    """What it is by law; POST: it falls under this `rule` (a pack and its clock)."""
    if request.method == "POST":
        return do(request, number, _open, where="rule", form=GRIEVANCE)
    return show(request, conversation_for(reader(request), number, To.ANSWER), GRIEVANCE)


def _open(request: AgentRequest, number: int, by: Actor) -> str:
    pack, _colon, clock = request.POST.get("rule", "").partition(":")
    opened = open_grievance(number, pack=pack, clock=clock, by=by)
    if opened.promise is None:
        return _("It is a grievance.")
    return _("It is a grievance: due %(time)s.") % {"time": exact_of(opened.promise.due_at)}


@require_POST
def removal(request: AgentRequest, number: int) -> HttpResponse:
    """It is none after all."""
    return do(request, number, _withdraw, where="rule", form=GRIEVANCE)


def _withdraw(request: AgentRequest, number: int, by: Actor) -> str:  # noqa: ARG001 (like the others)
    withdraw_grievance(number, by=by)
    return _("It is no grievance.")


@require_POST
def keep_record(request: AgentRequest, number: int) -> HttpResponse:
    """Write down whom to ask (`contact`), the `steps`, the `result`, and the day it was `finished`."""
    return do(request, number, _document, where="record", form=GRIEVANCE)


def _document(request: AgentRequest, number: int, by: Actor) -> str:
    typed = {name: request.POST.get(name, "") for name in ("contact", "steps", "result")}
    document_grievance(number, Record(**typed, finished=_day(request.POST.get("finished", ""))), by=by)
    return _("Saved.")


@require_POST
def know(request: AgentRequest, number: int) -> HttpResponse:
    """The customer knows by when."""
    return do(request, number, _know, where="rule", form=GRIEVANCE)


def _know(request: AgentRequest, number: int, by: Actor) -> str:  # noqa: ARG001 (like the others)
    tell_by_when(number, by=by)
    return _("They see it on their page now.")


@require_POST
def tell(request: AgentRequest, number: int) -> HttpResponse:
    """Send the written notice (`letter`)."""
    return do(request, number, _tell, where="letter", form=GRIEVANCE)


def _tell(request: AgentRequest, number: int, by: Actor) -> str:
    tell_grievance(number, html=text_to_html(request.POST.get("letter", "")), by=by)
    return _("The written notice is on its way.")


@require_POST
def extend(request: AgentRequest, number: int) -> HttpResponse:
    """Tell them of the later time (`letter`), and why (`because`)."""
    return do(request, number, _extend, where="extension", form=GRIEVANCE)


def _extend(request: AgentRequest, number: int, by: Actor) -> str:
    letter = request.POST.get("letter", "")
    because = request.POST.get("because", "").strip()
    said = letter.replace("…", because, 1)
    new = extend_grievance(number, because=because, html=text_to_html(said), by=by)
    return _("They are told. It is due %(time)s now.") % {"time": exact_of(new.due_at)}


def _day(typed: str) -> date | None:
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise Invalid(finished=_("This is no day.")) from None
