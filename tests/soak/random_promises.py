"""A matter in which everything that concerns promises happens by chance, through real actions, in simulated time."""

from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import time, timedelta
from random import Random

from goodword.calendars.actions.changing import change_week
from goodword.calendars.hours import WHOLE_DAY, Window
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.delivery import (
    mark_reply_bounced,
    mark_reply_failed,
    mark_reply_sending,
    mark_reply_sent,
    retry_reply,
)
from goodword.conversations.actions.prioritizing import set_priority
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.actions.talking import Said, log_talk
from goodword.conversations.actions.turning import set_turn
from goodword.conversations.choices import Channel, Delivery, Direction, Says, Turn
from goodword.conversations.types import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.clock import NEVER, now
from goodword.core.errors import DomainError
from goodword.core.jobs.worker import run_due_jobs
from goodword.core.models import RecordedEvent
from goodword.promises.actions.complaining import begin_complaint, end_complaint
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.keeping import keep_promise, owe_again
from goodword.promises.actions.releasing import need_no_reply, release_promise
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.actions.resolving import accept_solution, refuse_solution, tell_solution
from goodword.promises.choices import Outcome, Release, Settled, Target
from goodword.promises.types import Promise
from goodword.promises.watcher import look_once
from tests.cast import Cast, letter
from tests.frozen_time import Clock

WORDS = ["The blue one.", "And the gauze?", "Thank you!", "No, it is the old one.", "Gracias", "Hello? Anybody there?"]


@dataclass
class Matter:
    """One conversation and the chance by which it goes."""

    chance: Random
    clock: Clock
    cast: Cast
    calendar: int
    conversation: Conversation
    is_up: bool = True
    happened: Counter[str] = field(default_factory=Counter)

    @property
    def mara(self) -> Actor:
        return Actor.agent(self.cast.mara.pk)

    @property
    def number(self) -> int:
        return self.conversation.pk

    def live(self, events: int) -> None:
        for _ in range(events):
            self._pass_time()
            what = self.chance.choice(EVENTS)
            with suppress(DomainError):
                what(self)
                self.happened[what.__name__] += 1
            if self.is_up:
                look()
                self.clock.forward(microseconds=1)
                look()
            self.check()
        self.restart()
        self.check()

    def _pass_time(self) -> None:
        """Some while, now and then to the very moment of an alarm or just after it; jobs and the watcher meanwhile."""
        until = now() + timedelta(seconds=int(self.chance.expovariate(1 / 9000)))
        alarm = Promise.objects.filter(conversation=self.number).order_by("wakes_at").first()
        if alarm is not None and alarm.wakes_at < NEVER and self.chance.random() < 0.3:
            until = max(now(), alarm.wakes_at + timedelta(microseconds=self.chance.choice([-1, 0, 1])))
        self.clock.travel(until)
        run_due_jobs(["default"])
        if self.is_up:
            look()

    def _one(self, **which: object) -> Promise:
        rows = list(Promise.objects.standing().filter(conversation=self.number, **which))
        if not rows:
            raise DomainError
        return self.chance.choice(rows)

    def _message(self, *deliveries: Delivery) -> Message:
        rows = list(Message.objects.filter(conversation=self.number, delivery__in=deliveries))
        if not rows:
            raise DomainError
        return self.chance.choice(rows)

    # What happens

    def customer_writes(self) -> None:
        text = self.chance.choice(WORDS)
        arrival = letter(self.cast, self.conversation.customer, conversation_id=self.number, text=text)
        receive_message(arrival)

    def reply(self) -> None:
        words = f"<p>Letter {self.chance.random()}</p>"
        send_reply(self.number, by=self.mara, html=words, says=self.chance.choice(list(Says)[1:]))

    def undo(self) -> None:
        undo_reply(self._message(Delivery.QUEUED).pk, by=self.mara)

    def leave(self) -> None:
        message = self._message(Delivery.QUEUED)
        self.clock.travel(max(now(), message.leaves_at or now()))
        mark_reply_sending(message.pk)
        mark_reply_sent(message.pk)

    def fail(self) -> None:
        mark_reply_failed(self._message(Delivery.QUEUED).pk, problem="no relay")

    def retry(self) -> None:
        retry_reply(self._message(Delivery.FAILED).pk, by=self.mara)

    def bounce(self) -> None:
        mark_reply_bounced(self._message(Delivery.SENT).pk, problem="gone", hard=self.chance.random() < 0.5)

    def talk(self) -> None:
        after = self.chance.choice(["ours", "theirs"])
        said = Said(channel=Channel.PHONE, direction=self.chance.choice(list(Direction)), words="Spoke.", after=after)  # type: ignore[arg-type]
        log_talk(self.number, said, by=self.mara)

    def promise(self) -> None:
        target = self.chance.choice([Target.REPLY, Target.CALLBACK, Target.OTHER])
        due = now() + timedelta(seconds=self.chance.randrange(1, 90_000))
        give_promise(self.number, Word(ours=f"Do it {self.chance.random()}", due=due, target=target), by=self.mara)

    def keep(self) -> None:
        keep_promise(self._one(settled="").pk, by=self.mara)

    def owe(self) -> None:
        owe_again(self._one(settled__in=["kept", "made-good", "released"]).pk, by=self.mara)

    def release(self) -> None:
        release_promise(self._one(settled="").pk, by=self.mara, reason=Release.CUSTOMER)

    def need_none(self) -> None:
        need_no_reply(self.number, by=self.mara)

    def renegotiate(self) -> None:
        told = self.chance.choice(list(Told))
        due = now() + timedelta(seconds=self.chance.randrange(1, 90_000))
        words = f"<p>Later {self.chance.random()}</p>"
        one = self._one(settled="")
        renegotiate_promise(one.pk, by=self.mara, due=due, because="The part is late", told=told, html=words)

    def solve(self) -> None:
        what = self.chance.choice([tell_solution, accept_solution, refuse_solution])
        what(self.number, by=self.mara)

    def complain(self) -> None:
        theirs = Message.objects.filter(conversation=self.number, direction=Direction.IN).order_by("id")
        begin_complaint(self.chance.choice(list(theirs)).pk, by=self.mara)

    def uncomplain(self) -> None:
        end_complaint(self.number, by=self.mara, reason=self.chance.choice([Release.MISTAKE, Release.CUSTOMER]))

    def turn(self) -> None:
        set_turn(self.number, by=self.mara, to=self.chance.choice(list(Turn)))

    def prioritize(self) -> None:
        set_priority(self.number, by=self.mara, to=self.chance.choice([1, 2, 3, 4]))

    def close(self) -> None:
        close_conversation(self.number, by=self.mara)

    def edit_calendar(self) -> None:
        change_week(self.calendar, by=Actor.agent(self.cast.olive.pk), week=self.chance.choice(weeks()))

    def crash(self) -> None:
        self.is_up = False

    def restart(self) -> None:
        self.is_up = True
        self.clock.forward(microseconds=1)
        look()

    # What must hold

    def check(self) -> None:
        try:
            self._check()
        except AssertionError as error:
            rows = RecordedEvent.objects.filter(conversation_id=self.number).order_by("id")
            error.add_note("\n".join(f"{row.at} {row.kind} {row.data}" for row in rows))
            raise

    def _check(self) -> None:
        promises = list(Promise.objects.filter(conversation=self.number))
        told = self._told()
        for promise in promises:
            self._check_one(promise, told[promise.pk])
        pressing = [one.due_at for one in promises if one.is_owed and not one.is_given and not one.stands_still]
        self.conversation.refresh_from_db()
        assert self.conversation.next_due_at == min(pressing, default=NEVER)
        if self.conversation.is_closed:
            assert not self.conversation.is_owed, "something is owed in what is closed"

    def _check_one(self, promise: Promise, events: list[str]) -> None:
        life, moment = promise.life, now()
        if self.is_up:
            assert not life.is_past_due(moment - timedelta(microseconds=1)), "passed due without its alarm"
        broken = life.outcome == Outcome.BROKEN
        assert life.settled in ({Settled.NOT, Settled.MADE_GOOD, Settled.RELEASED} if broken else {life.outcome})
        # The last word of the history is what the row says.
        if life.settled in {Settled.KEPT, Settled.MADE_GOOD}:
            last = [kind for kind in events if kind in {"promise.kept", "promise.owed-again"}]
            assert last[-1:] == ["promise.kept"]
        if broken:
            assert "promise.broken" in events

    def _told(self) -> dict[int, list[str]]:
        """The kinds of what was told of each promise, in order; read at once for all of them."""
        rows = RecordedEvent.objects.filter(conversation_id=self.number, kind__startswith="promise.").order_by("id")
        told: dict[int, list[str]] = defaultdict(list)
        for kind, data in rows.values_list("kind", "data"):
            told[data.get("promise_id", 0)].append(kind)
        return told


def look() -> None:
    """As the watcher does: until nothing is due. What it breaks may let another clock run, into the past."""
    while look_once():
        pass


def weeks() -> list[tuple[tuple[Window, ...], ...]]:
    """Around the clock, and a desk's week."""
    day = (Window(time(8, 30), time(17)),)
    return [(WHOLE_DAY,) * 7, (day,) * 5 + ((),) * 2]


EVENTS = (
    Matter.customer_writes,
    Matter.customer_writes,
    Matter.reply,
    Matter.reply,
    Matter.leave,
    Matter.leave,
    Matter.leave,
    Matter.undo,
    Matter.fail,
    Matter.retry,
    Matter.bounce,
    Matter.talk,
    Matter.promise,
    Matter.promise,
    Matter.keep,
    Matter.owe,
    Matter.release,
    Matter.need_none,
    Matter.renegotiate,
    Matter.solve,
    Matter.complain,
    Matter.uncomplain,
    Matter.turn,
    Matter.prioritize,
    Matter.close,
    Matter.edit_calendar,
    Matter.crash,
    Matter.restart,
)
