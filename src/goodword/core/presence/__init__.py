"""Who is looking at what just now, and who is writing: kept for seconds in a throw-away store, never an event.

A browser says every few seconds where it is (`passes`), the store forgets whoever fell silent, and `company` tells the
streams of `/live` what changed. `docs/build/live.md` has the wire.
"""

from goodword.core.presence.company import AFRESH, Company, let_see
from goodword.core.presence.passes import Pass, read_word
from goodword.core.presence.store import LIFE, Present, State, everybody, forget, say

__all__ = [
    "AFRESH",
    "LIFE",
    "Company",
    "Pass",
    "Present",
    "State",
    "everybody",
    "forget",
    "let_see",
    "read_word",
    "say",
]
