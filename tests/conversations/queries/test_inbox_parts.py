"""Lists that are read by parts hold what the plain rule of access says, in the same order: many random rows, every
role, box, state and order, page by page."""

import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest

from goodword.accounts.models import Agent, Team
from goodword.conversations.access import readers_among, visible_conversations, visible_parts
from goodword.conversations.choices import Priority, State, Turn
from goodword.conversations.models import Conversation
from goodword.conversations.queries import inbox
from goodword.conversations.queries.inbox import InboxView, inbox_page, rail_counts
from goodword.conversations.queries.reading import is_unseen
from goodword.conversations.readers import WrittenForReaders
from goodword.conversations.together import ReadMark
from goodword.core.clock import NEVER, now
from tests.cast import Cast, odile

ROLES = ("olive", "adam", "tess", "mara", "caleb", "cole")
ROWS, PAGE = 140, 9
ORDERS = {
    "due": lambda one: (one.next_due_at, one.turn, one.waiting_since, one.pk),
    "waiting": lambda one: (one.turn, one.waiting_since, one.pk),
    "priority": lambda one: (one.turn, -one.priority, one.waiting_since, one.pk),
    "newest": lambda one: (-one.last_message_at.timestamp(), -one.pk),
    "waking": lambda one: (one.snoozed_until, one.pk),
}


@pytest.fixture(autouse=True)
def everything(cast: Cast) -> None:
    """Rows of every kind with few moments, so that many are equal in all but their number. Mara is in both teams,
    and has read some."""
    dice, customer, began = random.Random(4), odile(), now()
    Agent.objects.get(pk=cast.mara.pk).teams.add(cast.nursing)
    teams = [None, cast.pharmacy, cast.nursing, Team.objects.create(name="Elsewhere")]
    owners = [None, cast.mara, cast.caleb, cast.cole, cast.tess]

    def row() -> Conversation:
        moments = [began - timedelta(hours=dice.randrange(6)) for _ in range(4)]
        state = dice.choice(State.values)
        return Conversation(
            subject="Matter", customer=customer, mailbox=cast.mailbox, channel="email",
            team=dice.choice(teams), assignee=dice.choice(owners),
            state=state, turn=dice.choice(Turn.values), priority=dice.choice(Priority.values),
            waiting_since=moments[0], opened_at=moments[0], last_message_at=moments[1], news_at=moments[3],
            next_due_at=dice.choice([NEVER, NEVER, *moments[2:], began + timedelta(hours=2)]),
            is_spam=dice.random() < 0.15, snoozed_until=moments[2] if state == State.SNOOZED else None,
        )  # fmt: skip

    rows = Conversation.objects.bulk_create([row() for _ in range(ROWS)])
    Agent.objects.update(created_at=began - timedelta(days=1))
    ReadMark.objects.bulk_create(
        ReadMark(agent=cast.mara, conversation=one, seen_at=one.news_at, asked_again=dice.random() < 0.2)
        for one in rows[::2]
    )


def reader(cast: Cast, name: str) -> Agent:
    return Agent.objects.prefetch_related("teams").get(pk=getattr(cast, name).pk)


def readable(agent: Agent) -> list[Conversation]:
    """What the agent may read, asked one by one of the rule without a query."""
    members = {team.pk: [one.pk for one in team.members.all()] for team in Team.objects.all()}
    rows = Conversation.objects.with_marks_of(agent)
    return [
        one
        for one in rows
        if readers_among(
            [agent], team_id=one.team_id, assignee_id=one.assignee_id, members=members.get(one.team_id or 0, [])
        )
    ]


def boxes(cast: Cast) -> list[str]:
    return ["all", "mine", "unassigned", *(f"team:{team.pk}" for team in Team.objects.all())]


def stands_in(one: Conversation, agent: Agent, view: InboxView) -> bool:
    if one.is_spam or view.is_spam:
        return one.is_spam and view.is_spam
    in_box = {"all": True, "mine": one.assignee_id == agent.pk, "unassigned": one.assignee_id is None}
    return one.state == view.state and in_box.get(view.box, one.team_id == view.team_id)


def views(cast: Cast) -> Iterator[InboxView]:
    for box, state, sort in product(boxes(cast), State.values, ("due", "waiting", "priority", "newest")):
        yield InboxView.of(box, state, sort)
    yield InboxView.of("spam")


def paged(agent: Agent, view: InboxView) -> list[int]:
    found, key = [], ""
    for _page in range(ROWS):
        page = inbox_page(agent, view, key, PAGE)
        found += [row.conversation.pk for row in page.rows]
        key = page.next_key
        if not key:
            return found
    raise AssertionError(f"{view} has no end")


def order_of(view: InboxView) -> str:
    if view.state == State.SNOOZED and not view.is_spam:
        return "waking"
    return str(view.sort) if view.is_by_turn else "newest"


@pytest.mark.parametrize("name", ROLES)
def test_every_list_is_that_of_the_plain_rule(cast: Cast, name: str) -> None:
    agent = reader(cast, name)
    seen = readable(agent)

    for view in views(cast):
        expected = sorted((one for one in seen if stands_in(one, agent, view)), key=ORDERS[order_of(view)])
        assert paged(agent, view) == [one.pk for one in expected], view


@pytest.mark.parametrize("sort", ["due", "waiting", "priority", "newest"])
@pytest.mark.parametrize("name", ["olive", "mara", "caleb", "cole"])
def test_what_is_unread_is_that_of_the_plain_rule(cast: Cast, name: str, sort: str) -> None:
    agent, view = reader(cast, name), InboxView.of(sort=sort, query="is:unread")
    unread = [one for one in readable(agent) if stands_in(one, agent, view) and is_unseen(one, agent)]

    assert unread
    assert paged(agent, view) == [one.pk for one in sorted(unread, key=ORDERS[sort])]


@pytest.mark.parametrize("name", ROLES)
def test_the_rails_figures_are_those_of_the_lists(cast: Cast, name: str) -> None:
    agent = reader(cast, name)
    counts = rail_counts(agent)

    def waiting(box: str) -> int:
        rows = [one for one in readable(agent) if stands_in(one, agent, InboxView.of(box))]
        return len([one for one in rows if one.turn == Turn.OURS])

    assert (counts.everything, counts.mine, counts.unassigned) == (
        waiting("all"), waiting("mine"), waiting("unassigned"),
    )  # fmt: skip
    assert [one.waiting for one in counts.teams] == [waiting(f"team:{one.team.pk}") for one in counts.teams]
    assert counts.spam == len([one for one in readable(agent) if one.is_spam and one.state == State.OPEN])


@pytest.mark.parametrize("name", ROLES)
def test_parts_add_up_and_stand_apart_when_asked(cast: Cast, name: str) -> None:
    agent = reader(cast, name)
    kept: list[dict[str, int | None]] = [{}, *({"team_id": pk} for pk in (None, cast.pharmacy.pk, cast.nursing.pk))]
    kept += [{"assignee_id": pk} for pk in (None, agent.pk, cast.caleb.pk)]

    for columns in kept:
        plain = sorted(visible_conversations(agent).filter(**columns).values_list("pk", flat=True))
        together = [pk for rows in visible_parts(agent, columns) for pk in rows.values_list("pk", flat=True)]
        apart = [pk for rows in visible_parts(agent, columns, apart=True) for pk in rows.values_list("pk", flat=True)]
        assert sorted(set(together)) == plain
        assert sorted(apart) == plain


def test_a_count_ends_at_its_bound(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "LIMIT", 3)
    monkeypatch.setattr(inbox, "_COUNTS", WrittenForReaders(inbox._counted))  # the bound is written into it

    assert rail_counts(reader(cast, "mara")).everything == rail_counts(reader(cast, "olive")).everything == 4
