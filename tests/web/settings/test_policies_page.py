"""Settings → Promises: the policies in order, the form of one, and what it would do before it is kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from goodword.calendars.queries import default_calendar_id
from goodword.conversations.actions.tags import create_tag, delete_tag
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.jobs.worker import run_due_jobs
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.choices import Target
from goodword.promises.models import PolicyTarget, ServicePolicy
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock
from tests.query_counts import QueryCount

HOUR = timedelta(hours=1)


def typed(**changes: str) -> dict[str, str]:
    """The form as a browser sends it: a first reply within 4 hours on the wall's clock."""
    fields = {"name": "Everybody", "condition": "", "is_active": "on", "first-reply": "4"}
    for target in ("first-reply", "next-reply", "resolution", "complaint", "callback", "inside"):
        fields |= {f"{target}-unit": "hours", f"{target}-calendar": "", f"{target}-warn": "75"}
        fields |= {f"{target}-warn-unit": "percent"}
    return {**fields, **{name.replace("_", "-") if "_" in name and not name.startswith("is_") else name: value
                         for name, value in changes.items()}}  # fmt: skip


def policy_for(cast: Cast, name: str, condition: str = "", hours: int = 4) -> ServicePolicy:
    targets = {Target.FIRST_REPLY: Term(allowed=hours * HOUR)}
    return create_policy(Terms(name=name, condition=condition, targets=targets), by=Actor.agent(cast.olive.pk))


def looked(client: Client, **changes: str) -> str:
    return " ".join(client.post("/settings/promises/preview", typed(**changes)).content.decode().split())


def names() -> list[str]:
    return list(ServicePolicy.objects.order_by("position").values_list("name", flat=True))


def test_a_preset_becomes_a_policy_to_change(adam: Client) -> None:
    page = adam.get("/settings/promises").content.decode()
    assert "Nothing is promised by policy yet" in page

    answer = adam.post("/settings/promises/preset", {"preset": "four-hours"})
    policy = ServicePolicy.objects.get()
    assert answer.headers["Location"] == f"/settings/promises/{policy.pk}"
    allowed = dict(policy.targets.values_list("target", "allowed"))
    assert (allowed["first-reply"], allowed["resolution"]) == (4 * HOUR, 24 * HOUR)  # three days of eight hours
    assert set(policy.targets.values_list("calendar", flat=True)) == {default_calendar_id()}


def test_every_preset_is_a_policy_that_can_be_kept_as_it_is(adam: Client) -> None:
    for key in ("working-day", "four-hours", "urgent", "calls"):
        adam.post("/settings/promises/preset", {"preset": key})
    assert adam.post("/settings/promises/preset", {"preset": "nonsense"}).status_code == 404
    for policy in ServicePolicy.objects.all():
        before = list(policy.targets.order_by("target").values_list("target", "allowed", "calendar", "warn_share"))
        form = adam.get(f"/settings/promises/{policy.pk}").context["form"]
        fields = {name: form[name].value() for name in form.fields}
        sent = {name: "on" if value is True else value for name, value in fields.items() if value not in {None, False}}
        assert adam.post(f"/settings/promises/{policy.pk}", sent).status_code == 302
        after = list(policy.targets.order_by("target").values_list("target", "allowed", "calendar", "warn_share"))
        assert after == before


@pytest.mark.parametrize(
    ("said", "unit", "allowed"),
    [("4", "hours", 4 * HOUR), ("4h", "days", 4 * HOUR), ("90 min", "hours", 1.5 * HOUR), ("1.5", "hours", 1.5 * HOUR),
     ("1 h 30 min", "hours", 1.5 * HOUR), ("2d", "hours", 48 * HOUR), ("2", "days", 48 * HOUR),
     ("2 días", "hours", 48 * HOUR), ("1 week", "hours", 7 * 24 * HOUR)],
)  # fmt: skip
def test_times_as_people_type_them(adam: Client, said: str, unit: str, allowed: timedelta) -> None:
    adam.post("/settings/promises/new", {**typed(), "first-reply": said, "first-reply-unit": unit})
    assert PolicyTarget.objects.get().allowed == allowed


def test_a_day_is_as_long_as_the_calendar_is_open(adam: Client) -> None:
    calendar = str(default_calendar_id())
    adam.post("/settings/promises/new", {**typed(), "first-reply": "2d", "first-reply-calendar": calendar})
    assert PolicyTarget.objects.get().allowed == 16 * HOUR
    assert "2 working days" in adam.get("/settings/promises").content.decode()


def test_a_fixed_lead_to_warn_at(adam: Client) -> None:
    adam.post("/settings/promises/new", {**typed(), "first-reply-warn": "30", "first-reply-warn-unit": "minutes"})
    assert PolicyTarget.objects.get().warn_lead == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": ""}, "name"), ({"first-reply": "soon"}, "first-reply"), ({"first-reply": "0"}, "first-reply"),
     ({"first-reply": "4 fortnights"}, "first-reply"), ({"first-reply": ""}, "__all__"),
     ({"first-reply-warn": "100"}, "first-reply"), ({"first-reply-warn": "much"}, "first-reply"),
     ({"first-reply-warn": "9", "first-reply-warn-unit": "hours"}, "first-reply"),
     ({"condition": "tag:nowhere"}, "condition"), ({"condition": "(a"}, "condition"),
     ({"first-reply-calendar": "98765"}, "first-reply-calendar")],
)  # fmt: skip
def test_what_does_not_fit_is_named_and_nothing_typed_is_lost(
    adam: Client, changes: dict[str, str], field: str
) -> None:
    sent = {**typed(), "resolution-warn": "61", **changes}
    answer = adam.post("/settings/promises/new", sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    page = answer.content.decode()
    assert 'value="61"' in page
    assert not ServicePolicy.objects.exists()


def test_a_policy_is_changed(adam: Client, cast: Cast) -> None:
    policy = policy_for(cast, "Mail", "channel:email")
    page = adam.get(f"/settings/promises/{policy.pk}").content.decode()
    assert 'value="channel:email"' in page

    sent = {**typed(name="Post"), "condition": "channel:phone", "callback": "1h", "inside": "20 min", "is_shown": "on"}
    assert adam.post(f"/settings/promises/{policy.pk}", sent).headers["Location"] == "/settings/promises"
    policy.refresh_from_db()
    assert (policy.name, policy.condition, policy.is_shown) == ("Post", "channel:phone", True)
    assert set(policy.targets.values_list("target", flat=True)) == {"first-reply", "callback", "inside"}


def test_policies_are_ordered_switched_off_and_removed(adam: Client, cast: Cast) -> None:
    first, second = policy_for(cast, "First"), policy_for(cast, "Second")
    adam.post(f"/settings/promises/{second.pk}/move", {"to": "up"})
    assert names() == ["Second", "First"]
    adam.post(f"/settings/promises/{second.pk}/move", {"to": "up"})
    assert names() == ["Second", "First"]
    adam.post(f"/settings/promises/{second.pk}/move", {"to": "down"})
    assert names() == ["First", "Second"]

    adam.post(f"/settings/promises/{first.pk}/switch")
    first.refresh_from_db()
    assert not first.is_active
    adam.post(f"/settings/promises/{first.pk}/switch", {"on": "1"})
    first.refresh_from_db()
    assert first.is_active

    adam.post(f"/settings/promises/{first.pk}/removal")
    assert names() == ["Second"]


def test_a_condition_that_means_nothing_any_more_is_shown_as_such(adam: Client, cast: Cast) -> None:
    by = Actor.agent(cast.olive.pk)
    tag = create_tag(by=by, name="Gold line")
    policy = policy_for(cast, "Gold", 'tag:"gold line"')
    delete_tag(tag.pk, by=by)

    assert "this policy is for nobody" in adam.get("/settings/promises").content.decode()
    page = adam.get(f"/settings/promises/{policy.pk}").content.decode()
    assert "Nothing here is called “gold line”" in page


def test_it_is_seen_that_what_runs_is_reckoned_anew(adam: Client, cast: Cast) -> None:
    policy_for(cast, "Everybody")
    conversation_with_odile(cast)
    assert "1 conversation to go" in adam.get("/settings/promises").content.decode().replace("one con", "1 con")

    run_due_jobs(["default"])
    assert "to go" not in adam.get("/settings/promises/following").content.decode()


def test_the_preview_counts_what_matches_and_what_would_be_due(adam: Client, cast: Cast, clock: Clock) -> None:
    conversation_with_odile(cast)
    clock.forward(hours=4, minutes=30)
    conversation_with_odile(cast)
    clock.forward(hours=3, minutes=30)
    conversation_with_odile(cast)

    said = looked(adam)
    assert "3 open conversations match." in said
    assert "1 would be due within the hour," in said
    assert "1 is past due already." in said
    assert said.count("Odile Hartwell") == 3
    assert not ServicePolicy.objects.exists()


def test_the_preview_says_which_policy_comes_first(adam: Client, cast: Cast) -> None:
    conversation_with_odile(cast)
    conversation_with_odile(cast, channel="phone")
    calls = policy_for(cast, "Calls", "channel:phone")
    own = policy_for(cast, "All")

    assert "One of them falls under “Calls”, which comes first." in looked(adam, policy=str(own.pk))
    assert "comes first" not in looked(adam, policy=str(calls.pk))


def test_the_preview_of_what_runs_counts_from_when_it_began(adam: Client, cast: Cast, clock: Clock) -> None:
    own = policy_for(cast, "All", hours=9)
    conversation_with_odile(cast)
    clock.forward(hours=3, minutes=30)
    assert "1 would be due within the hour," in looked(adam, policy=str(own.pk))


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"condition": "tag:nowhere"}, "Nothing here is called “nowhere”"),
     ({"first-reply": "soon"}, "First reply: “soon” is no time."),
     ({"first-reply": ""}, "Say how long something may take"), ({"name": ""}, "One open conversation matches.")],
)  # fmt: skip
def test_the_preview_of_half_a_form(adam: Client, cast: Cast, changes: dict[str, str], words: str) -> None:
    conversation_with_odile(cast)
    answer = adam.post("/settings/promises/preview", {**typed(), **changes})
    assert answer.status_code == 200
    assert words in " ".join(answer.content.decode().split())


def test_without_scripts_the_page_shows_the_preview(adam: Client, cast: Cast) -> None:
    conversation_with_odile(cast)
    page = adam.post("/settings/promises/new", {**typed(), "look": "1"}).content.decode()
    assert "One open conversation matches." in page
    assert not ServicePolicy.objects.exists()


def test_the_preview_asks_no_more_for_more(
    adam: Client, cast: Cast, assert_query_count: QueryCount, clock: Clock
) -> None:
    policy_for(cast, "Calls", "channel:phone")
    several: list[Conversation] = [conversation_with_odile(cast) for _number in range(6)]
    looked(adam)
    with assert_query_count("settings policy preview"):
        assert f"{len(several)} open conversations match." in looked(adam)


def test_more_policies_ask_no_more(adam: Client, cast: Cast, assert_query_count: QueryCount) -> None:
    for number in range(5):
        policy_for(cast, f"Policy {number}", "channel:phone")
    run_due_jobs(["default"])
    adam.get("/settings/promises")
    with assert_query_count("settings policies"):
        adam.get("/settings/promises")


def test_what_is_counted_is_bounded(adam: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodword.promises.queries.policies.MOST_COUNTED", 2)
    monkeypatch.setattr("goodword.promises.queries.policies.MOST_RECKONED", 1)
    for _number in range(3):
        conversation_with_odile(cast)
    said = looked(adam)
    assert "More than 2 open conversations match." in said
    assert "Worked out for the 1 newest." in said


def test_leads_and_agents_do_not_promise_by_policy(mara: Client, cast: Cast) -> None:
    policy = policy_for(cast, "All")
    asked: list[Any] = [mara.get("/settings/promises"), mara.get(f"/settings/promises/{policy.pk}")]
    asked += [mara.post("/settings/promises/preview", typed()), mara.post("/settings/promises/new", typed())]
    assert {answer.status_code for answer in asked} == {403}
