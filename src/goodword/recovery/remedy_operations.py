"""What a person can do about remedies."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from goodword.accounts.models import Agent
from goodword.conversations.access import To, conversation_for
from goodword.conversations.models import Conversation
from goodword.core.operations import Operation
from goodword.recovery import taking_back
from goodword.recovery.actions.asking import ask_for_remedy
from goodword.recovery.actions.giving import give_remedy
from goodword.recovery.events import RemedyGiven


def _may_answer(agent: Agent, number: int) -> Conversation:
    return conversation_for(agent, number, To.ANSWER)


_conversation = partial(Operation, subject="conversation", allowed=_may_answer)

REMEDY_OPERATIONS = [
    _conversation(
        name="make-it-right",
        label=_("Make it right"),
        key="$",
        run=give_remedy,
        event=RemedyGiven,
        inverse=taking_back.take_back,
    ),
    _conversation(name="ask-for-remedy", label=_("Ask for more"), run=ask_for_remedy),
]
