"""What was given or asked for before, as a line: in the panel, and beside the person."""

from dataclasses import dataclass
from datetime import datetime

from goodword.core.money import money_words
from goodword.recovery.types import Remedy


@dataclass(frozen=True, slots=True)
class Before:
    """In plain values; `words` are why it was declined or lowered."""

    id: int
    conversation_id: int
    what: str
    amount: str
    state: str
    who: str
    at: datetime
    words: str = ""


def before_of(remedy: Remedy, *, is_brief: bool = False) -> Before:
    """`is_brief`: nobody asks who gave it, or what was said."""
    request = None if is_brief else getattr(remedy, "request", None)
    giver = None if is_brief else remedy.given_by or remedy.asked_by
    return Before(
        id=remedy.pk,
        conversation_id=remedy.conversation_id,
        what=remedy.product.name if remedy.product else str(remedy.get_kind_display()),
        amount=money_words(remedy.amount) if remedy.amount_minor else "",
        state=str(remedy.get_state_display()),
        who=giver.name if giver else "",
        at=remedy.given_at or remedy.created_at,
        words=request.words if request else "",
    )
