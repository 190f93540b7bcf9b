"""Two weeks of an agency, told through the real actions: what stands in the tables afterwards."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest

from goodword.accounts.errors import AlreadyFounded
from goodword.accounts.models import Agent, Organization
from goodword.channels.email.choices import Reading, Sending
from goodword.channels.email.models import Connection, OutgoingMail, ReceivedMail
from goodword.conversations.choices import Priority, Says
from goodword.conversations.models import Conversation, Message
from goodword.conversations.organizing import Tagging
from goodword.conversations.queries.reading import is_unseen
from goodword.conversations.saying import says_of
from goodword.core.demo import is_demo, read_demo
from goodword.core.jobs.worker import run_due_jobs
from goodword.core.models import RecordedEvent
from goodword.people.models import PersonNote
from goodword.promises.queries.today import pressing_for
from goodword.promises.types import Promise
from goodword.recovery.models import Complaint, NoticedComplaint, Payout, Remedy, RemedyRequest
from goodword.seeds.planting import DEMO_PASSWORD, plant_demo
from goodword.seeds.stories import read_agency, read_stories
from tests.frozen_time import START, Clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data")]
STORIES = read_stories()
Committed = Callable[..., AbstractContextManager[object]]


def told(verb: str) -> int:
    """How many steps of all the stories have the verb."""
    return sum(step.verb == verb for story in STORIES for step in story.steps)


def test_each_story_is_a_conversation() -> None:
    plant_demo()
    assert Conversation.objects.count() == len(STORIES)
    assert set(Conversation.objects.values_list("subject", flat=True)) == {story.subject for story in STORIES}
    assert Message.objects.filter(direction="in").count() == told("writes")
    assert Message.objects.filter(direction="out").count() == sum(
        told(verb)
        for verb in ("answers", "renegotiates", "declines", "complains")  # a complaint is acknowledged
    )


def test_state_and_turn_are_as_the_last_steps_say() -> None:
    plant_demo()
    for story in STORIES:
        conversation = Conversation.objects.get(subject=story.subject)
        spoken = [step.verb for step in story.steps if step.verb in {"writes", "answers", "closes"}]
        assert conversation.state == ("closed" if spoken[-1] == "closes" else "open"), story.file
        if conversation.state == "open":
            words = [step.words for step in story.steps if step.verb in {"writes", "answers"}][-1]
            is_ours = spoken[-1] == "writes" or says_of(words) == Says.HOLDS or conversation.is_owed
            assert conversation.turn == ("ours" if is_ours else "theirs"), story.file


def test_whoever_did_something_last_has_read_it() -> None:
    plant_demo()
    agents = {agent.name: agent for agent in Agent.objects.all()}
    for story in STORIES:
        if agent := agents.get(story.steps[-1].agent):
            conversation = Conversation.objects.with_marks_of(agent).get(subject=story.subject)
            assert not is_unseen(conversation, agent), story.file


def test_a_letter_after_that_is_unread() -> None:
    plant_demo()
    mara = Agent.objects.get(name="Mara Lindqvist")
    conversation = Conversation.objects.with_marks_of(mara).get(subject="The dressings did not come Friday")
    assert is_unseen(conversation, mara)


def test_the_everyday_is_told_too() -> None:
    plant_demo()
    dressings = Conversation.objects.get(subject="The dressings did not come Friday")
    assert dressings.priority == Priority.HIGH
    assert [tagging.tag.name for tagging in Tagging.objects.filter(conversation=dressings)] == ["Delivery"]
    assert Tagging.objects.count() == told("tags")
    assert PersonNote.objects.filter(customer=dressings.customer).exists()


def test_promises_stand_in_every_state() -> None:
    plant_demo()
    states = set(Promise.objects.values_list("outcome", "settled"))
    assert states >= {("", ""), *((one, one) for one in ("kept", "renegotiated", "released"))}
    assert states >= {("broken", ""), ("broken", "made-good")}
    assert Promise.objects.filter(accepted="agreed").exists()
    pressing = Promise.objects.pressing().filter(outcome="")
    assert pressing.filter(due_at__lt=START + timedelta(hours=1)).exists()  # soon
    assert pressing.filter(due_at__gt=START + timedelta(days=1)).exists()  # and still tomorrow
    assert any(promise.stands_still for promise in Promise.objects.owed())


def test_complaints_stand_in_every_state() -> None:
    plant_demo()
    complaints = Complaint.objects.standing()
    assert complaints.count() == told("complains") >= 11
    assert set(complaints.values_list("stage", flat=True)) >= {"assessed", "closed"}
    assert set(complaints.values_list("result", flat=True)) == {"", "remedied", "rejected"}
    owed = Promise.objects.filter(target="complaint")
    assert set(owed.values_list("accepted", flat=True)) >= {"", "agreed"}
    assert owed.pressing().filter(due_at__range=(START, START + timedelta(hours=2))).exists()  # near due
    assert NoticedComplaint.objects.filter(answer="", conversation__state="open").exists()


def test_money_waits_was_paid_and_came_back() -> None:
    plant_demo()
    assert set(Payout.objects.values_list("state", flat=True)) == {"waiting", "paid", "failed"}
    assert Payout.objects.filter(last_problem="returned").exists()
    assert RemedyRequest.objects.filter(answer="").count() == 2
    assert len(set(Remedy.objects.values_list("kind", flat=True))) >= 5


def test_the_watcher_saw_what_broke_in_time() -> None:
    plant_demo()
    broken = RecordedEvent.objects.filter(kind="promise.broken")
    assert broken.exists()
    assert {event.data["late_seconds"] for event in broken} == {0}
    assert not Promise.objects.filter(wakes_at__lte=START).exists()
    assert RecordedEvent.objects.latest("at").at <= START


@pytest.mark.parametrize("hours", [12, 120])  # late on a Monday, on a Saturday morning
def test_today_is_alive_whenever_it_is_planted(clock: Clock, hours: int) -> None:
    clock.forward(hours=hours)
    plant_demo()
    mara = Agent.objects.get(name="Mara Lindqvist")
    assert len(pressing_for(mara).rows) >= 3
    owed = Promise.objects.owed()
    assert 0 < owed.filter(outcome="broken").count() < owed.count() / 2


def test_time_was_travelled_two_weeks_back() -> None:
    plant_demo()
    moments = list(RecordedEvent.objects.order_by("id").values_list("at", flat=True))
    written = list(Message.objects.order_by("at").values_list("at", flat=True))
    assert START - timedelta(days=14) < moments[0] < START - timedelta(days=9)
    assert START - timedelta(days=14) < written[0] < START - timedelta(days=9)
    assert START - timedelta(hours=3) < moments[-1] <= START
    assert len({moment.date() for moment in moments}) >= 9


def test_every_letter_is_read_and_every_reply_has_left() -> None:
    plant_demo()
    assert set(ReceivedMail.objects.values_list("reading", flat=True)) == {Reading.READ}
    assert set(OutgoingMail.objects.values_list("sending", flat=True)) == {Sending.SENT}
    assert set(Message.objects.filter(direction="out").values_list("delivery", flat=True)) == {"sent"}


def test_no_job_is_left_that_would_send_anything() -> None:
    plant_demo()
    before = Counter(OutgoingMail.objects.values_list("sending", "attempts"))
    assert run_due_jobs() > 0
    assert Counter(OutgoingMail.objects.values_list("sending", "attempts")) == before
    assert Message.objects.filter(direction="in").count() == told("writes")


def test_mail_can_leave_only_by_the_customers_post() -> None:
    plant_demo()
    assert set(Connection.objects.values_list("smtp_host", "imap_host")) == {("127.0.0.1", "")}
    assert Connection.objects.count() == len(read_agency()["mailboxes"])


def test_everybody_signs_in_with_the_one_password() -> None:
    plant_demo(password="other than published")
    assert Agent.objects.count() == 9
    assert all(agent.check_password("other than published") for agent in Agent.objects.all())
    assert not any(agent.check_password(DEMO_PASSWORD) for agent in Agent.objects.all())


def test_the_folder_is_marked_when_it_is_committed(data: Path, django_capture_on_commit_callbacks: Committed) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        plant_demo()
    assert not is_demo()
    for commit in waiting:  # type: ignore[attr-defined]
        commit()
    demo = read_demo()
    assert demo is not None
    assert demo.password == DEMO_PASSWORD
    assert set(Connection.objects.values_list("smtp_port", flat=True)) == {demo.port}
    assert (data / "demo").stat().st_mode & 0o777 == 0o600


def test_nothing_is_planted_where_people_work() -> None:
    Organization.objects.create(pk=1, name="Real", created_at=START)
    with pytest.raises(AlreadyFounded):
        plant_demo()
    assert not Conversation.objects.exists()
    assert not is_demo()
