"""Two things that happen to a promise at the same moment, in two threads; what they leave is checked by the caller."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from threading import Barrier

from django.db import connection

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.delivery import mark_reply_sending, mark_reply_sent
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.types import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.clock import now, travelled_to
from goodword.core.errors import DomainError
from goodword.core.operations import undo
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.actions.releasing import release_promise
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.choices import Release, Target
from goodword.promises.types import Promise
from goodword.promises.watcher import look_once
from tests.cast import Cast, conversation_with_odile, letter
from tests.timeline import last_event

Act = Callable[[], object]
AHEAD = timedelta(hours=3)
UNDO_WINDOW = timedelta(seconds=10)


@dataclass
class Round:
    """A conversation, a promise in it, and the moment at which two people do something to it."""

    cast: Cast
    chance: Random
    moment: datetime = field(init=False)  # at which both act
    promise: Promise = field(init=False)
    conversation: Conversation = field(init=False)
    refused: list[DomainError] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.conversation = conversation_with_odile(self.cast)
        self.promise = self._promised("Send the dressings", AHEAD)

    def _promised(self, ours: str, ahead: timedelta) -> Promise:
        return give_promise(self.number, Word(ours=ours, due=now() + ahead, target=Target.REPLY), by=self.mara)

    @property
    def number(self) -> int:
        return self.conversation.pk

    @property
    def mara(self) -> Actor:
        return Actor.agent(self.cast.mara.pk)

    @property
    def tess(self) -> Actor:
        return Actor.agent(self.cast.tess.pk)

    def run(self, acts: Sequence[Act]) -> int:
        """Let all act at once, at the moment; how many of them were not refused."""
        together = Barrier(len(acts))

        def one(act: Act) -> bool:
            with closing(connection), travelled_to(self.moment):
                together.wait(60)
                try:
                    act()
                except DomainError as error:
                    self.refused.append(error)
                    return False
            return True

        with ThreadPoolExecutor(len(acts)) as threads:
            return sum(threads.map(one, acts))

    # What is done

    def keep(self) -> None:
        keep_promise(self.promise.pk, by=self.mara)

    def keep_too(self) -> None:
        keep_promise(self.promise.pk, by=self.tess)

    def release(self) -> None:
        release_promise(self.promise.pk, by=self.tess, reason=Release.CUSTOMER)

    def renegotiate(self) -> None:
        due = self.promise.due_at + timedelta(hours=5)
        renegotiate_promise(self.promise.pk, by=self.tess, due=due, because="It is late", told=Told.SPOKEN)

    def renegotiate_by_letter(self) -> None:
        due = self.promise.due_at + timedelta(hours=7)
        words = f"<p>Later, {self.chance.random()}</p>"
        renegotiate_promise(self.promise.pk, by=self.mara, due=due, because="It is late", told=Told.LETTER, html=words)

    def customer_writes(self) -> None:
        arrival = letter(self.cast, self.conversation.customer, conversation_id=self.number, text="And the gauze?")
        receive_message(arrival)

    def close(self) -> None:
        close_conversation(self.number, by=self.tess)

    def promise_more(self) -> None:
        self._promised("Call back", timedelta(hours=9))

    def take_back_that_it_was_kept(self) -> None:
        undo(last_event("promise.kept").pk, agent=self.cast.mara, by=self.mara)

    def relay_accepts(self) -> None:
        mark_reply_sent(self.reply.pk)

    def take_reply_back(self) -> None:
        undo_reply(self.reply.pk, by=self.mara)

    def hand_over(self) -> None:
        mark_reply_sending(self.reply.pk)

    @property
    def reply(self) -> Message:
        return Message.objects.filter(conversation=self.number, agent=self.cast.mara).latest("pk")

    # What went before

    def was_kept(self) -> None:
        self.keep()

    def everything_was_kept(self) -> None:
        for promise in Promise.objects.owed().filter(conversation=self.number):
            keep_promise(promise.pk, by=self.mara)

    def reply_is_with_the_relay(self) -> None:
        """It left the undo window in time or too late, as chance will, and waits for the relay's answer."""
        leaves = self.promise.due_at + timedelta(microseconds=self.chance.choice([-1, 0, 1]))
        with travelled_to(leaves - UNDO_WINDOW):
            send_reply(self.number, by=self.mara, html=f"<p>They are on their way, {self.chance.random()}</p>")
        with travelled_to(max(leaves, self.reply.leaves_at or leaves)):
            mark_reply_sending(self.reply.pk)

    def reply_may_be_taken_back(self) -> None:
        with travelled_to(self.promise.due_at - UNDO_WINDOW):
            send_reply(self.number, by=self.mara, html=f"<p>They are on their way, {self.chance.random()}</p>")


def _watch(_round: Round) -> None:
    look_once()


@dataclass(frozen=True)
class Race:
    """What happens at once, what went before, and how many at most can have their way (None: all may)."""

    acts: tuple[Callable[[Round], object], ...]
    before: Callable[[Round], object] | None = None
    most: int | None = None


RACES = {
    "two keep": Race((Round.keep, Round.keep_too)),
    "keep, renegotiate": Race((Round.keep, Round.renegotiate)),
    "keep, renegotiate by letter": Race((Round.keep, Round.renegotiate_by_letter)),
    "renegotiate twice": Race((Round.renegotiate, Round.renegotiate_by_letter), most=1),
    "release, keep": Race((Round.release, Round.keep), most=1),
    "release, renegotiate": Race((Round.release, Round.renegotiate)),
    "keep, watcher": Race((Round.keep, _watch)),
    "renegotiate, watcher": Race((Round.renegotiate, _watch)),
    "customer, watcher": Race((Round.customer_writes, _watch)),
    "customer, keep, watcher": Race((Round.customer_writes, Round.keep, _watch)),
    "undo of keep, watcher": Race((Round.take_back_that_it_was_kept, _watch), Round.was_kept),
    "close, promise": Race((Round.close, Round.promise_more), Round.everything_was_kept),
    "relay, watcher": Race((Round.relay_accepts, _watch), Round.reply_is_with_the_relay),
    "undo of reply, watcher": Race((Round.take_reply_back, _watch), Round.reply_may_be_taken_back),
    "undo of reply, hand over": Race((Round.take_reply_back, Round.hand_over), Round.reply_may_be_taken_back, most=1),
}
