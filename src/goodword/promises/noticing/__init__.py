"""Promises in what is written: "I'll call you tomorrow before noon", "le llamo mañana". `docs/build/noticing.md`."""

from goodword.promises.noticing.grammar import Kind
from goodword.promises.noticing.noticed import Noticed, notice
from goodword.promises.noticing.typed import DueWords, Unread, due_in_words

__all__ = ["DueWords", "Kind", "Noticed", "Unread", "due_in_words", "notice"]
