"""The customer answers, in part or whole, and may change it until it is closed; a bad answer is owed a follow-up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.listening.actions.following_up import owe_follow_up
from goodword.listening.choices import Agreement, Item
from goodword.listening.errors import AskingClosed
from goodword.listening.events import FeedbackDeclined, FeedbackErased, FeedbackGiven
from goodword.listening.models import Asking, NoMoreQuestions, Response
from goodword.people.models import Customer

MOST_WORDS = 4000


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What somebody says: a step of agreement for the items that they answer, and their own words."""

    steps: Mapping[Item, int] = field(default_factory=dict)
    words: str = ""
    wants_follow_up: bool = False

    def check(self) -> None:
        """Raises Invalid."""
        if any(step not in Agreement.values for step in self.steps.values()):
            raise Invalid
        if len(self.words) > MOST_WORDS:
            raise Invalid(words=_("This is too long: at most %(most)s characters.") % {"most": MOST_WORDS})
        if not (self.steps or self.words.strip() or self.wants_follow_up):
            raise Invalid(words=_("Answer one of the questions, or write a few words."))


@transaction.atomic
def answer_asking(asking_id: int, answer: Answer) -> Response:
    """Keep what they say, in place of what they said before; the same again changes nothing. What is bad, or asks for
    it, is owed a follow-up, once. Raises NotFound, AskingClosed, Invalid."""
    answer.check()
    asking = _locked(asking_id)
    if not asking.is_open(now()):
        raise AskingClosed
    columns = {
        **{item.value: answer.steps.get(item) for item in Item},
        "words": answer.words.replace("\r\n", "\n").strip(),
        "wants_follow_up": answer.wants_follow_up,
    }
    response = Response.objects.filter(asking=asking).first()
    is_first = response is None
    if response is None:
        response = Response.objects.create(asking=asking, at=now(), changed_at=now(), **columns)
    elif all(getattr(response, name) == value for name, value in columns.items()):
        return response
    else:
        response.change(**columns, changed_at=now())
    response.asking = asking
    _tell(response, is_first=is_first)
    if response.is_bad and response.promise_id is None:
        response.change(promise=owe_follow_up(asking))
    return response


@transaction.atomic
def ask_no_more(asking_id: int) -> None:
    """They want to be asked nothing any more; said twice is said once. Raises NotFound."""
    asking = _locked(asking_id)
    _row, is_new = NoMoreQuestions.objects.get_or_create(customer_id=asking.customer_id)
    if is_new:
        record(FeedbackDeclined(by=_them(asking), asking_id=asking.pk, **_about(asking)))


@transaction.atomic
def erase_feedback(customer_id: int, *, by: Actor) -> None:
    """The customer's words go; for the erasure of a customer. What they agreed with stays a count. Raises NotFound."""
    if not Customer.objects.select_for_update().filter(pk=customer_id).exists():
        raise NotFound
    rows = Response.objects.filter(asking__customer=customer_id, erased_at__isnull=True)
    if rows.update(words="", erased_at=now()):
        record(FeedbackErased(by=by, person_id=customer_id, customer_id=customer_id))


def _locked(asking_id: int) -> Asking:
    number = Asking.objects.filter(pk=asking_id, held="").values_list("conversation_id", flat=True).first()
    if number is None:
        raise NotFound
    conversation = Conversation.objects.locked(number)
    asking = Asking.objects.select_related("customer").get(pk=asking_id)
    asking.conversation = conversation
    return asking


def _tell(response: Response, *, is_first: bool) -> None:
    asking = response.asking
    event = FeedbackGiven(
        by=_them(asking),
        asking_id=asking.pk,
        response_id=response.pk,
        is_first=is_first,
        is_bad=response.is_bad,
        **_about(asking),
    )
    record(event)


def _them(asking: Asking) -> Actor:
    return Actor.customer(asking.customer_id)


def _about(asking: Asking) -> dict[str, int]:
    return {"conversation_id": asking.conversation_id, "person_id": asking.customer_id}
