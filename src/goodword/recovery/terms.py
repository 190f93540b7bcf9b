"""The terms by which complaints are searched."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from goodword.accounts.models import Agent
from goodword.conversations.search.conditions import Words, shown, word_of
from goodword.core.query import Filter, Term
from goodword.core.search.terms import Meaning
from goodword.recovery.complaint_choices import Severity, Stage
from goodword.recovery.models import Complaint

STANDINGS: Words = {
    "open": (_("a complaint is open"), ("abierta",)),
    "closed": (_("a complaint was closed"), ("cerrada",)),
    "any": (_("somebody complained"), ("alguna",)),
    "none": (_("nobody complained"), ("ninguna",)),
    "mine": (_("you look into a complaint"), ("mia",)),
    "safety": (_("a complaint is about somebody’s safety"), ("seguridad",)),
    "severe": (_("a complaint is severe"), ("grave",)),
    "serious": (_("a complaint is serious"), ("seria",)),
    "low": (_("a complaint is of low severity"), ("leve",)),
}


def _standing(leaf: Filter, reader: Agent) -> Q:
    asked = word_of(leaf, STANDINGS)
    rows = Complaint.objects.standing().filter(conversation=OuterRef("pk"))
    if asked == "none":
        return ~Q(Exists(rows))
    found = {
        "open": rows.exclude(stage=Stage.CLOSED),
        "closed": rows.filter(stage=Stage.CLOSED),
        "any": rows,
        "mine": rows.filter(owner=reader.pk).exclude(stage=Stage.CLOSED),
        "safety": rows.filter(is_safety=True),
        "severe": rows.filter(severity=Severity.SEVERE),
        "serious": rows.filter(severity=Severity.SERIOUS),
        "low": rows.filter(severity=Severity.LOW),
    }
    return Q(Exists(found[asked]))


COMPLAINT_TERMS = (
    Term(
        name="complaint",
        aliases=["queja"],
        label=_("what somebody complained of"),
        values=shown(STANDINGS),
        meaning=Meaning(rows=_standing),
    ),
)
