"""What the agency promises: its opening hours and policies, the words its people give, and the watcher beside them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Min

from goodword.calendars.actions.making import create_calendar
from goodword.calendars.hours import Window, Windows
from goodword.channels.email.actions.sending import begin_handing_over, finish_mail
from goodword.channels.email.models import OutgoingMail
from goodword.conversations.actions.replying import UNDO_WINDOW
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now, travelled_to
from goodword.core.markup import text_to_html
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.actions.proposing import dismiss_noticed
from goodword.promises.actions.releasing import need_no_reply
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.actions.resolving import tell_solution
from goodword.promises.choices import REPLIES, Origin, Target
from goodword.promises.models import NoticedPromise, Promise
from goodword.promises.queries.owed import what_blocks_closing
from goodword.promises.watcher import look_once

_DAYS = 7


def plant_promises(agency: Mapping[str, Any], by: Actor) -> None:
    """Make the calendars and the policies of the agency."""
    calendars = {
        told["name"]: create_calendar(by=by, name=told["name"], zone=agency["time_zone"], week=_week(told)).pk
        for told in agency["calendars"]
    }
    for told in agency["policies"]:
        targets = {
            Target(name): Term(allowed=timedelta(hours=hours), calendar=calendars.get(told.get("calendar", "")))
            for name, hours in told["hours"].items()
        }
        create_policy(Terms(name=told["name"], condition=told["condition"], targets=targets), by=by)


def _week(told: Mapping[str, Any]) -> Sequence[Windows]:
    window = Window(time.fromisoformat(told["from"]), time.fromisoformat(told["until"]))
    return [(window,) if day < told["days"] else () for day in range(_DAYS)]


def watch_until(moment: datetime) -> None:
    """Let the watcher look at each of its moments until then: people are warned, and promises break, in time."""
    while (first := Promise.objects.aggregate(first=Min("wakes_at"))["first"]) is not None and first <= moment:
        with travelled_to(first):
            look_once()


def give(number: int, words: str, *, by: Actor, due: datetime, target: str, theirs: str) -> None:
    """Somebody gives their word; what was noticed of it in their letter needs no tracking beside it."""
    for row in NoticedPromise.objects.proposed().filter(conversation=number).order_by("pk"):
        dismiss_noticed(row.pk, by=by)
    word = Word(ours=words, due=due, target=Target(target or Target.OTHER), theirs=theirs)
    give_promise(number, word, by=by)


def keep(number: int, words: str, *, by: Actor) -> None:
    """Somebody says that what they promised in these words is done. Raises KeyError if nobody promised it."""
    promise = Promise.objects.owed().filter(conversation=number, ours=words).first()
    if promise is None:
        raise KeyError(words)
    keep_promise(promise.pk, by=by)


def renegotiate(number: int, because: str, *, by: Actor, due: datetime, letter: str) -> None:
    """The customer hears of another time for what was promised last, in a letter. Raises KeyError if nothing was."""
    given = Promise.objects.owed().filter(conversation=number, origin=Origin.PERSON)
    promise = given.order_by("-id").first()
    if promise is None:
        raise KeyError(because)
    renegotiate_promise(promise.pk, by=by, due=due, because=because, told=Told.LETTER, html=text_to_html(letter))
    hand_over(OutgoingMail.objects.filter(message__conversation=number).latest("pk"))


def hand_over(mail: OutgoingMail) -> None:
    """The relay takes it as soon as it cannot be taken back any more."""
    with travelled_to(now() + UNDO_WINDOW + timedelta(seconds=1)):
        begin_handing_over(mail)
        finish_mail(mail)


def settle_before_closing(number: int, *, by: Actor) -> None:
    """Whoever closes says first that no reply is needed, and that the solution was told, where these are owed."""
    targets = {promise.target for promise in what_blocks_closing(Conversation.objects.get(pk=number))}
    if targets & REPLIES:
        need_no_reply(number, by=by)
    if Target.RESOLUTION in targets:
        tell_solution(number, by=by)
