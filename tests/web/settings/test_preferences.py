import json

import pytest
from django.test import Client

from goodword.accounts.actions.joining import invite_agent
from goodword.core.actor import SYSTEM
from tests.cast import Cast
from tests.timeline import last_event

MINE = {"theme": "dark", "density": "compact", "language": "es", "time_zone": "Europe/Oslo"}


def test_my_preferences_are_there_before_the_first_paint(cast: Cast, mara: Client) -> None:
    assert 'data-theme="system" data-density="comfortable"' in mara.get("/inbox").content.decode()
    assert mara.post("/settings/preferences", MINE).status_code == 302
    page = mara.get("/inbox", headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="es" dir="ltr" data-theme="dark" data-density="compact">' in page
    assert '<meta name="color-scheme" content="dark">' in page
    assert last_event("agent.preferences_changed").data == {"agent_id": cast.mara.pk}


def test_the_next_reader_keeps_their_own_clock(adam: Client, olive: Client) -> None:
    invite_agent(by=SYSTEM, email="noor@wrenfield.example")  # on Monday at 15:00 UTC
    adam.post("/settings/preferences", {**MINE, "language": "en", "time_zone": "Asia/Tokyo"})
    assert "Tuesday, November 3, 2026" in adam.get("/settings/agents").content.decode()
    assert "Monday, November 2, 2026" in olive.get("/settings/agents").content.decode()


@pytest.mark.parametrize("field", MINE)
def test_what_is_not_on_the_list_is_refused(cast: Cast, mara: Client, field: str) -> None:
    answer = mara.post("/settings/preferences", {**MINE, field: "moon"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    cast.mara.refresh_from_db()
    assert cast.mara.theme == "system"


def shown_keys(browser: Client) -> dict[str, str]:
    return dict(browser.get("/settings/keys").context["form"].initial)


def test_my_own_keys(cast: Cast, mara: Client, olive: Client) -> None:
    mara.post("/settings/keys", {**shown_keys(mara), "close": "shift+x", "go-inbox": "g  B", "take": ""})

    cast.mara.refresh_from_db()
    assert cast.mara.own_keys == {"close": "Shift+X", "go-inbox": "g b", "take": ""}
    page = mara.get("/inbox").content.decode()
    assert "Inbox  G B" in page
    own = page.partition('data-keyboard-own-value="')[2].partition('"')[0].replace("&quot;", '"')
    assert json.loads(own) == {"e": "shift+x", "g i": "g b", "i": ""}
    assert "Inbox  G I" in olive.get("/inbox").content.decode()


def test_all_keys_as_usual_again(cast: Cast, mara: Client) -> None:
    mara.post("/settings/keys", {**shown_keys(mara), "close": "x"})
    mara.post("/settings/keys", {**shown_keys(mara), "usual": "all"})
    cast.mara.refresh_from_db()
    assert cast.mara.own_keys == {}


def test_keys_can_change_places(cast: Cast, mara: Client) -> None:
    mara.post("/settings/keys", {**shown_keys(mara), "close": "r", "reply": "e"})
    cast.mara.refresh_from_db()
    assert cast.mara.own_keys == {"close": "r", "reply": "e"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("r", "Reply has this key."),
        ("g", "has this key."),  # begins "g i"
        ("g 1", "needed for something else"),
        ("Mod+C", "needed for something else"),
        ("Shift+1", "cannot be told apart"),
        ("Enter", "cannot be told apart"),
        ("Hyper+Q", "Write a key such as"),
        ("a b c", "Write a key such as"),
    ],
)
def test_a_key_that_does_not_fit(cast: Cast, mara: Client, typed: str, words: str) -> None:
    answer = mara.post("/settings/keys", {**shown_keys(mara), "close": typed})
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors["close"])
    cast.mara.refresh_from_db()
    assert cast.mara.own_keys == {}


def test_single_keys_are_not_heard_while_one_writes(mara: Client) -> None:
    answer = mara.post("/settings/keys", {**shown_keys(mara), "send": "x"})
    assert "only keys with Mod" in str(answer.context["form"].errors["send"])


def test_single_keys_switched_off(cast: Cast, mara: Client) -> None:
    assert mara.post("/settings/keys/single", {}, headers={"HX-Request": "true"}).status_code == 204
    page = mara.get("/inbox").content.decode()
    assert 'data-keyboard-single-value="false"' in page
    assert "Inbox  G I" not in page
    mara.post("/settings/keys/single", {"on": "1"})
    cast.mara.refresh_from_db()
    assert cast.mara.single_keys
