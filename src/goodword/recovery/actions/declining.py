"""The hard road of a "no": what was tried, a second pair of eyes, and a letter that tells of the way outside."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import Says
from goodword.conversations.models import Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, Invalid
from goodword.core.markup import html_to_text
from goodword.promises.actions.asking import Question, ask_colleague
from goodword.promises.actions.keeping import keep_promise
from goodword.recovery.actions.complaining import locked_complaint, tell
from goodword.recovery.complaint_choices import Agreed
from goodword.recovery.complaint_errors import NoOutsideRoute, NotAgreed, OwnDecline
from goodword.recovery.complaint_events import DeclineAnswered, DeclineAsked, DeclineTold
from goodword.recovery.models import Complaint, ComplaintDecline, OutsideRoute
from goodword.recovery.queries.complaints import is_answered, is_told_no, latest_decline, outside_route

MOST_WORDS = 1000


@transaction.atomic
def ask_to_decline(number: int, tried: str, question: Question, *, by: Actor) -> ComplaintDecline:
    """Ask a colleague whether the complaint is to be declined, and say what was `tried` before: they owe an answer.

    Raises NotFound, NoComplaint, Invalid, PastDue, ActionRefused while somebody is asked.
    """
    said = tried.strip()
    if not said:
        raise Invalid(tried=_("Write what else was tried or offered: at least one way."))
    if len(said) > MOST_WORDS:
        raise Invalid(tried=_("That is long. Put the details into a note."))
    complaint = locked_complaint(number)
    asked = latest_decline(complaint)
    if asked is not None and asked.agreed != Agreed.DISAGREED:
        raise ActionRefused(_("Somebody is asked already, or has agreed."))
    promise = ask_colleague(number, question, by=by)
    decline = ComplaintDecline.objects.create(
        complaint=complaint, tried=said, asked_by_id=by.agent_id, asked_at=now(), promise=promise
    )
    tell(DeclineAsked, complaint, by=by, decline_id=decline.pk)
    return decline


@transaction.atomic
def answer_decline(number: int, *, agrees: bool, words: str = "", by: Actor) -> ComplaintDecline:
    """The second pair of eyes says whether we decline; who does not agree says what else there is.

    Raises NotFound, NoComplaint, OwnDecline, Invalid, ActionRefused where nobody asks.
    """
    complaint = locked_complaint(number)
    decline = latest_decline(complaint)
    if decline is None or decline.agreed != Agreed.WAITING:
        raise ActionRefused(_("Nobody asks whether to decline."))
    if by.agent_id is None or by.agent_id == decline.asked_by_id:
        raise OwnDecline
    if not agrees and not words.strip():
        raise Invalid(words=_("Say which other way you see."))
    agreed = Agreed.AGREED if agrees else Agreed.DISAGREED
    said = " ".join(words.split())[:MOST_WORDS]
    decline.change(agreed=agreed, answered_by_id=by.agent_id, answered_at=now(), words=said)
    promise = decline.promise
    if promise is not None and promise.is_owed:
        keep_promise(promise.pk, by=by, proof=said)
    tell(DeclineAnswered, complaint, by=by, decline_id=decline.pk, agreed=agreed.value)
    return decline


@transaction.atomic
def decline_complaint(number: int, *, html: str, by: Actor) -> Message:
    """Tell the customer "no", in a letter that names the way outside; it answers the complaint as a solution does.
    Twice is once, until they want more.

    Raises NotFound, NoComplaint, NotAgreed without a second pair of eyes, NoOutsideRoute, Invalid where the letter does
    not tell of it.
    """
    complaint = locked_complaint(number)
    decline = _agreed(complaint)
    if decline.told_in is not None and is_answered(complaint) and is_told_no(complaint, decline):
        return decline.told_in  # sent twice
    route = outside_route()
    if not route.is_known:
        raise NoOutsideRoute
    if not tells_of(route, html):
        raise Invalid(
            letter=_("The letter has to say where they can complain further: %(name)s.") % {"name": route.name}
        )
    message = send_reply(number, by=by, html=html, says=Says.SOLVES, leaves_draft=True)
    decline.change(told_in=message)
    tell(DeclineTold, complaint, by=by, decline_id=decline.pk, message_id=message.pk)
    return message


def tells_of(route: OutsideRoute, html: str) -> bool:
    """Whether the letter names the route, and how to reach it: every word of its address, or its link."""
    words = _plain(html_to_text(html) + " " + html)
    reached = [one for one in (route.address, route.link) if one and _plain(one) in words]
    return _plain(route.name) in words and bool(reached)


def _plain(words: str) -> str:
    return re.sub(r"[\s,.;]+", " ", words).strip().casefold()


def _agreed(complaint: Complaint) -> ComplaintDecline:
    decline = latest_decline(complaint)
    if decline is None or decline.agreed != Agreed.AGREED:
        raise NotAgreed
    return decline
