"""The terms by which complaints are searched."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from goodword.accounts.models import Agent
from goodword.conversations.search.conditions import Words, shown, word_of
from goodword.core.query import Fault, Filter, QueryError, Suggestion, Term
from goodword.core.query.terms import nearest
from goodword.core.search.terms import Meaning
from goodword.core.search.words import fold
from goodword.playbook.queries import all_reasons
from goodword.recovery.complaint_choices import Severity, Stage
from goodword.recovery.models import Complaint, Remedy

_MOST = 12
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


def _for_reason(leaf: Filter, reader: Agent) -> Q:  # noqa: ARG001 (the house shares its reasons)
    """A complaint that stands, or something given, has this reason, by its key or its name; `none`: neither has one."""
    complaints = Complaint.objects.standing().filter(conversation=OuterRef("pk"))
    given = Remedy.objects.given().filter(conversation=OuterRef("pk"))
    asked = fold(leaf.value.strip())
    if asked in {"none", "ninguno", "ninguna"}:
        return ~Q(Exists(complaints.exclude(reason=None))) & ~Q(Exists(given.exclude(reason=None)))
    rows = all_reasons()
    found = [one.pk for one in rows if asked in {one.key, fold(one.label)}]
    if not found:
        perhaps = nearest(asked, [one.key for one in rows])
        raise QueryError(Fault.UNKNOWN_VALUE, leaf.start, leaf.end, word=leaf.value, perhaps=perhaps)
    known = [number for number in found if number is not None]  # one that is built in and unused has no row
    return Q(Exists(complaints.filter(reason__in=known))) | Q(Exists(given.filter(reason__in=known)))


def _reasons(reader: Agent, beginning: str) -> Sequence[Suggestion]:  # noqa: ARG001 (the house shares its reasons)
    none = [Suggestion("none", _("no reason said"))] if "none".startswith(beginning) else []
    named = [one for one in all_reasons() if one.key.startswith(beginning) or fold(beginning) in fold(one.label)]
    return [*none, *(Suggestion(one.key, one.label) for one in named[:_MOST])]


COMPLAINT_TERMS = (
    Term(
        name="complaint",
        aliases=["queja"],
        label=_("what somebody complained of"),
        values=shown(STANDINGS),
        meaning=Meaning(rows=_standing),
    ),
    Term(
        name="reason",
        aliases=["motivo", "razon"],
        label=_("why they contacted us"),
        suggest=_reasons,
        meaning=Meaning(rows=_for_reason),
    ),
)
