"""What was noticed in our words, in the composer or in letters that left: kept track of, or not a promise."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.conversations.saying import says_of
from goodword.conversations.types import Draft
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.core.markup import html_to_text
from goodword.playbook.queries import no_in, no_in_reply
from goodword.promises.access import noticed_for
from goodword.promises.actions.chips import accept_chip, ask_which, dismiss_chip, reconsider_chip
from goodword.promises.actions.proposing import accept_noticed, dismiss_noticed
from goodword.promises.noticing import Unread
from goodword.promises.queries.noticed import chips_of, noticed_due
from goodword.promises.types import NoticedPromise
from goodword.web.components.moments import exact_of
from goodword.web.components.noticed import Chip, chips_shown
from goodword.web.inbox.parts import reader
from goodword.web.promises.answers import show_done, show_refused
from goodword.web.shell import AgentRequest, render_page


@require_POST
def accept(request: AgentRequest, noticed_id: int) -> HttpResponse:
    """Keep track of it: by the time that was read, another that was typed, or the one of several that was chosen
    (`at`). What is not sure is asked."""
    row, by = noticed_for(reader(request), noticed_id), Actor.agent(request.user.pk)
    try:
        due = _named(request, row)
        if row.message_id is None:
            accept_chip(noticed_id, due=due)
        else:
            promise = accept_noticed(noticed_id, by=by, due=due)
    except Invalid as refusal:
        problem = str(next(iter(refusal.fields.values()), refusal))
        if row.message_id is not None:
            return show_refused(request, row.conversation_id, problem)
        return _chips(request, row, problem=problem, status=refusal.status)
    if row.message_id is None:
        return _chips(request, row)
    time = exact_of(promise.due_at) if promise else ""
    words = _("Promised for %(time)s.") % {"time": time} if time else _("That is promised already.")
    return show_done(request, row.conversation_id, words)


@require_POST
def dismiss(request: AgentRequest, noticed_id: int) -> HttpResponse:
    """It is no promise."""
    row = noticed_for(reader(request), noticed_id)
    if row.message_id is None:
        dismiss_chip(noticed_id)
        return _chips(request, row)
    dismiss_noticed(noticed_id, by=Actor.agent(request.user.pk))
    return show_done(request, row.conversation_id, _("Not a promise."))


@require_POST
def reconsider(request: AgentRequest, noticed_id: int) -> HttpResponse:
    """What was accepted in a draft is open again."""
    row = noticed_for(reader(request), noticed_id)
    if row.message_id is None:
        reconsider_chip(noticed_id)
    return _chips(request, row)


def _named(request: AgentRequest, row: NoticedPromise) -> datetime | None:
    """The time that was chosen or typed; None for the one that was read. Raises Invalid for words that are not sure."""
    chosen = request.POST.get("at", "")
    if chosen:
        try:
            moment = datetime.fromisoformat(chosen)
            return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(request.user.time_zone))
        except (ValueError, OverflowError) as error:
            raise Invalid(due=_("Choose one of the times, or write one.")) from error
    words = request.POST.get(f"due-{row.pk}", "").strip()
    if not words:
        return None
    read = noticed_due(words, at=now())
    if read.error == Unread.AMBIGUOUS:
        ask_which(row.pk, read.options)
        raise Invalid(due=_("That may mean several times. Which one?"))
    if read.due is None:
        past = _("That is past. Choose a time that is still to come.")
        unclear = _("By when? Write for example “tomorrow noon”, “in 2 hours” or “friday 3pm”.")
        raise Invalid(due=past if read.error == Unread.PAST else unclear)
    return read.due


def show_followed(request: AgentRequest, draft: Draft | None, chips: list[NoticedPromise]) -> HttpResponse:
    """What was noticed in a draft that was just kept, and what its words say."""
    text = html_to_text(draft.html) if draft else ""
    says = says_of(text).value if text else ""
    context = {"chips": chips_shown(chips), "says": says, "stamp": _stamp()}
    if draft is not None:
        context |= {"no": no_in(draft, text), "number": draft.conversation_id}
    return render_page(request, "composer/_noticed.html", context)


def show_noticed(request: AgentRequest, number: int) -> HttpResponse:
    """What is noticed in the reader's draft, after a word about it."""
    return _noticed(request, number, chips_shown(chips_of(number, request.user.pk)))


def _chips(request: AgentRequest, row: NoticedPromise, *, problem: str = "", status: int = 200) -> HttpResponse:
    rows = chips_of(row.conversation_id, request.user.pk)
    shown = chips_shown(rows, problem=problem, problem_of=row.pk)
    return _noticed(request, row.conversation_id, shown, status=status)


def _noticed(request: AgentRequest, number: int, chips: list[Chip], *, status: int = 200) -> HttpResponse:
    no = no_in_reply(number, request.user.pk)
    context = {"chips": chips, "no": no, "number": number, "stamp": _stamp()}
    response = render_page(request, "composer/_noticed.html", context, status=status)
    response["HX-Retarget"], response["HX-Reswap"] = "#composer-noticed", "outerMorph"
    return response


def _stamp() -> int:
    """By which the page tells an older answer from a newer one."""
    return int(now().timestamp() * 1000)
