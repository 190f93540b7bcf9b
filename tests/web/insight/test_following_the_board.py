"""Who hears that the recovery board's list of open complaints changed, and of what."""

import pytest

from goodword.accounts.models import Agent
from goodword.conversations.actions.assigning import move_conversation
from goodword.conversations.actions.noting import write_note
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import NotFound
from goodword.core.live.changes import changes_since
from goodword.core.live.topics import check, hearers_of
from goodword.core.models import RecordedEvent
from tests.cast import Cast, conversation_with_odile
from tests.recovery.complaining import complaint_of, solved

TOPIC = "complaints"


@pytest.fixture
def matter(cast: Cast) -> Conversation:
    return conversation_with_odile(cast)


def newest() -> int:
    return RecordedEvent.objects.latest("pk").pk


def heard(agents: list[Agent], since: int) -> dict[str, tuple[set[int], set[int]]]:
    """Of each kind of event who may know of what, and who only that something left their sight."""
    changes = changes_since(since) or []
    found = hearers_of(TOPIC, agents, changes)
    told = {change.kind: found[change.event_id] for change in changes if change.event_id in found}
    return {kind: (set(hearers.seeing), set(hearers.losing)) for kind, hearers in told.items()}


@pytest.mark.parametrize("name", ["olive", "adam", "tess"])
def test_who_leads_may_follow(cast: Cast, name: str) -> None:
    check(getattr(cast, name), TOPIC)


@pytest.mark.parametrize("name", ["mara", "caleb", "cole"])
def test_nobody_else_may(cast: Cast, name: str) -> None:
    with pytest.raises(NotFound):
        check(getattr(cast, name), TOPIC)


def test_a_complaint_that_opens_and_is_answered_is_news(cast: Cast, matter: Conversation) -> None:
    before, by = newest(), Actor.agent(cast.mara.pk)
    complaint_of(matter, by)
    solved(matter, by)

    told = heard([cast.olive, cast.tess], before)

    ours = {cast.olive.pk, cast.tess.pk}
    assert told["complaint.marked"] == (ours, set())
    assert {"complaint.answered", "promise.made"} <= told.keys()


def test_a_note_is_none(cast: Cast, matter: Conversation) -> None:
    complaint_of(matter, Actor.agent(cast.mara.pk))
    before = newest()
    write_note(matter.pk, by=Actor.agent(cast.mara.pk), html="<p>Called.</p>")
    assert heard([cast.olive, cast.tess], before) == {}


def test_what_leaves_a_leads_teams_is_news(cast: Cast, matter: Conversation) -> None:
    before = newest()
    move_conversation(matter.pk, by=Actor.agent(cast.olive.pk), team=cast.nursing.pk)
    assert heard([cast.olive, cast.tess], before)["conversation.moved"] == ({cast.olive.pk, cast.tess.pk}, set())
