"""What in a letter sounds like a complaint, and what a language tells the reader of it."""

from dataclasses import dataclass
from enum import StrEnum

from goodword.playbook.can_do.wording import Phrases


class Cue(StrEnum):
    """By what a letter was noticed. The earlier in this list, the sooner it is shown."""

    SAID = "said"  # "I want to complain"
    OUTSIDE = "outside"  # "I will report this to the county"
    HARM = "harm"  # "he fell", "the wrong tablets", "because of your mistake"
    REFUND = "refund"  # "I want my money back"
    LEAVING = "leaving"  # "we are looking for another provider"
    ANGER = "anger"  # "unacceptable", "I am fed up"
    TREATED = "treated"  # "rude", "hung up on me"
    AGAIN = "again"  # "the third time"
    UNDONE = "undone"  # "nobody called", "still waiting"


@dataclass(frozen=True)
class Wording:
    """The phrases of one language. A letter complains with one that is enough, or with two that are not."""

    enough: dict[Cue, Phrases]
    hints: dict[Cue, Phrases]
    not_so: Phrases  # over a cue or just before it: denied, or another sense
    turns: frozenset[str]  # words and marks that begin another clause
    wondering: Phrases  # in a question that asks no way out, but why: its hints count
    conditions: frozenset[str]  # before a cue in its clause: "if it arrives broken"
    others: Phrases  # somebody who is not of the house, in a sentence that does not speak to us
    to_us: frozenset[str]  # words that speak to the house
    settled: Phrases  # it was put right, or taken back: the letter is none
    automatic: Phrases  # no person wrote it
    calm: Phrases  # takes one hint away: "no rush", "these things happen"
