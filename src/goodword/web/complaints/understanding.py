"""How bad it is, and what we understood."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.conversations.choices import DraftKind
from goodword.core.actor import Actor
from goodword.recovery.actions.assessing import Assessment, assess_complaint
from goodword.recovery.actions.restating import hear_restatement, restate_complaint
from goodword.recovery.complaint_choices import Severity
from goodword.recovery.queries.complaints import open_complaint, restatements_of
from goodword.web.complaints.answers import do, show
from goodword.web.complaints.letters import letter_with_restatement
from goodword.web.composer.putting import put_into_reply
from goodword.web.composer.writing import conversation_to_write
from goodword.web.conversation.answers import show_change
from goodword.web.inbox.addresses import asked_view, conversation_address
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest, show_toast


@require_POST
def assess(request: AgentRequest, number: int) -> HttpResponse:
    """How severe it is, whether it is about safety, what harm it did, and what they seek."""
    return do(request, number, _assess, where="assess")


def _assess(request: AgentRequest, number: int, by: Actor) -> str:
    asked = request.POST.get("severity", "")
    assessment = Assessment(
        severity=Severity(asked) if asked in Severity.values else Severity.UNKNOWN,
        is_safety="safety" in request.POST,
        harm=request.POST.get("harm", ""),
        remedy_sought=request.POST.get("remedy_sought", ""),
    )
    assess_complaint(number, assessment, by=by)
    return _("Assessed.")


@require_POST
def restate(request: AgentRequest, number: int) -> HttpResponse:
    """What we understood (`words`), for them to confirm on their page; or they said it is right (`heard`)."""
    return do(request, number, _restate, where="restate")


def _restate(request: AgentRequest, number: int, by: Actor) -> str:
    if "heard" in request.POST:
        hear_restatement(number, by=by)
        return _("They said that we understood.")
    restate_complaint(number, request.POST.get("words", ""), by=by)
    return _("They can confirm or correct it on the page of their matter.")


@require_POST
def put_restatement(request: AgentRequest, number: int) -> HttpResponse:
    """Put what we understood last into the reply, with the question whether it is right.

    Nothing is sent, and nothing is noted: they were told on their page when it was written."""
    conversation = conversation_to_write(reader(request), number, DraftKind.REPLY)
    complaint = open_complaint(conversation)
    last = next(iter(restatements_of(complaint)), None) if complaint is not None else None
    if last is None or not last.words:
        return show(request, conversation, where="restate", problem=_("Say in your words what you understood."))
    is_put = put_into_reply(request, conversation, letter_with_restatement(conversation.customer, last.words))
    told = _("It stands in your reply. It leaves when you send it.")
    show_toast(request, told if is_put else _("It stands in your reply already."))
    if not request.htmx:
        return redirect(conversation_address(number, asked_view(request), write=DraftKind.REPLY))
    return show_change(request, number, writing=True, kind=DraftKind.REPLY, choices={"is_begun": True})
