"""A colleague, or a team, is asked something: a note says it, and an answer is owed to whoever asks."""

import html as entities
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.actions.noting import write_note
from goodword.conversations.mentions import Named
from goodword.conversations.models import Conversation
from goodword.conversations.queries.mentions import mentionable
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.core.markup import text_to_html
from goodword.promises.actions.giving import MOST_WORDS, Word, make
from goodword.promises.choices import Target
from goodword.promises.models import Promise
from goodword.promises.queries.inside import time_inside


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What somebody is asked: `who` ("agent:3" or "team:1"), `words`, and until when, if not as the policy says."""

    who: str
    words: str
    due: datetime | None = None


@transaction.atomic
def ask_colleague(number: int, question: Question, *, by: Actor) -> Promise:
    """Ask somebody who may read the conversation: they are named in a note, and owe an answer.

    Without a due time it is the inside target of the conversation's policy. Raises NotFound, Invalid, PastDue.
    """
    conversation = Conversation.objects.locked(number)
    asked = _asked(conversation, question.who, by)
    if not question.words.strip():
        raise Invalid(words=_("Say what you want to know."))
    if len(question.words) > MOST_WORDS:
        raise Invalid(words=_("That is too long for a question. Put the details into a note."))
    usual = None if question.due else time_inside(number)
    due = question.due or (usual.due if usual else None)
    if due is None:
        raise Invalid(due=_("By when? No policy says how soon colleagues answer here."))
    kind, key = asked.key
    word = Word(
        ours=question.words,
        due=due,
        target=Target.INSIDE,
        owner=key if kind == "agent" else None,
        owner_team=key if kind == "team" else None,
        to_agent=by.agent_id,
        warnings=usual.warnings if usual else None,
    )
    word.check()
    write_note(number, by=by, html=_chip(asked) + text_to_html(question.words), asks=True)
    return make(conversation, word, by=by)


def _asked(conversation: Conversation, who: str, by: Actor) -> Named:
    """Raises Invalid."""
    found = next((one for one in mentionable(conversation) if one.who == who), None)
    if found is None:
        raise Invalid(who=_("Choose somebody who may read this conversation."))
    if found.key == ("agent", by.agent_id):
        raise Invalid(who=_("Choose somebody else: you cannot ask yourself."))
    return found


def _chip(asked: Named) -> str:
    return f'<p><span data-mention="{asked.who}">@{entities.escape(asked.name, quote=False)}</span></p>'
