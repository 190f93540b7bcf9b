"""What I was told: the bell, the page, the toasts; nobody else's."""

from datetime import timedelta

import pytest
from django.test import Client

from goodword.channels.email.actions.alarms import clear_alarm, raise_alarm
from goodword.channels.email.choices import AlarmKind
from goodword.conversations.actions.mailboxes import choose_alerted
from goodword.conversations.actions.planning import plan_reply
from goodword.conversations.actions.receiving import receive_message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.notifications.choices import Post
from goodword.notifications.models import Notification
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.query_counts import QueryCount

URGENT = "Since this morning my chest hurts."


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.adam)
    return client


def alarm(cast: Cast, kind: AlarmKind = AlarmKind.RECEIVING) -> None:
    raise_alarm(cast.mailbox.pk, kind, facts={"since": now().isoformat(), "reason": "failing"})


def my_latest(cast: Cast) -> Notification:
    return Notification.objects.filter(agent=cast.adam).latest("pk")


def test_the_bell_counts_what_i_have_not_read(admin: Client, cast: Cast) -> None:
    alarm(cast)
    page = admin.get("/inbox").content.decode()
    assert '1<span class="sr"> not read</span>' in page

    admin.post("/notifications/reading", {"until": my_latest(cast).pk})

    assert '"sr"> not read</span>' not in admin.get("/inbox").content.decode()


def test_the_page_says_what_happened_and_what_to_do(admin: Client, cast: Cast) -> None:
    conversation = conversation_with_odile(cast, text=URGENT)
    alarm(cast)

    page = admin.get("/notifications").content.decode()

    assert f"Urgent wording in #{conversation.pk}: Chest pain." in page
    assert "pharmacy@wrenfield.example cannot be read." in page
    assert "See what its server answered" in page
    assert "this morning" not in page


def test_opening_one_leads_there_and_counts_as_reading(admin: Client, cast: Cast) -> None:
    conversation = conversation_with_odile(cast, text=URGENT)
    mine = my_latest(cast)

    answer = admin.post(f"/notifications/{mine.pk}/opening")

    assert answer.headers["Location"] == f"/conversations/{conversation.pk}"
    mine.refresh_from_db()
    assert mine.read_at is not None


def test_nobody_reads_or_opens_somebody_elses(client: Client, cast: Cast) -> None:
    alarm(cast)
    client.force_login(cast.olive)
    adams = my_latest(cast)

    assert client.post(f"/notifications/{adams.pk}/opening").status_code == 404
    assert client.post(f"/notifications/{adams.pk}/reading").status_code == 404
    client.post("/notifications/reading", {"until": adams.pk})
    adams.refresh_from_db()
    assert adams.read_at is None


def test_all_means_what_was_shown(admin: Client, cast: Cast) -> None:
    alarm(cast)
    seen = my_latest(cast).pk
    alarm(cast, AlarmKind.SENDING)

    admin.post("/notifications/reading", {"until": seen})

    assert [row.pk > seen for row in Notification.objects.filter(agent=cast.adam).unread()] == [True]


def test_only_what_came_since_is_a_toast_until_it_is_read(admin: Client, cast: Cast) -> None:
    alarm(cast)
    before, after = int(now().timestamp()) - 60, int(now().timestamp()) + 60

    assert "cannot be read" in admin.get(f"/notifications/fresh?since={before}").content.decode()
    assert "cannot be read" not in admin.get(f"/notifications/fresh?since={after}").content.decode()
    assert admin.post(f"/notifications/{my_latest(cast).pk}/reading", headers={"HX-Request": "true"}).status_code == 204
    assert "cannot be read" not in admin.get(f"/notifications/fresh?since={before}").content.decode()


def test_pages_go_on_where_the_last_one_ended(admin: Client, cast: Cast) -> None:
    for _ in range(32):
        conversation_with_odile(cast, text=URGENT)

    first = admin.get("/notifications")
    second = admin.get(f"/notifications?before={first.context['next_before']}")

    assert [len(first.context["shown"]), len(second.context["shown"])] == [30, 2]
    assert second.context["next_before"] is None
    assert admin.get("/notifications?before=x").status_code == 422


def test_what_could_not_be_mailed_is_said(admin: Client, cast: Cast) -> None:
    alarm(cast)
    Notification.objects.update(post=Post.NO_WAY)

    assert "no other mailbox can send" in admin.get("/notifications").content.decode()


def test_nothing_yet_says_what_will_stand_here(desk: Client) -> None:
    assert "Nothing to tell you" in desk.get("/notifications").content.decode()


def test_the_strip_is_for_administrators_while_the_alarm_is_open(client: Client, cast: Cast) -> None:
    alarm(cast)
    client.force_login(cast.mara)
    assert "cannot be read" not in client.get("/inbox").content.decode()

    client.force_login(cast.adam)
    page = client.get("/inbox").content.decode()
    assert 'role="status"' in page
    assert f'href="/settings/mailboxes/{cast.mailbox.pk}"' in page
    assert "cannot be read" in client.get("/alarms", headers={"HX-Live": "true"}).content.decode()

    clear_alarm(cast.mailbox.pk, AlarmKind.RECEIVING)
    assert "cannot be read" not in client.get("/alarms").content.decode()


def test_the_mailboxs_own_page_says_what_is_wrong_and_what_to_do(admin: Client, cast: Cast) -> None:
    alarm(cast, AlarmKind.SILENT)

    page = admin.get(f"/settings/mailboxes/{cast.mailbox.pk}").content.decode()

    assert "Nothing has come to pharmacy@wrenfield.example" in page
    assert "Write a mail to it from elsewhere." in page


def test_the_link_of_somebody_named_leads_through_access(client: Client, cast: Cast) -> None:
    choose_alerted(cast.mailbox.pk, by=Actor.agent(cast.adam.pk), agents=[cast.caleb.pk])
    conversation = conversation_with_odile(cast, text=URGENT)
    client.force_login(cast.caleb)
    caleb = Notification.objects.get(agent=cast.caleb)

    assert client.post(f"/notifications/{caleb.pk}/opening").status_code == 302
    assert client.get(f"/conversations/{conversation.pk}").status_code == 404


def test_as_many_queries_however_many_notices(admin: Client, cast: Cast, assert_query_count: QueryCount) -> None:
    for _ in range(20):
        conversation_with_odile(cast, text=URGENT)
    with assert_query_count("notifications"):
        admin.get("/notifications")


def test_the_live_refresh_gets_the_list_and_nothing_before_it(admin: Client, cast: Cast) -> None:
    alarm(cast)
    live = {"HX-Request": "true", "HX-Live": "true"}

    for path, start in (
        ("/notifications", '<div id="notifications"'),
        ("/notifications/fresh?since=0", '<div class="fresh" id="fresh"'),
        ("/alarms", '<div class="alarms" id="alarms"'),
        ("/rail/tabs?at=/inbox", '<nav class="tabbar" id="tabbar"'),
    ):
        assert admin.get(path, headers=live).content.decode().strip().startswith(start)


@pytest.mark.parametrize("kind", [AlarmKind.FLOOD, AlarmKind.LOOP])
def test_what_stopped_automatic_mail_leads_to_where_it_goes_on(admin: Client, cast: Cast, kind: AlarmKind) -> None:
    alarm(cast, kind)
    address = f"/settings/mailboxes/{cast.mailbox.pk}/acknowledgement#stopped"

    assert f'href="{address}"' in admin.get("/inbox").content.decode()
    assert admin.post(f"/notifications/{my_latest(cast).pk}/opening").headers["Location"] == address
    shown = admin.get(address).content.decode()
    assert 'id="stopped"' in shown
    assert "Go on" in shown


def test_a_reply_held_back_is_told_calmly(client: Client, cast: Cast) -> None:
    conversation = conversation_with_odile(cast)
    at = now() + timedelta(hours=15)
    plan_reply(conversation.pk, by=Actor.agent(cast.mara.pk), html="<p>Tomorrow.</p>", at=at)
    receive_message(letter(cast, odile(), conversation_id=conversation.pk))
    client.force_login(cast.mara)

    page = client.get("/notifications").content.decode()

    assert f"Your reply in #{conversation.pk} that was to leave later was held back" in page
    assert 'class="is-late is-unread"' in page
    assert 'role="alert"' not in client.get("/notifications/fresh?since=0").content.decode()
