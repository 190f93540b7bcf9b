"""Giving one's word, and telling of another time: when it is due is written in words, and what is not sure is asked."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodword.accounts.types import Agent
from goodword.calendars.queries import default_calendar_id, open_time_of
from goodword.conversations.access import To, conversation_for
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.core.markup import text_to_html
from goodword.promises.access import promise_for
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.choices import PERSONAL_TARGETS, Target
from goodword.promises.noticing import DueWords, Unread, due_in_words
from goodword.promises.types import Promise
from goodword.web.components.moments import exact_of
from goodword.web.inbox.parts import reader
from goodword.web.promises.answers import show_done, show_form
from goodword.web.promises.presets import presets
from goodword.web.shell import AgentRequest, render_page


class NotSure(Exception):
    """The words of a due time did not do; `options` are what they may mean."""

    def __init__(self, message: str, options: tuple[datetime, ...] = ()) -> None:
        super().__init__(message)
        self.message, self.options = message, options


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: AgentRequest, number: int) -> HttpResponse:
    """Offer the form; promise `ours` (a `target`) by the time that is written (`words`) or chosen (`at`)."""
    conversation = conversation_for(reader(request), number, To.ANSWER)
    if request.method != "POST":
        return _offer_giving(request, conversation)
    try:
        word = Word(ours=request.POST.get("ours", ""), due=due_typed(request), target=_target(request))
        promise = give_promise(number, word, by=Actor.agent(request.user.pk))
    except NotSure as doubt:
        return _offer_giving(request, conversation, problem=doubt.message, options=doubt.options)
    except Invalid as refusal:
        return _offer_giving(request, conversation, problem=next(iter(refusal.fields.values()), refusal))
    return show_done(request, number, _("Promised for %(time)s.") % {"time": exact_of(promise.due_at)})


def _offer_giving(request: AgentRequest, conversation: Conversation, **further: object) -> HttpResponse:
    targets = [(one.value, one.label) for one in PERSONAL_TARGETS]
    typed = {name: request.POST.get(name, "") for name in ("ours", "words", "target")}
    context = {"targets": targets, "typed": typed, "presets": presets(request.user), **further}
    return show_form(request, conversation, "promises/_give.html", context, status=422 if further else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def renegotiate(request: AgentRequest, promise_id: int) -> HttpResponse:
    """Offer the form; then the letter, in the customer's language, for the agent to change and send; or they know
    already (`told`)."""
    promise = promise_for(reader(request), promise_id, To.ANSWER)
    if request.method != "POST":
        return _offer_new_time(request, promise)
    told = Told.SPOKEN if request.POST.get("told") == Told.SPOKEN or promise.is_inside else Told.LETTER
    because, letter = request.POST.get("because", "").strip(), request.POST.get("letter", "").strip()
    try:
        due = due_typed(request)
        if told is Told.LETTER and not letter and because:
            return _offer_new_time(request, promise, letter=_letter(promise, due, because, request.user), at=due)
        renegotiate_promise(
            promise_id,
            by=Actor.agent(request.user.pk),
            due=due,
            because=because,
            told=told,
            html=text_to_html(letter),
        )
    except NotSure as doubt:
        return _offer_new_time(request, promise, letter=letter, problem=doubt.message, options=doubt.options)
    except Invalid as refusal:
        problem = next(iter(refusal.fields.values()), refusal)
        return _offer_new_time(request, promise, letter=letter, problem=problem)
    return show_done(request, promise.conversation_id, _("Due %(time)s now.") % {"time": exact_of(due)})


def _offer_new_time(request: AgentRequest, promise: Promise, **further: object) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in ("words", "because", "letter")}
    context = {"promise": promise, "typed": typed, "presets": presets(request.user), **further}
    status = 422 if "problem" in further else 200
    return show_form(request, promise.conversation, "promises/_due.html", context, status=status)


def _letter(promise: Promise, due: datetime, because: str, agent: Agent) -> str:
    """What the customer is told, in their language if it is one of the desk's, else in the agent's."""
    customer = promise.conversation.customer
    spoken = customer.language if customer.language in dict(settings.LANGUAGES) else get_language()
    with override(spoken), timezone.override(ZoneInfo(agent.time_zone)):
        words = {
            "name": customer.name,
            "what": promise.ours or str(Target(promise.target).label),
            "because": because,
            "new": exact_of(due),
        }
        return (
            _(
                "Hello %(name)s,\n\nI have to tell you about what we promised you (%(what)s): it takes longer, because "
                "%(because)s.\n\nYou will have it by %(new)s. I am sorry that you have to wait longer."
            )
            % words
        )


@require_safe
def moment(request: AgentRequest) -> HttpResponse:
    """What is understood of the words typed so far (`?words=`)."""
    words = request.GET.get("words", "")
    read = _read(words, request.user) if words.strip() else DueWords(error=Unread.NO_TIME)
    context = {"words": words.strip(), "understood": read.due, "options": read.options, "why": read.error or ""}
    return render_page(request, "promises/_moment.html", context)


def due_typed(request: AgentRequest) -> datetime:
    """The time that was chosen, or written. Raises NotSure."""
    chosen = request.POST.get("at", "")
    if chosen:
        try:
            moment = datetime.fromisoformat(chosen)
            return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(request.user.time_zone))
        except (ValueError, OverflowError) as error:
            raise NotSure(_("Choose one of the times, or write one.")) from error
    read = _read(request.POST.get("words", ""), request.user)
    if read.due is not None:
        return read.due
    if read.error == Unread.PAST:
        raise NotSure(_("That is past. Choose a time that is still to come."))
    if read.options:
        raise NotSure(_("That may mean several times. Which one?"), read.options)
    raise NotSure(_("By when? Write for example “tomorrow noon”, “in 2 hours” or “friday 3pm”."))


def _read(words: str, agent: Agent) -> DueWords:
    open_time = open_time_of(default_calendar_id())
    return due_in_words(words, at=now(), zone=ZoneInfo(agent.time_zone), open_time=open_time)


def _target(request: AgentRequest) -> Target:
    asked = request.POST.get("target", "")
    return Target(asked) if asked in PERSONAL_TARGETS else Target.OTHER
