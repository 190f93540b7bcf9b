"""The term by which conversations are searched for what people said of us."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from goodword.accounts.models import Agent
from goodword.conversations.search.conditions import Words, shown, word_of
from goodword.core.query import Filter, Term
from goodword.core.search.terms import Meaning
from goodword.listening.choices import BAD, Item
from goodword.listening.models import Asking, Response

STANDINGS: Words = {
    "good": (_("they said how it was, and nobody owes them a follow-up"), ("buena", "bueno")),
    "bad": (_("they were not content, or asked for a follow-up"), ("mala", "malo")),
    "any": (_("they said how it was"), ("alguna",)),
    "waiting": (_("they were asked, and have not answered"), ("esperando",)),
    "none": (_("they were not asked"), ("ninguna",)),
}
_IS_BAD = Q(wants_follow_up=True)
for _item in Item:
    _IS_BAD |= Q(**{f"{_item.value}__lte": BAD})


def _standing(leaf: Filter, reader: Agent) -> Q:  # noqa: ARG001 (the same for everybody who may see the conversation)
    """What is erased was said by nobody."""
    asked = word_of(leaf, STANDINGS)
    asking = Asking.objects.filter(conversation=OuterRef("pk"), held="")
    if asked == "none":
        return ~Q(Exists(asking))
    if asked == "waiting":
        return Q(Exists(asking.filter(response__isnull=True)))
    said = Response.objects.filter(asking__conversation=OuterRef("pk"), erased_at__isnull=True)
    # Not `exclude(bad)`: an item that was left out is NULL, and would keep the row out of both.
    bad = said.filter(_IS_BAD)
    if asked == "good":
        return Q(Exists(said)) & ~Q(Exists(bad))
    return Q(Exists(bad if asked == "bad" else said))


FEEDBACK_TERMS = (
    Term(
        name="feedback",
        aliases=["opinion"],
        label=_("what they said after a complaint"),
        values=shown(STANDINGS),
        meaning=Meaning(rows=_standing),
    ),
)
