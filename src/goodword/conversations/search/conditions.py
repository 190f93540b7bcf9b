"""Terms about conversations: what they stand for, as conditions."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.accounts.models import Agent, Team
from goodword.conversations.choices import Channel, Direction, MadeBy, Priority, State, Turn
from goodword.conversations.models import Mailbox, Message
from goodword.conversations.organizing import Tag, Tagging
from goodword.conversations.together import ReadMark
from goodword.core.query import Fault, Filter, QueryError, Suggestion
from goodword.core.query.terms import nearest
from goodword.core.search.words import fold
from goodword.people.models import Customer, Tier

Words = Mapping[str, tuple[str | Promise, Sequence[str]]]  # value: label, and how else it may be written

STANDINGS: Words = {
    "open": (_("open"), ("abierto", "abierta")),
    "closed": (_("closed"), ("cerrado", "cerrada")),
    "snoozed": (_("snoozed"), ("pospuesto", "pospuesta")),
    "unread": (_("with news that you have not read"), ("sinleer", "noleido")),
    "mine": (_("yours"), ("mio", "mia")),
    "unassigned": (_("nobody’s yet"), ("sinasignar",)),
    "waiting": (_("waiting for an answer"), ("esperando",)),
    "answered": (_("answered"), ("respondido", "respondida")),
    "unanswered": (_("where the last word is theirs"), ("sinresponder",)),
    "urgent": (_("with urgent wording"), ("urgente",)),
    "undelivered": (_("with a reply that was not delivered"), ("noentregado",)),
    "spam": (_("in Spam"), ()),
}
PLACES: Words = {
    "notes": (_("in notes"), ("note", "nota", "notas")),
    "messages": (_("in messages"), ("message", "mensajes")),
}
THINGS: Words = {"file": (_("a file"), ("files", "attachment", "archivo", "archivos"))}
PRIORITIES: Words = {
    "low": (Priority.LOW.label, ("baja",)),
    "normal": (Priority.NORMAL.label, ()),
    "high": (Priority.HIGH.label, ("alta",)),
    "urgent": (Priority.URGENT.label, ("urgente",)),
}


def shown(words: Words) -> list[Suggestion]:
    """The values as they are proposed."""
    return [Suggestion(value, label) for value, (label, _others) in words.items()]


def word_of(leaf: Filter, words: Words, value: str = "") -> str:
    """The value that is meant. Raises QueryError when it is none of these."""
    asked = fold(value or leaf.value)
    for word, (_label, others) in words.items():
        if asked == word or asked in others:
            return word
    raise _unknown(leaf, value or leaf.value, words)


def standing(leaf: Filter, reader: Agent) -> Q:
    """Open, closed, mine, …"""
    return _STANDS[word_of(leaf, STANDINGS)](reader)


def assignee(leaf: Filter, reader: Agent) -> Q:
    """Whoever has it: me, none, or somebody by the beginning of a name."""
    asked = fold(leaf.value.strip())
    if asked in {"me", "yo"}:
        return Q(assignee=reader.pk)
    if asked in {"none", "nobody", "nadie"}:
        return Q(assignee__isnull=True)
    agents = [
        agent.pk for agent in Agent.objects.only("pk", "name", "email") if _is_called(asked, agent.name, agent.email)
    ]
    if not agents:
        raise _unknown(leaf, leaf.value, [fold(name) for name in Agent.objects.values_list("name", flat=True)])
    return Q(assignee__in=agents)


def team(leaf: Filter, reader: Agent) -> Q:
    """The team whose it is, or none."""
    asked = fold(leaf.value.strip())
    if asked in {"none", "ninguno"}:
        return Q(team__isnull=True)
    teams = teams_of(reader)
    found = [one.pk for one in teams if _is_called(asked, one.name)]
    if not found:
        raise _unknown(leaf, leaf.value, [fold(one.name) for one in teams])
    return Q(team__in=found)


def tag(leaf: Filter, reader: Agent) -> Q:  # noqa: ARG001 (every condition takes the reader)
    """One of its tags, or none at all."""
    asked = fold(leaf.value.strip())
    if asked in {"none", "ninguna"}:
        return ~Q(Exists(Tagging.objects.filter(conversation=OuterRef("pk"))))
    found = [row.pk for row in Tag.objects.all() if fold(row.name) == asked]
    if not found:
        raise _unknown(leaf, leaf.value, [fold(name) for name in Tag.objects.values_list("name", flat=True)])
    return Q(pk__in=Tagging.objects.filter(tag__in=found).values("conversation"))


def tier(leaf: Filter, reader: Agent) -> Q:  # noqa: ARG001 (the house shares its tiers)
    """The customer's tier, else that of their company; or none at all."""
    asked = fold(leaf.value.strip())
    if asked in {"none", "ninguno"}:
        has_none = Q(company__isnull=True) | Q(company__tier__isnull=True)
        return Q(customer__in=Customer.objects.filter(has_none, tier__isnull=True))
    known = {row.key: row.pk for row in Tier.objects.all()}
    if asked not in known:
        raise _unknown(leaf, leaf.value, list(known))
    own = Q(tier=known[asked]) | Q(tier__isnull=True, company__tier=known[asked])
    return Q(customer__in=Customer.objects.filter(own))


def priority(leaf: Filter, reader: Agent) -> Q:  # noqa: ARG001 (every condition takes the reader)
    """How soon somebody wants to look at it."""
    if leaf.operator == "..":
        lowest = _priority(leaf, leaf.value or "low")
        return Q(priority__gte=lowest, priority__lte=_priority(leaf, leaf.upto or "urgent"))
    lookup = {":": "", "<": "__lt", "<=": "__lte", ">": "__gt", ">=": "__gte"}[leaf.operator]
    return Q(**{f"priority{lookup}": _priority(leaf, leaf.value)})


def mailbox(leaf: Filter, reader: Agent) -> Q:
    """The mailbox it came to, by its address, its name, or the beginning of either."""
    asked = fold(leaf.value.strip())
    rows = seen_mailboxes(reader, Mailbox.objects.all())
    found = [row.pk for row in rows if _is_called(asked, row.name, row.address)]
    if not found:
        raise _unknown(leaf, leaf.value, [row.address for row in rows])
    return Q(mailbox__in=found)


def channel(leaf: Filter, reader: Agent) -> Q:  # noqa: ARG001 (every condition takes the reader)
    """How the customer came to us."""
    asked = fold(leaf.value.strip())
    if asked not in Channel.values:
        raise _unknown(leaf, leaf.value, Channel.values)
    return Q(channel=asked)


def language(leaf: Filter, reader: Agent) -> Q:  # noqa: ARG001 (every condition takes the reader)
    """What the customer speaks."""
    asked = fold(leaf.value.strip())
    return Q(customer__language=_LANGUAGES.get(asked, asked[:8]))


def teams_of(reader: Agent) -> list[Team]:
    """The teams that the reader may know of: whoever reads only their own sees no other's name."""
    everything = Team.objects.order_by("name")
    return list(everything) if reader.administers or reader.role == "lead" else list(reader.teams.all())


def seen_mailboxes(reader: Agent, rows: QuerySet[Mailbox]) -> list[Mailbox]:
    """The mailboxes that the reader may know of: those of the teams they know, and those of none."""
    known = {one.pk for one in teams_of(reader)}
    return [row for row in rows if row.team_id is None or row.team_id in known]


def _unread(reader: Agent) -> Q:
    """As `queries.reading.is_unseen` says of one conversation."""
    marks = ReadMark.objects.filter(agent=reader.pk, conversation=OuterRef("pk"))
    looked = Coalesce(Subquery(marks.values("seen_at")[:1]), Value(reader.created_at))
    return Q(Exists(marks.filter(asked_again=True))) | Q(news_at__gt=looked)


def last_word_is_theirs() -> Q:
    """The last letter that somebody wrote, and no program, is the customer's, whoever's turn it is."""
    letters = Message.objects.filter(conversation=OuterRef("pk"), is_automatic=False)
    letters = letters.exclude(made_by=MadeBy.DESK).order_by("-at", "-id")
    return Q(Exact(Subquery(letters.values("direction")[:1]), Value(Direction.IN.value)))


_STANDS: dict[str, Callable[[Agent], Q]] = {
    "open": lambda _reader: Q(state=State.OPEN),
    "closed": lambda _reader: Q(state=State.CLOSED),
    "snoozed": lambda _reader: Q(state=State.SNOOZED),
    "unread": _unread,
    "mine": lambda reader: Q(assignee=reader.pk),
    "unassigned": lambda _reader: Q(assignee__isnull=True),
    "waiting": lambda _reader: Q(state=State.OPEN, turn=Turn.OURS),
    "answered": lambda _reader: Q(turn=Turn.THEIRS),
    "unanswered": lambda _reader: last_word_is_theirs(),
    "urgent": lambda _reader: Q(urgent_since__isnull=False),
    "undelivered": lambda _reader: Q(is_undelivered=True),
    "spam": lambda _reader: Q(is_spam=True),
}
_LANGUAGES = {"english": "en", "ingles": "en", "spanish": "es", "espanol": "es"}


def _priority(leaf: Filter, value: str) -> int:
    return Priority[word_of(leaf, PRIORITIES, value).upper()]


def _is_called(asked: str, *names: str) -> bool:
    """Whether one of the names begins so, or one of its words does."""
    return bool(asked) and any(
        folded.startswith(asked) or f" {asked}" in folded for folded in (fold(name) for name in names)
    )


def _unknown(leaf: Filter, value: str, known: Mapping[str, object] | Sequence[str]) -> QueryError:
    perhaps = nearest(fold(value), known)
    return QueryError(Fault.UNKNOWN_VALUE, leaf.start, leaf.end, word=value, perhaps=perhaps)
