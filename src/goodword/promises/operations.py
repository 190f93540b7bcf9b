"""What a person can do about a promise: keys, buttons, undo. On a conversation, about what is due next there."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from goodword.accounts.models import Agent
from goodword.conversations.access import To, conversation_for
from goodword.conversations.actions.turning import set_turn
from goodword.conversations.events import TurnSet
from goodword.conversations.models import Conversation
from goodword.core.operations import Operation
from goodword.promises import taking_back
from goodword.promises.actions.asking import ask_colleague
from goodword.promises.actions.giving import give_promise
from goodword.promises.actions.next_due import (
    hand_over_next,
    keep_next,
    release_next,
    renegotiate_next,
    want_answer_after_all,
)
from goodword.promises.actions.proposing import accept_noticed, dismiss_noticed
from goodword.promises.actions.releasing import need_no_reply
from goodword.promises.actions.resolving import accept_solution, refuse_solution, tell_solution
from goodword.promises.events import (
    NoticedDismissed,
    PromiseHandedOver,
    PromiseKept,
    PromiseMade,
    PromiseReleased,
    ThanksNoticed,
)


def _may(agent: Agent, number: int, to: To) -> Conversation:
    return conversation_for(agent, number, to)


_conversation = partial(Operation, subject="conversation", allowed=partial(_may, to=To.ANSWER))

OPERATIONS = [
    _conversation(
        name="promise",
        label=_("Promise something"),
        key="b",
        run=give_promise,
        event=PromiseMade,
        inverse=taking_back.withdraw,
    ),
    _conversation(name="ask-colleague", label=_("Ask a colleague"), key="q", run=ask_colleague),
    _conversation(
        name="keep-promise",
        label=_("Kept"),
        key="y",
        run=keep_next,
        event=PromiseKept,
        inverse=taking_back.owe,
    ),
    _conversation(name="renegotiate-promise", label=_("New due time"), key="d", run=renegotiate_next),
    _conversation(
        name="release-promise",
        label=_("Release"),
        key="Shift+D",
        run=release_next,
        event=PromiseReleased,
        inverse=taking_back.owe_released,
    ),
    _conversation(name="no-reply-needed", label=_("No reply needed"), key="Shift+R", run=need_no_reply),
    _conversation(
        name="hand-over-promise",
        label=_("Somebody else owes it"),
        run=hand_over_next,
        event=PromiseHandedOver,
        inverse=taking_back.hand_back_promise,
    ),
    _conversation(name="solution-told", label=_("They were told the solution"), run=tell_solution),
    _conversation(name="solution-accepted", label=_("They agreed"), run=accept_solution),
    _conversation(name="solution-refused", label=_("They want more"), run=refuse_solution),
    _conversation(
        name="answer-wanted",
        label=_("This wants an answer"),
        run=want_answer_after_all,
        event=ThanksNoticed,
        inverse=taking_back.answer_after_all,
    ),
    _conversation(name="accept-noticed", label=_("Keep track of what was written"), key="Mod+.", run=accept_noticed),
    _conversation(
        name="dismiss-noticed",
        label=_("Not a promise"),
        run=dismiss_noticed,
        event=NoticedDismissed,
        inverse=taking_back.ask_again,
    ),
    _conversation(
        name="turn",
        label=_("Whose turn it is"),
        key="Shift+W",
        run=set_turn,
        event=TurnSet,
        inverse=taking_back.turn_back,
    ),
]
