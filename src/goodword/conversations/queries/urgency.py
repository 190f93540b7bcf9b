"""Urgent wording as the house has it now: the standard list, less what was switched off, and its own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from goodword.accounts.models import Agent
from goodword.accounts.queries import active_agents
from goodword.conversations.choices import UrgentKind
from goodword.conversations.models import Conversation, Mailbox, UrgentMark, UrgentPhrase
from goodword.conversations.urgency import Matcher, Phrase, standard_phrases
from goodword.core.db.together import once_together

SHOWN = 5

_Own = tuple[tuple[str, str, str, bool], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """A line of the list; `is_standard` when it came with the program and can only be switched off."""

    phrase: Phrase
    is_standard: bool
    is_active: bool


@dataclass(frozen=True, slots=True)
class UrgentWords:
    """What a customer wrote that calls for somebody, and what it is about."""

    mark: UrgentMark
    kinds: list[UrgentKind]
    words: list[str]


def wording_list() -> list[Wording]:
    """Every line, in the order of the standard list, the house's own after it in each language."""
    own = _own()
    active = {(language, words): is_active for language, words, _kind, is_active in own}
    standard = standard_phrases()
    known = {(phrase.language, phrase.words) for phrase in standard}
    listed = [
        Wording(phrase=phrase, is_standard=True, is_active=active.get((phrase.language, phrase.words)) is not False)
        for phrase in standard
    ]
    listed += [
        Wording(phrase=Phrase(language, UrgentKind(kind), words), is_standard=False, is_active=is_active)
        for language, words, kind, is_active in own
        if (language, words) not in known
    ]
    return listed


def present_matcher() -> Matcher:
    """What finds the urgent wording of the list as it is now."""
    return _matcher(_own())


def urgent_words(conversation: Conversation) -> Sequence[UrgentWords]:
    """The urgent words of a conversation that nobody has taken care of yet, newest first."""
    if conversation.urgent_since is None:
        return []
    marks = UrgentMark.objects.filter(conversation=conversation, at__gte=conversation.urgent_since)
    newest = marks.select_related("message").order_by("-at", "-pk")[:SHOWN]
    return [UrgentWords(mark, [UrgentKind(kind) for kind in mark.kinds], list(mark.words)) for mark in newest]


@once_together
def _own() -> _Own:
    rows = UrgentPhrase.objects.order_by("language", "kind", "words")
    return tuple(rows.values_list("language", "words", "kind", "is_active"))


@lru_cache(maxsize=4)
def _matcher(own: _Own) -> Matcher:
    decided = {(language, words) for language, words, _kind, _is_active in own}
    standard = [phrase for phrase in standard_phrases() if (phrase.language, phrase.words) not in decided]
    ours = [Phrase(language, UrgentKind(kind), words) for language, words, kind, is_active in own if is_active]
    return Matcher([*standard, *ours])


def named_for(mailbox_id: int | None) -> Sequence[Agent]:
    """The people named for the mailbox who can sign in, by name; empty when nobody is."""
    if mailbox_id is None:
        return []
    return list(Agent.objects.filter(is_active=True, pk__in=_named(mailbox_id)).order_by("name", "pk"))


def alerted_agents(mailbox_id: int | None) -> Sequence[Agent]:
    """Who is told of urgent mail to the mailbox: the people named for it, else owners and administrators."""
    return named_for(mailbox_id) or [agent for agent in active_agents() if agent.administers]


def _named(mailbox_id: int) -> list[int]:
    return list(Mailbox.alerted.through.objects.filter(mailbox_id=mailbox_id).values_list("agent_id", flat=True))
