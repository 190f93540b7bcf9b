"""Make it right: what one may give is given by one key; what is above that is asked for by the same key."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodword.conversations.access import To, conversation_for
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.core.money import money_words
from goodword.recovery.actions.asking import ask_for_remedy
from goodword.recovery.actions.giving import Gift, give_remedy
from goodword.recovery.errors import AboveAuthority
from goodword.recovery.queries.answering import Answering, who_would_answer
from goodword.recovery.types import Remedy, RemedyRequest
from goodword.web.components.moments import exact_of
from goodword.web.conversation.answers import offer, show_change, undo_address
from goodword.web.inbox.parts import reader, wants_part
from goodword.web.make_it_right.offer import Offer
from goodword.web.make_it_right.typed import gift_typed, problems_of, typed_in
from goodword.web.make_it_right.wording import offer_words
from goodword.web.promises.giving import NotSure
from goodword.web.shell import AgentRequest, show_toast


@dataclass(frozen=True, slots=True)
class Asking:
    """Why somebody has to be asked, whom, and by when they owe an answer."""

    why: str
    name: str
    due: datetime


@require_http_methods(["GET", "HEAD", "POST"])
def make_it_right(request: AgentRequest, number: int) -> HttpResponse:
    """Offer the panel, as it is for a `reason`; give what was chosen, or ask for it where it is above what one may
    give (`ask`)."""
    conversation = conversation_for(reader(request), number, To.ANSWER)
    if request.method != "POST":
        return _panel(request, conversation, Offer(request.user, conversation, reason=request.GET.get("reason")))
    typed, by = typed_in(request), Actor.agent(request.user.pk)
    try:
        gift = gift_typed(request, conversation, typed, by=by)
        remedy = give_remedy(number, gift, by=by)
    except NotSure as doubt:
        return _refused(request, conversation, typed, {"due": doubt.message}, options=doubt.options)
    except Invalid as refusal:
        return _refused(request, conversation, typed, problems_of(refusal, typed))
    except AboveAuthority as refusal:
        return _above(request, conversation, typed, gift, refusal)
    return _given(request, remedy)


def _above(
    request: AgentRequest, conversation: Conversation, typed: dict[str, str], gift: Gift, refusal: AboveAuthority
) -> HttpResponse:
    """Say whom one can ask; asked, put it to them."""
    if not typed["ask"]:
        answering = who_would_answer(
            conversation,
            request.user,
            gift.kind,
            amount=gift.amount,
            purchase=gift.purchase,
            product=gift.product,
            reason=gift.reason,
        )
        if answering is None:
            words = _("Nobody else here could answer. Ask an administrator to say who may give more.")
            return _refused(request, conversation, typed, {"amount": str(refusal), "all": words})
        return _refused(request, conversation, {**typed, "ask": "1"}, {}, asking=_asking(refusal, answering))
    try:
        asked = ask_for_remedy(conversation.pk, gift, by=Actor.agent(request.user.pk), because=typed["because"])
    except Invalid as again:
        return _refused(request, conversation, typed, problems_of(again, typed))
    return _asked(request, asked)


def _asking(refusal: AboveAuthority, answering: Answering) -> Asking:
    return Asking(str(refusal), answering.agent.name, answering.due)


def _panel(request: AgentRequest, conversation: Conversation, shown: Offer, **further: object) -> HttpResponse:
    context = {"offer": shown, "typed": shown.typed, **further}
    return offer(request, conversation, promise_form="make_it_right/_panel.html", **context)


def _refused(
    request: AgentRequest,
    conversation: Conversation,
    typed: dict[str, str],
    problems: dict[str, str],
    **further: object,
) -> HttpResponse:
    """The panel again, with all that was typed."""
    shown = Offer(request.user, conversation, typed)
    response = _panel(request, conversation, shown, problems=problems, **further)
    response.status_code = 422
    if wants_part(request):
        response["HX-Retarget"], response["HX-Reswap"] = "#choices", "innerHTML"
    return response


def _given(request: AgentRequest, remedy: Remedy) -> HttpResponse:
    said = {"what": remedy.get_kind_display(), "amount": money_words(remedy.amount)}
    words = _("Given: %(what)s, %(amount)s.") if remedy.amount_minor else _("Given: %(what)s.")
    show_toast(request, words % said, undo=undo_address(request, remedy.conversation_id), tone="kept")
    return offer_words(request, remedy)


def _asked(request: AgentRequest, asked: RemedyRequest) -> HttpResponse:
    name = asked.approver.name if asked.approver else ""
    due = exact_of(asked.promise.due_at) if asked.promise else ""
    show_toast(request, _("%(name)s is asked, and owes an answer by %(time)s.") % {"name": name, "time": due})
    return show_change(request, asked.remedy.conversation_id)
