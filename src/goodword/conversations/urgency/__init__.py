"""Urgent wording: which words call for somebody at once, and where a text says them. Pure; `docs/use/alarms.md`."""

from goodword.conversations.urgency.matching import Found, Matcher
from goodword.conversations.urgency.phrases import Phrase, PhraseUnclear, standard_phrases

__all__ = ["Found", "Matcher", "Phrase", "PhraseUnclear", "standard_phrases"]
