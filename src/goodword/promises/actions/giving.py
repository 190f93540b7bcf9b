"""Somebody gives their word."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.actions.breaks import check_gives_to
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.promises.actions.changing import still_owed, tell, write
from goodword.promises.alarms import Warnings, warnings_of_appointment
from goodword.promises.choices import PERSONAL_TARGETS, Kind, Origin, Release, Target
from goodword.promises.errors import PastDue
from goodword.promises.events import PromiseMade, PromiseWithdrawn
from goodword.promises.models import Promise

LONGEST = timedelta(days=366 * 2)
MOST_WORDS = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """What somebody promises: `ours` says what, in our words, `theirs` what the person asked for, in theirs.

    Owed by `owner` (an agent), else `owner_team`, else whoever says it; to the conversation's customer unless
    `to_agent` or `to_team` is given. `made_in` is the message that says it, `told_at` when the person hears of it, if
    not now. `warnings`, if not those of an appointment.
    """

    ours: str
    due: datetime
    target: Target = Target.OTHER
    theirs: str = ""
    owner: int | None = None
    owner_team: int | None = None
    to_agent: int | None = None
    to_team: int | None = None
    origin: Origin = Origin.PERSON
    made_in: int | None = None
    told_at: datetime | None = None
    warnings: Warnings | None = None

    def check(self) -> None:
        """Raises Invalid naming what needs another look, PastDue."""
        if not self.ours.strip():
            raise Invalid(ours=_("Say what is promised, in a few words."))
        if self.target not in (*PERSONAL_TARGETS, Target.INSIDE):
            raise Invalid(target=_("Say what it is: a call, a reply or something else."))
        check_due(self.due)


def check_due(due: datetime) -> None:
    """Raises PastDue, and Invalid for a time that is years away."""
    if due <= now():
        raise PastDue(due=PastDue.default)
    if due > now() + LONGEST:
        raise Invalid(due=_("That is years away. Choose a time within two years."))


@transaction.atomic
def give_promise(number: int, word: Word, *, by: Actor) -> Promise:
    """Give a word: somebody is owed this by that time, and it is tracked until it is kept.

    The same words for the same time, still owed, are the same promise. Raises NotFound, Invalid, PastDue.
    """
    word.check()
    conversation = Conversation.objects.locked(number)
    said = Promise.objects.owed().filter(conversation=conversation, ours=_cut(word.ours), due_at=word.due).first()
    return said or make(conversation, word, by=by)


def make(
    conversation: Conversation, word: Word, *, by: Actor, replaces: Promise | None = None, because: str = ""
) -> Promise:
    """The same for a conversation that the caller holds under lock; `replaces` is what it takes the place of. Raises
    OnBreak where somebody else is to owe it who has a break."""
    if replaces is None or word.owner != replaces.owner_id:  # another time for what they owe is nothing more
        check_gives_to(word.owner, by=by, field="who")
    moment = now()
    warnings = word.warnings or warnings_of_appointment(moment, word.due)
    is_inside = word.to_agent is not None or word.to_team is not None
    promise = Promise(
        conversation=conversation,
        home=replaces.home if replaces else conversation,
        customer_id=None if is_inside else conversation.customer_id,
        to_agent_id=word.to_agent,
        to_team_id=word.to_team,
        origin=Origin.INSIDE if is_inside else word.origin,
        kind=Kind.APPOINTMENT,
        target=word.target,
        theirs=_cut(word.theirs),
        ours=_cut(word.ours),
        made_in_id=word.made_in,
        made_by_id=by.agent_id,
        owner_id=word.owner if word.owner or word.owner_team else by.agent_id,
        owner_team_id=word.owner_team or conversation.team_id,
        began_at=moment,
        created_at=moment,
        due_at=word.due,
        told_at=None if is_inside else word.told_at or moment,
        warn_at=warnings.owner,
        lead_at=warnings.lead,
        replaces=replaces,
        because=_cut(because),
    )
    promise.save()
    write(promise, promise.life)
    tell(
        PromiseMade,
        promise,
        by=by,
        origin=promise.origin,
        target=promise.target,
        due=word.due.isoformat(),
        replaces=replaces.pk if replaces else None,
    )
    return promise


@transaction.atomic
def withdraw_promise(promise_id: int, *, by: Actor, undoes: int | None = None) -> Promise:
    """Take back a word that was only just given: nobody was promised anything. Raises NotFound, AlreadySettled."""
    promise = still_owed(promise_id)
    moment = now()
    write(promise, promise.life.released(moment), release=Release.MISTAKE, withdrawn_at=moment, replaces=None)
    tell(PromiseWithdrawn, promise, by=by, undoes=undoes)
    return promise


def _cut(words: str) -> str:
    return " ".join(words.split())[:MOST_WORDS]
