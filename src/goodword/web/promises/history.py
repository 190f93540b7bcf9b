"""What happened to one promise, from when it was made."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from goodword.conversations.queries.thread import ThreadEvent
from goodword.promises.access import promise_for
from goodword.promises.events import PromiseBroken, PromiseGiven, PromiseKept, PromiseMade, SolutionTold
from goodword.promises.queries.history import PromiseHistory, history_of
from goodword.web.conversation.answers import offer
from goodword.web.conversation.promise_tellings import Happened, said_of
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest

_TONES = {PromiseKept.kind: "kept", PromiseBroken.kind: "broken"}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened; `letter` is the message that it was about, 0 for none."""

    at: datetime
    words: str
    tone: str
    letter: int


@require_safe
def show(request: AgentRequest, promise_id: int) -> HttpResponse:
    """All of it, in order, with the promises that took each other's place, and the letters that prove it."""
    promise = promise_for(reader(request), promise_id)
    steps = list(_steps(history_of(promise)))
    context = {"promise_form": "promises/_history.html", "promise": promise, "steps": steps}
    return offer(request, promise.conversation, **context)


def _steps(history: PromiseHistory) -> Iterator[Step]:
    promises = history.by_number
    for event in history.events:
        _short, exact = said_of(Happened([event], promises))
        yield Step(event.at, exact, _TONES.get(event.kind, ""), _letter(event, history))


def _letter(event: ThreadEvent, history: PromiseHistory) -> int:
    """In which it was said, on its way, told or done."""
    promise = history.by_number[int(event.facts["promise_id"])]
    if event.kind == PromiseMade.kind:
        return promise.made_in_id or 0
    if event.kind == PromiseKept.kind:
        return promise.proven_by_id or 0
    if event.kind in {PromiseGiven.kind, SolutionTold.kind}:
        return int(event.facts.get("message_id") or 0)
    return 0
