"""The terms by which complaints and what was given for them are searched."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from goodword.accounts.models import Agent, Organization
from goodword.conversations.choices import ComplaintMark
from goodword.conversations.search.conditions import Words, shown, word_of
from goodword.core.errors import Invalid
from goodword.core.money import parse_money
from goodword.core.query import Fault, Filter, QueryError, Suggestion, Term
from goodword.core.query.terms import nearest
from goodword.core.search.terms import Meaning
from goodword.core.search.words import fold
from goodword.playbook.queries import all_reasons
from goodword.recovery.choices import RemedyKind, RemedyState
from goodword.recovery.complaint_choices import IsIt, Severity, Stage
from goodword.recovery.models import Complaint, NoticedComplaint, Remedy
from goodword.recovery.payout_choices import PayoutState

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
    "noticed": (_("a letter reads like a complaint, and nobody has said yet"), ("notada",)),
}
REMEDIES: Words = {
    "given": (_("something was given to put it right"), ("dada", "dado")),
    "asked": (_("somebody asked for more and waits for an answer"), ("pedida", "pedido")),
    "mine": (_("your answer is asked for"), ("mia",)),
    "promised": (_("something given is not yet paid or sent"), ("prometida", "prometido")),
    "paid": (_("something given is paid, sent or said"), ("settled", "done", "pagada", "pagado")),
    "failed": (_("a payment failed, or nobody knows"), ("fallida", "fallido")),
    "declined": (_("what was asked for was declined"), ("rechazada", "rechazado")),
    "released": (_("something was not given after all"), ("liberada", "liberado")),
    "none": (_("nothing was given"), ("ninguna", "nada")),
    **{kind.value: (kind.label, ()) for kind in RemedyKind},
}
_COMPARED = {":": "", "<": "__lt", "<=": "__lte", ">": "__gt", ">=": "__gte"}


def _standing(leaf: Filter, reader: Agent) -> Q:
    asked = word_of(leaf, STANDINGS)
    rows = Complaint.objects.standing().filter(conversation=OuterRef("pk"))
    if asked == "none":
        return ~Q(Exists(rows))
    if asked == "noticed":
        waiting = NoticedComplaint.objects.filter(conversation=OuterRef("pk"), answer=IsIt.WAITING)
        return Q(Exists(waiting), complaint_mark=ComplaintMark.NOTICED)
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


def _remedy(leaf: Filter, reader: Agent) -> Q:
    """How something given or asked for stands, of which kind it is, or how much it cost, each by itself."""
    rows = Remedy.objects.filter(conversation=OuterRef("pk"))
    given = rows.given()
    if leaf.operator != ":" or leaf.value.strip()[:1].isdecimal():
        return Q(Exists(given.filter(_costs(leaf))))
    asked = word_of(leaf, REMEDIES)
    if asked == "none":
        return ~Q(Exists(given))
    if asked in RemedyKind.values:
        return Q(Exists(given.filter(kind=asked)))
    failed = [PayoutState.FAILED, PayoutState.UNKNOWN]
    found = {
        "given": given,
        "asked": rows.filter(state=RemedyState.ASKED),
        "mine": rows.filter(state=RemedyState.ASKED, request__approver=reader.pk),
        "promised": rows.filter(state=RemedyState.RESERVED),
        "paid": rows.filter(state=RemedyState.SETTLED),
        "failed": given.filter(payout__state__in=failed),
        "declined": rows.filter(state=RemedyState.DECLINED),
        "released": rows.filter(state=RemedyState.RELEASED),
    }
    return Q(Exists(found[asked]))


def _costs(leaf: Filter) -> Q:
    """So much in the currency of the house; what costs nothing is left out."""
    currency = Organization.objects.values_list("currency", flat=True).first() or "USD"
    if leaf.operator == "..":
        least, most = (_minor(leaf, one, currency) if one else None for one in (leaf.value, leaf.upto))
        bounds = {"amount_minor__gte": least, "amount_minor__lte": most}
    else:
        bounds = {f"amount_minor{_COMPARED[leaf.operator]}": _minor(leaf, leaf.value, currency)}
    named = {name: minor for name, minor in bounds.items() if minor is not None}
    return Q(currency=currency, amount_minor__gt=0) & Q(**named)


def _minor(leaf: Filter, value: str, currency: str) -> int:
    try:
        return parse_money(value, currency, "en").minor
    except Invalid as error:
        raise QueryError(Fault.UNKNOWN_VALUE, leaf.start, leaf.end, word=value) from error


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
    Term(
        name="remedy",
        aliases=["remedio"],
        label=_("what was given to put it right"),
        values=shown(REMEDIES),
        compares=True,
        meaning=Meaning(rows=_remedy),
    ),
)
