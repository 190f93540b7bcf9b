"""What a customer sees of what they were promised, on the page of their matter."""

from django.db.models import Prefetch, Q

from goodword.conversations.choices import Delivery
from goodword.conversations.models import Conversation, Message
from goodword.core.clock import NEVER
from goodword.promises.choices import SOLUTIONS, Origin, Outcome, Release, Target, Why
from goodword.promises.models import Promise, StandStill

_WAITS = (Delivery.QUEUED, Delivery.SENDING)
_THEIRS = (Release.CUSTOMER, Release.OTHER)


def promises_for_customer(conversation: Conversation) -> list[Promise]:
    """What the customer was promised, in the order in which it was: words of ours always, and a complaint's time; what
    a policy promises where it says so; nothing inside the house, nothing that a letter is yet to tell, nothing that was
    a mistake of ours; what a law asks for once somebody told them."""
    rows = Promise.objects.standing().to_customers().filter(conversation=conversation)
    rows = rows.filter(~Q(origin=Origin.POLICY) | Q(policy__is_shown=True) | Q(target=Target.COMPLAINT)).exclude(
        origin=Origin.INSIDE
    )
    rows = rows.exclude(origin=Origin.LAW, told_at=None)
    rows = rows.select_related("owner", "made_in", "given_in", "replaces__given_in")
    rows = rows.prefetch_related("successors", Prefetch("stands", StandStill.objects.select_related("message")))
    return [one for one in rows.order_by("created_at", "id") if _is_told(one) and not _is_put_away(one)]


def untold_due_times(promises: list[Promise]) -> list[int]:
    """Those of which the customer learns only now when they are due."""
    return [one.pk for one in promises if one.told_at is None and one.is_owed and one.due_at < NEVER]


def solution_stands(conversation: Conversation) -> bool:
    """Whether we told a solution that the customer has neither agreed to nor refused; it has left."""
    stands = StandStill.objects.filter(why=Why.SOLUTION, until__isnull=True, promise__conversation=conversation)
    owed = stands.filter(promise__settled="", promise__target__in=SOLUTIONS)
    return owed.exclude(message__delivery__in=_WAITS).exists()


def _is_told(promise: Promise) -> bool:
    """A promise in a letter that has not left was not made yet, nor one that such a letter renegotiates."""
    if _waits(promise.made_in):
        return False
    before = promise.replaces
    return before is None or not before.is_owed or before.outcome != Outcome.NONE


def _waits(message: Message | None) -> bool:
    return message is not None and message.delivery in _WAITS


def _is_put_away(promise: Promise) -> bool:
    """Released since it was a mistake of the house, or since nobody need answer: the customer knows nothing of it."""
    return bool(promise.release) and promise.release not in _THEIRS
