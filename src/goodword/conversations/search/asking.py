"""A query as it is typed, asked by somebody: for a list of its own, or to narrow one."""

import re

from django.db.models import Q

from goodword.accounts.models import Agent
from goodword.conversations.access import visible_conversations
from goodword.conversations.models import Conversation
from goodword.conversations.search.finding import find_conversations
from goodword.conversations.search.understanding import Question, understand
from goodword.core.query import QueryError, Word, leaves, parse
from goodword.core.search.index import MOST_EXAMINED, newest
from goodword.core.search.terms import TERMS
from goodword.core.search.vocabulary import is_known, near
from goodword.core.search.words import tokens_of

_NUMBER = re.compile(r"\s*#?(\d{1,18})\s*", re.ASCII)
_MOST_TRIES = 3


def ask(reader: Agent, text: str) -> Question:
    """The question in the text; a word at its very end may go on. Raises QueryError."""
    text = text.replace("\0", " ")  # PostgreSQL takes none
    return understand(parse(text, TERMS), reader, typing_at=len(text))


def narrowing(reader: Agent, text: str, *, is_typed: bool = True) -> Q:
    """The query as a condition on a list of conversations: words are looked up among their newest hits. The last word
    may go on if somebody types. Raises QueryError."""
    question = ask(reader, text) if is_typed else understand(parse(text, TERMS), reader)
    if question.match is None:
        return question.rows
    hits = newest(question.match, below=question.below, least=question.least, limit=MOST_EXAMINED)
    return question.rows & Q(pk__in={conversation for _key, conversation in hits})


def numbered(reader: Agent, text: str) -> Conversation | None:
    """The conversation whose number the whole query is, if the reader may read it."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    return visible_conversations(reader).select_related("customer").filter(pk=int(found[1])).first()


def perhaps_meant(reader: Agent, text: str) -> str:
    """The query with a slip mended, if that finds something that this reader may read; else empty.

    So no word is ever proposed of which the reader could not read where it stands.
    """
    tries = 0
    for leaf, wanted in leaves(parse(text, TERMS)):
        word = _single_word(leaf.text) if wanted and isinstance(leaf, Word) else ""
        if not word or is_known(word):
            continue
        for meant in near(word):
            tries += 1
            if tries > _MOST_TRIES:
                return ""
            mended = f"{text[: leaf.start]}{meant}{text[leaf.end :]}"
            if _finds_something(reader, mended):
                return mended
    return ""


def _single_word(text: str) -> str:
    words = [token.text for token in tokens_of(text)]
    return words[0] if len(words) == 1 else ""


def _finds_something(reader: Agent, text: str) -> bool:
    """Whether these very words find something; nobody is typing them, so none of them may go on."""
    try:
        return bool(find_conversations(reader, understand(parse(text, TERMS), reader), size=1).hits)
    except QueryError:
        return False
