"""Whatever is done, by whomever and in whatever order, a page with kept pieces equals one that is drawn anew."""

import random
import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.test import Client

from goodword.conversations.actions.assigning import assign_conversation, move_conversation
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.delivery import (
    mark_maybe_twice,
    mark_reply_bounced,
    mark_reply_delayed,
    mark_reply_failed,
    mark_reply_sending,
    mark_reply_sent,
    mark_reply_waiting,
    retry_reply,
)
from goodword.conversations.actions.drafting import discard_draft, save_draft
from goodword.conversations.actions.noting import write_note
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.reopening import reopen_conversation
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.actions.urgency import acknowledge_urgent
from goodword.conversations.choices import Direction, DraftKind
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.errors import DomainError
from goodword.web.components import kept
from goodword.web.components.kept import Shelf
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.frozen_time import Clock

STEPS = 12


class Story:
    """What may happen to two conversations, by chance."""

    def __init__(self, cast: Cast, clock: Clock, seed: int) -> None:
        self.cast, self.clock, self.chance = cast, clock, random.Random(seed)
        self.numbers = [conversation_with_odile(cast, subject=subject).pk for subject in ("Dressings", "Bill")]

    def go_on(self) -> None:
        """One thing more; what is refused as things stand is left."""
        number = self.chance.choice(self.numbers)
        by = Actor.agent(self.chance.choice([self.cast.mara, self.cast.olive]).pk)
        with suppress(DomainError):
            self.chance.choice([self.act, self.write, self.deliver, self.rename, self.wait])(number, by)

    def act(self, number: int, by: Actor) -> None:
        cast = self.cast
        acts: list[Callable[[], object]] = [
            lambda: assign_conversation(number, by=by, to=self.chance.choice([None, cast.mara.pk, cast.olive.pk])),
            lambda: move_conversation(number, by=by, team=self.chance.choice([None, cast.pharmacy.pk])),
            lambda: close_conversation(number, by=by),
            lambda: reopen_conversation(number, by=by),
            lambda: acknowledge_urgent(number, by=by),
        ]
        self.chance.choice(acts)()

    def write(self, number: int, by: Actor) -> None:
        words = f"It is urgent, said {self.chance.random()}"
        arrival = letter(self.cast, odile(), conversation_id=number, text=words, at=self.clock.now())
        writings: list[Callable[[], object]] = [
            lambda: receive_message(arrival),
            lambda: send_reply(number, by=by, html=f"<p>{words}</p>", close=self.chance.random() < 0.2),
            lambda: write_note(number, by=by, html=f"<p>{words}</p>"),
            lambda: save_draft(number, by=by, kind=DraftKind.REPLY, html=f"<p>{words}</p>"),
            lambda: discard_draft(number, by=by, kind=DraftKind.REPLY),
        ]
        self.chance.choice(writings)()

    def deliver(self, number: int, by: Actor) -> None:
        message = Message.objects.filter(conversation_id=number, direction=Direction.OUT).order_by("-pk").first()
        if message is None:
            return
        pk, problem = message.pk, "refused: 550 no such user"
        steps: list[Callable[[], object]] = [
            lambda: mark_reply_sending(pk),
            lambda: mark_reply_sent(pk),
            lambda: mark_reply_waiting(pk, problem=problem),
            lambda: mark_reply_failed(pk, problem=problem),
            lambda: mark_reply_bounced(pk, problem=problem, hard=True),
            lambda: mark_reply_delayed(pk, problem=problem),
            lambda: mark_maybe_twice(pk),
            lambda: retry_reply(pk, by=by),
            lambda: undo_reply(pk, by=by),
        ]
        self.chance.choice(steps)()

    def rename(self, number: int, by: Actor) -> None:
        """People have other names from one day to the next: no action of the conversation is told of it."""
        conversation = Conversation.objects.select_related("customer", "assignee", "team").get(pk=number)
        found = [conversation.customer, self.cast.mara, conversation.team or self.cast.nursing]
        row = self.chance.choice(found)
        type(row)._default_manager.filter(pk=row.pk).update(name=f"Name {self.chance.random()}")

    def wait(self, number: int, by: Actor) -> None:
        self.clock.forward(seconds=self.chance.choice([1, 61, 3_601, 90_000, 700_000]))


def pages(client: Client, numbers: list[int]) -> list[str]:
    """The open ones beside one conversation, and the closed ones beside the other."""
    addresses = [
        f"/conversations/{number}?state={state}" for number, state in zip(numbers, ("open", "closed"), strict=True)
    ]
    found = [client.get(address).content.decode() for address in addresses]
    return [re.sub(r'(csrfmiddlewaretoken" value|X-CSRFToken[^:]*)[=:] ?"[^"]+"', r"\1", page) for page in found]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_pages_with_kept_pieces_are_as_if_drawn_anew(
    cast: Cast, clock: Clock, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    story, shelf = Story(cast, clock, seed), Shelf(kept.MOST_BYTES)
    type(cast.olive).objects.filter(pk=cast.olive.pk).update(language="es", time_zone="Asia/Tokyo")
    clients = Client(), Client()
    for step in range(STEPS):
        story.go_on()
        if step % 3:  # several changes between two looks
            continue
        for client, agent in zip(clients, (cast.mara, cast.olive), strict=True):
            client.force_login(agent)
            monkeypatch.setattr(kept, "shelf", shelf)
            shown = pages(client, story.numbers)
            monkeypatch.setattr(kept, "shelf", Shelf(0))
            assert shown == pages(client, story.numbers)


def test_a_draft_is_shown_to_its_writer_alone(cast: Cast) -> None:
    number = conversation_with_odile(cast).pk
    save_draft(number, by=Actor.agent(cast.mara.pk), kind=DraftKind.REPLY, html="<p>Between us</p>")
    mara, olive = Client(), Client()
    mara.force_login(cast.mara)
    olive.force_login(cast.olive)

    assert "Between us" in mara.get("/inbox").content.decode()
    assert "Between us" not in olive.get("/inbox").content.decode()
    assert "Between us" in mara.get("/inbox").content.decode()
