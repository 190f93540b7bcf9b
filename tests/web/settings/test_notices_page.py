"""My notices: kinds and paths, quiet hours, summary, devices; and for administrators what may leave the house."""

import json
import os

from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client

from goodword.notifications.choices import Matter, Rhythm
from goodword.notifications.discretion import words_may_leave
from goodword.notifications.models import Device, Habits, Preference
from goodword.notifications.sealing import encode, public_point
from tests.cast import Cast
from tests.query_counts import QueryCount


def test_the_page_shows_what_my_role_has_from_the_start(mara: Client, assert_query_count: QueryCount) -> None:
    with assert_query_count("settings-notifications"):
        page = mara.get("/settings/notices").content.decode()

    assert 'name="assigned.app" checked' in page
    assert 'name="assigned.mail">' in page
    assert 'name="urgent.app" checked disabled' in page
    assert "alarm.app" not in page  # she does not administer
    assert "what leaves the house" not in page


def test_what_is_ticked_is_kept_and_what_is_not_is_not(mara: Client, cast: Cast) -> None:
    mara.post("/settings/notices/paths", {"assigned.mail": "on", "urgent.push": "on"})

    assigned = Preference.objects.get(agent=cast.mara, matter=Matter.ASSIGNED)
    assert (assigned.app, assigned.push, assigned.mail, assigned.digest) == (False, False, True, False)
    assert Preference.objects.get(agent=cast.mara, matter=Matter.URGENT).app  # always


def test_quiet_hours(mara: Client, cast: Cast) -> None:
    mara.post("/settings/notices/hours", {"begins": "21:30", "ends": "06:15", "days": ["0", "4"], "free_days": ["6"]})
    habits = Habits.objects.get(agent=cast.mara)
    assert (f"{habits.quiet_from:%H:%M}", f"{habits.quiet_until:%H:%M}") == ("21:30", "06:15")
    assert (habits.quiet_days, habits.free_days) == ([0, 4], [6])

    refused = mara.post("/settings/notices/hours", {"begins": "21:30", "ends": "nonsense", "days": ["0"]})
    assert refused.status_code == 422


def test_the_summary_and_nonsense(mara: Client, cast: Cast) -> None:
    mara.post("/settings/notices/summary", {"rhythm": "weekly", "hour": "7", "day": "4"})
    habits = Habits.objects.get(agent=cast.mara)
    assert (habits.digest, habits.digest_hour, habits.digest_day) == (Rhythm.WEEKLY, 7, 4)

    for wrong in ({"rhythm": "hourly"}, {"hour": "24"}, {"day": "9"}, {"hour": "x"}):
        answer = mara.post("/settings/notices/summary", {"rhythm": "daily", "hour": "7", "day": "4", **wrong})
        assert answer.status_code == 422


def test_pause_and_resume(mara: Client, cast: Cast) -> None:
    mara.post("/settings/notices/pause")
    assert "Tell me again" in mara.get("/settings/notices").content.decode()
    mara.post("/settings/notices/pause", {"end": ""})
    assert Habits.objects.get(agent=cast.mara).paused_until is None


def test_only_administrators_say_what_leaves_the_house(mara: Client, adam: Client) -> None:
    assert mara.post("/settings/notices/words", {"with_words": "on"}).status_code == 403
    assert not words_may_leave()
    adam.post("/settings/notices/words", {"with_words": "on"})
    assert words_may_leave()
    assert "what leaves the house" in adam.get("/settings/notices").content.decode()


def test_a_device_is_added_as_browsers_give_it_and_removed(mara: Client, cast: Cast) -> None:
    assert len(json.loads(mara.get("/settings/notices/key").content)["key"]) == 87
    point = public_point(ec.generate_private_key(ec.SECP256R1()))
    keys = {"p256dh": encode(point), "auth": encode(os.urandom(16))}
    given = {"endpoint": "https://push.example/1", "expirationTime": None, "keys": keys}
    answer = mara.post(
        "/settings/notices/devices", given, content_type="application/json", headers={"user-agent": "Firefox/140 Linux"}
    )

    assert answer.status_code == 204
    device = Device.objects.get(agent=cast.mara)
    assert device.session_key == mara.session.session_key
    assert "Firefox" in mara.get("/settings/notices").content.decode()
    mara.post(f"/settings/notices/devices/{device.pk}/removal")
    assert not Device.objects.exists()


def test_what_is_no_device_is_refused(mara: Client) -> None:
    for wrong in ("", "[]", "{", '{"endpoint": 3, "keys": []}', '{"keys": {"auth": null}}'):
        answer = mara.post("/settings/notices/devices", wrong, content_type="application/json")
        assert answer.status_code == 422
