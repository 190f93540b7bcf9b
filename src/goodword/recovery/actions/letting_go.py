"""A complaint is let go by its customer alone: what they said is kept, in their words."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.promises.actions.keeping import owe_again
from goodword.promises.choices import Release, Settled
from goodword.recovery.actions.complaining import own_words
from goodword.recovery.models import Complaint, ComplaintLetGo
from goodword.recovery.queries.complaints import letters_since, promise_of

MOST_WORDS = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class TheirWords:
    """What the customer said: as they said it (`words`), or in a `letter` of theirs that came after the complaint."""

    words: str = ""
    letter: int | None = None


@transaction.atomic
def write_let_go(complaint: Complaint, said: TheirWords, *, by: Actor) -> ComplaintLetGo:
    """Keep what they said. For whoever holds the complaint and closes it. Raises Invalid without a word of theirs."""
    words, letter = " ".join(said.words.split()), None
    if said.letter is not None:
        letter = letters_since(complaint).filter(pk=said.letter).first()
        if letter is None:
            raise Invalid(words=_("That is no letter of theirs since. Write what they said, in their words."))
        words = own_words(letter)
    if not words:
        raise Invalid(words=_("Only the customer lets it go: write what they said, in their words."))
    if letter is None and len(words) > MOST_WORDS:
        raise Invalid(words=_("That is long. Put the details into a note."))
    return ComplaintLetGo.objects.create(
        complaint=complaint, words=words, letter=letter, agent_id=by.agent_id, at=now()
    )


def take_let_go_back(complaint: Complaint, *, by: Actor) -> None:
    """It is open again: what is owed for it is owed again, due when it was. The caller holds the complaint."""
    if not ComplaintLetGo.objects.filter(complaint=complaint, taken_back_at__isnull=True).update(taken_back_at=now()):
        return
    promise = promise_of(complaint)
    if promise is not None and promise.settled == Settled.RELEASED and promise.release == Release.CUSTOMER:
        owe_again(promise.pk, by=by)
