"""The terms by which conversations and what is written in them are searched."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext_lazy as _

from goodword.accounts.models import Agent
from goodword.conversations.choices import Channel, Priority
from goodword.conversations.models import Mailbox
from goodword.conversations.organizing import Tag
from goodword.conversations.search import conditions as where
from goodword.conversations.search import times
from goodword.core.query import Filter, Suggestion, Term
from goodword.core.search.documents import Mark
from goodword.core.search.matching import NOTES, WITH_FILES, Match, Without, match_text
from goodword.core.search.terms import Meaning
from goodword.core.search.words import fold
from goodword.people.models import Tier

_MOST = 12


def _in_field(mark: Mark) -> Callable[[Filter], Match | None]:
    return lambda leaf: match_text(leaf.value, mark)


def _inside(leaf: Filter) -> Match | None:
    return NOTES if where.word_of(leaf, where.PLACES) == "notes" else Without(NOTES)


def _has(leaf: Filter) -> Match | None:
    where.word_of(leaf, where.THINGS)
    return WITH_FILES


def _people(reader: Agent, beginning: str) -> Sequence[Suggestion]:  # noqa: ARG001 (colleagues are no secret)
    agents = Agent.objects.filter(is_active=True, name__icontains=beginning).order_by("name")[:_MOST]
    fixed = [Suggestion("me", _("you")), Suggestion("none", _("nobody"))]
    return [*(one for one in fixed if one.value.startswith(beginning)), *(Suggestion(one.name) for one in agents)]


def _teams(reader: Agent, beginning: str) -> Sequence[Suggestion]:
    names = [team.name for team in where.teams_of(reader) if beginning in team.name.lower()]
    return [
        *([Suggestion("none", _("no team"))] if "none".startswith(beginning) else []),
        *map(Suggestion, names[:_MOST]),
    ]


def _tags(reader: Agent, beginning: str) -> Sequence[Suggestion]:  # noqa: ARG001 (the house shares its tags)
    return [Suggestion(tag.name) for tag in Tag.objects.filter(key__contains=fold(beginning))[:_MOST]]


def _mailboxes(reader: Agent, beginning: str) -> Sequence[Suggestion]:
    rows = Mailbox.objects.filter(address__icontains=beginning)
    return [Suggestion(row.address, row.name) for row in where.seen_mailboxes(reader, rows)[:_MOST]]


def _tiers(reader: Agent, beginning: str) -> Sequence[Suggestion]:  # noqa: ARG001 (the house shares its tiers)
    none = [Suggestion("none", _("no tier"))] if "none".startswith(beginning) else []
    return [*none, *(Suggestion(tier.name) for tier in Tier.objects.filter(key__startswith=beginning)[:_MOST])]


_LANGUAGES = (Suggestion("en", _("English")), Suggestion("es", _("Spanish")))

CONVERSATION_TERMS = (
    Term(
        name="is",
        aliases=["es", "state"],
        label=_("how it stands"),
        values=where.shown(where.STANDINGS),
        meaning=Meaning(rows=where.standing),
    ),
    Term(
        name="assignee",
        aliases=["responsable", "assigned"],
        label=_("who has it"),
        suggest=_people,
        meaning=Meaning(rows=where.assignee, narrows=True),
    ),
    Term(name="team", aliases=["equipo"], label=_("whose it is"), suggest=_teams, meaning=Meaning(rows=where.team)),
    Term(
        name="tag",
        aliases=["etiqueta"],
        label=_("what it is tagged"),
        suggest=_tags,
        meaning=Meaning(rows=where.tag, narrows=True),
    ),
    Term(
        name="tier",
        aliases=["nivel"],
        label=_("the customer’s tier, or their company’s"),
        suggest=_tiers,
        meaning=Meaning(rows=where.tier),
    ),
    Term(
        name="priority",
        aliases=["prioridad"],
        label=_("how soon to look at it"),
        values=[Suggestion(one.name.lower(), one.label) for one in reversed(Priority)],
        compares=True,
        meaning=Meaning(rows=where.priority),
    ),
    Term(name="from", aliases=["de"], label=_("who wrote"), meaning=Meaning(text=_in_field(Mark.FROM))),
    Term(name="to", aliases=["para"], label=_("to whom"), meaning=Meaning(text=_in_field(Mark.TO))),
    Term(
        name="subject",
        aliases=["asunto"],
        label=_("words of the subject"),
        meaning=Meaning(text=_in_field(Mark.SUBJECT)),
    ),
    Term(
        name="file",
        aliases=["archivo", "filename"],
        label=_("name of a file"),
        meaning=Meaning(text=_in_field(Mark.FILE)),
    ),
    Term(
        name="has",
        aliases=["tiene"],
        label=_("what came along"),
        values=where.shown(where.THINGS),
        meaning=Meaning(text=_has),
    ),
    Term(
        name="in",
        aliases=["en"],
        label=_("where it is written"),
        values=where.shown(where.PLACES),
        meaning=Meaning(text=_inside),
    ),
    Term(name="before", aliases=["antes"], label=_("written before a day"), meaning=Meaning(of_time=times.before)),
    Term(name="after", aliases=["desde"], label=_("written on a day or later"), meaning=Meaning(of_time=times.after)),
    Term(
        name="date",
        aliases=["fecha"],
        label=_("written on a day, or between two"),
        compares=True,
        meaning=Meaning(of_time=times.on),
    ),
    Term(name="older", aliases=["antiguo"], label=_("older than so long"), meaning=Meaning(of_time=times.older)),
    Term(name="newer", aliases=["reciente"], label=_("not older than so long"), meaning=Meaning(of_time=times.newer)),
    Term(
        name="mailbox",
        aliases=["buzon"],
        label=_("where it came in"),
        suggest=_mailboxes,
        meaning=Meaning(rows=where.mailbox),
    ),
    Term(
        name="channel",
        aliases=["canal"],
        label=_("how it came"),
        values=[Suggestion(value, label) for value, label in Channel.choices],
        meaning=Meaning(rows=where.channel),
    ),
    Term(
        name="language",
        aliases=["idioma"],
        label=_("the customer’s language"),
        values=_LANGUAGES,
        meaning=Meaning(rows=where.language),
    ),
)
