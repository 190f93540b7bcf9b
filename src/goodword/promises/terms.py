"""The terms by which promises are searched."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from goodword.accounts.models import Agent
from goodword.conversations.search.conditions import Words, shown, word_of
from goodword.core.clock import NEVER, now
from goodword.core.query import Fault, Filter, QueryError, Span, Term, moments_in
from goodword.core.search.terms import Meaning
from goodword.promises.choices import Outcome
from goodword.promises.models import Promise, PromiseQuerySet

STANDINGS: Words = {
    "owed": (_("something is owed"), ("pendiente", "debida")),
    "broken": (_("something was promised and not kept, and is owed still"), ("rota", "incumplida")),
    "mine": (_("you owe something"), ("mia",)),
    "inside": (_("something is owed to a colleague"), ("interna",)),
    "kept": (_("a promise was kept"), ("cumplida",)),
    "renegotiated": (_("a promise was renegotiated"), ("renegociada",)),
    "released": (_("a promise was released"), ("liberada",)),
    "none": (_("nothing is owed"), ("ninguna",)),
}


def _promises() -> PromiseQuerySet:
    return Promise.objects.standing().filter(conversation=OuterRef("pk"))


def _standing(leaf: Filter, reader: Agent) -> Q:
    asked, rows = word_of(leaf, STANDINGS), _promises()
    if asked == "none":
        return ~Q(Exists(rows.owed()))
    found = {
        "owed": rows.owed(),
        "broken": rows.owed().filter(outcome=Outcome.BROKEN),
        "mine": rows.owed().filter(owner=reader.pk),
        "inside": rows.owed().filter(customer__isnull=True),
        "kept": rows.filter(outcome=Outcome.KEPT),
        "renegotiated": rows.filter(outcome=Outcome.RENEGOTIATED),
        "released": rows.filter(outcome=Outcome.RELEASED),
    }
    return Q(Exists(found[asked]))


def _due(leaf: Filter, reader: Agent) -> Q:
    """When somebody is let down next: within so long (`due:<2h`), on a day, before or after it."""
    if leaf.operator == "..":
        begins = Q(next_due_at__gte=_span(leaf, leaf.value, reader).begins) if leaf.value else Q()
        ends = _span(leaf, leaf.upto, reader).ends if leaf.upto else NEVER
        return begins & Q(next_due_at__lt=ends)
    span = _span(leaf, leaf.value, reader)
    condition = {
        ":": Q(next_due_at__gte=span.begins, next_due_at__lt=span.ends),
        "<": Q(next_due_at__lt=span.begins),
        "<=": Q(next_due_at__lte=span.ends),
        ">": Q(next_due_at__gte=span.ends, next_due_at__lt=NEVER),
        ">=": Q(next_due_at__gte=span.begins, next_due_at__lt=NEVER),
    }[leaf.operator]
    return condition if span.begins != span.ends or leaf.operator != ":" else Q(next_due_at__lt=span.begins)


def _span(leaf: Filter, value: str, reader: Agent) -> Span:
    """A day as ever; so long (`2h`) is from now on, since what is due lies ahead."""
    moment = now()
    span = moments_in(value, at=moment, zone=ZoneInfo(reader.time_zone))
    if span is None:
        raise QueryError(Fault.NO_TIME, leaf.start, leaf.end, word=value)
    return Span(_ahead(span.begins, moment), _ahead(span.ends, moment)) if span.begins == span.ends else span


def _ahead(past: datetime, moment: datetime) -> datetime:
    return moment + (moment - past)


PROMISE_TERMS = (
    Term(
        name="promise",
        aliases=["promesa"],
        label=_("what was promised"),
        values=shown(STANDINGS),
        meaning=Meaning(rows=_standing),
    ),
    Term(
        name="due",
        aliases=["vence"],
        label=_("when something is due"),
        compares=True,
        meaning=Meaning(rows=_due),
    ),
)
