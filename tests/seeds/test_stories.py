"""The stories are whole: they read, keep the order of time, and let agents act only where they may."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from goodword.seeds.stories import Step, Story, StoryUnclear, _story, read_agency, read_stories

STORIES = read_stories()
BY_FILE = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.file)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("America/New_York"))


def test_there_is_enough_to_look_at() -> None:
    assert len(STORIES) >= 40
    assert len({story.customer for story in STORIES}) >= 40
    assert sum(story.language == "es" for story in STORIES) >= 5


@BY_FILE
@pytest.mark.parametrize("hour", [0, 9, 23])
def test_it_happened_in_order_within_two_weeks(story: Story, hour: int) -> None:
    planted_at = NOON.replace(hour=hour)
    moments = [step.moment(planted_at) for step in story.steps]

    assert moments == sorted(moments)
    assert planted_at - timedelta(days=14) < moments[0]
    assert moments[-1] < planted_at
    assert story.steps[0].verb == "writes"


@BY_FILE
def test_agents_act_only_where_they_belong(story: Story) -> None:
    agency = read_agency()
    teams = {agent["name"]: set(agent["teams"]) for agent in agency["agents"]}
    team = next(box["team"] for box in agency["mailboxes"] if box["address"] == story.mailbox)
    given: set[str] = set()
    for step in story.steps:
        if step.agent and step.verb not in {"pays", "returns"}:  # finance's, of every team
            assert team in teams[step.agent] or step.agent in given
        if step.verb == "assigns":
            given.add(step.words)
        if step.verb == "moves":
            team = step.words


@BY_FILE
def test_customers_are_invented(story: Story) -> None:
    assert story.address.partition("@")[2] in {"example.org", "example.com", "example.net"}


@pytest.mark.parametrize(
    "step", [{"when": "4d 10:00"}, {"when": "4d 10:00", "writes": "a", "notes": "b"}, {"when": "now", "notes": "b"}]
)
def test_a_slip_of_the_pen_is_told(step: dict[str, str]) -> None:
    told = {"customer": "A", "address": "a@example.org", "mailbox": "m@x.example", "subject": "s", "steps": [step]}

    with pytest.raises(StoryUnclear, match=r"slip\.toml"):
        _story("slip.toml", told)


def test_a_moment_that_is_none_is_told() -> None:
    with pytest.raises(StoryUnclear, match="yesterday"):
        Step(when="yesterday", verb="writes", words="a").moment(NOON)
