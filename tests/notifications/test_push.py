"""Push, through a push service of our own: sealed, signed, without words, and only to whom it may go."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.test import Client

from goodword.accounts.models import Agent
from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotFound
from goodword.core.jobs.choices import JobState
from goodword.core.jobs.models import QueuedJob
from goodword.core.jobs.worker import run_due_jobs
from goodword.notifications.actions.devices import add_device, push_key, remove_device
from goodword.notifications.actions.discretion import let_words_leave
from goodword.notifications.actions.habits import pause_until_tomorrow, resume
from goodword.notifications.actions.reading import mark_looked_at
from goodword.notifications.jobs.pushing import PushesNotTaken
from goodword.notifications.models import Device
from goodword.notifications.sealing import decode, seal
from goodword.notifications.transports.push import Outcome, deliver
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock
from tests.notifications.push_maker import FakeBrowser, PushMaker, unpadded


def allow(names: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GOODWORD", replace(settings.GOODWORD, allowed_private_hosts=names))


@pytest.fixture
def maker(monkeypatch: pytest.MonkeyPatch) -> Iterator[PushMaker]:
    allow(("127.0.0.1",), monkeypatch)
    with PushMaker() as maker:
        yield maker


@pytest.fixture
def browser() -> FakeBrowser:
    return FakeBrowser()


def signed_in(agent: Agent) -> str:
    browser = Client()
    browser.force_login(agent)
    key = browser.session.session_key or ""
    known = {"ip": "127.0.0.1", "user_agent": "Firefox"}
    UserSession.objects.get_or_create(user=agent, session_key=key, defaults=known)
    return key


def let(agent: Agent, maker: PushMaker, browser: FakeBrowser) -> Device:
    return add_device(
        by=Actor.agent(agent.pk), name="Firefox on Linux", endpoint=f"{maker.origin}/told/1",
        public_key=unpadded(browser.point), auth=unpadded(browser.auth), session_key=signed_in(agent),
    )  # fmt: skip


@pytest.fixture
def device(cast: Cast, maker: PushMaker, browser: FakeBrowser) -> Device:
    return let(cast.mara, maker, browser)


def given_to_mara(cast: Cast) -> Conversation:
    return assign_conversation(conversation_with_odile(cast).pk, by=Actor.agent(cast.tess.pk), to=cast.mara.pk)


def test_the_example_of_the_standard() -> None:
    """RFC 8291, appendix A."""

    private = int.from_bytes(decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big")
    sealed = seal(
        b"When I grow up, I want to be a watermelon",
        public_key=decode("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        auth=decode("BTBZMqHH6r4Tts7J_aSIgg"),
        key=ec.derive_private_key(private, ec.SECP256R1()),
        salt=decode("DGv6ra1nlYgDCS1FRnbzlw"),
        pad=False,
    )
    assert unpadded(sealed) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl9"
        "5bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_the_browser_opens_it_and_no_words_are_in_it(
    cast: Cast, device: Device, maker: PushMaker, browser: FakeBrowser
) -> None:
    conversation = given_to_mara(cast)
    run_due_jobs()

    ((headers, body),) = maker.taken
    assert browser.open(body) == {
        "title": f"Tess Whitcombe gave you #{conversation.pk}.", "body": "",
        "url": f"/conversations/{conversation.pk}", "tag": f"conversation-{conversation.pk}",
    }  # fmt: skip
    assert (headers["content-encoding"], headers["ttl"], headers["urgency"]) == ("aes128gcm", "86400", "normal")
    assert len(headers["topic"]) <= 32
    assert str(conversation.pk) not in headers["topic"]
    claims = maker.introduced(headers)
    assert claims["key"] == push_key().public
    assert claims["sub"].startswith(("mailto:", "https:"))


def test_words_go_along_if_they_may_leave(cast: Cast, device: Device, maker: PushMaker, browser: FakeBrowser) -> None:
    let_words_leave(by=Actor.agent(cast.adam.pk), with_words=True)
    given_to_mara(cast)
    run_due_jobs()

    assert browser.open(maker.taken[0][1])["body"].startswith("The dressings did not come Friday\nI waited in all")


def test_who_has_looked_is_not_told(cast: Cast, device: Device, maker: PushMaker, clock: Clock) -> None:
    number = given_to_mara(cast).pk
    clock.forward(seconds=1)
    mark_looked_at(number, by=Actor.agent(cast.mara.pk))
    run_due_jobs()

    assert maker.taken == []


def test_a_browser_that_was_signed_out_stays_silent(cast: Cast, device: Device, maker: PushMaker) -> None:
    for session in UserSession.objects.filter(user=cast.mara):
        session.end()
    given_to_mara(cast)
    run_due_jobs()

    assert maker.taken == []


@pytest.mark.parametrize(("status", "is_there"), [(404, False), (410, False), (201, True), (403, True), (413, True)])
def test_a_browser_that_is_gone_is_forgotten(
    cast: Cast, device: Device, maker: PushMaker, status: int, *, is_there: bool
) -> None:
    maker.status = status
    given_to_mara(cast)
    run_due_jobs()

    assert Device.objects.exists() == is_there
    assert not is_there or Device.objects.get().problem == ("" if status == 201 else str(status))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_whoever_is_busy_is_asked_again(cast: Cast, device: Device, maker: PushMaker, status: int) -> None:
    maker.status = status
    given_to_mara(cast)
    with pytest.raises(PushesNotTaken):
        run_due_jobs()

    assert QueuedJob.objects.get(name__endswith="push_to_device").state == JobState.READY


def test_quiet_hours_end_with_one_push(cast: Cast, device: Device, maker: PushMaker, browser: FakeBrowser) -> None:
    pause_until_tomorrow(by=Actor.agent(cast.mara.pk))
    for _ in range(3):
        given_to_mara(cast)
    run_due_jobs()
    assert maker.taken == []

    resume(by=Actor.agent(cast.mara.pk))
    run_due_jobs()
    assert [browser.open(body)["title"] for _headers, body in maker.taken] == ["3 things while you were away"]


def test_the_same_browser_is_one_device_and_whose_it_is_now(
    cast: Cast, device: Device, maker: PushMaker, browser: FakeBrowser
) -> None:
    again = let(cast.tess, maker, browser)
    assert (again.pk, Device.objects.get().agent) == (device.pk, cast.tess)


def test_nobody_removes_another_ones(cast: Cast, device: Device) -> None:
    with pytest.raises(NotFound):
        remove_device(device.pk, by=Actor.agent(cast.tess.pk))
    remove_device(device.pk, by=Actor.agent(cast.mara.pk))
    assert not Device.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "file:///etc/passwd"}, {"endpoint": "https://a:b@push.example/1"}, {"endpoint": "https://["},
        {"endpoint": "https://push.example/" + "x" * 2000}, {"public_key": "AAAA"}, {"auth": "AAAA"}, {"auth": "é"},
    ],
)  # fmt: skip
def test_what_no_browser_gives_is_refused(cast: Cast, browser: FakeBrowser, wrong: dict[str, str]) -> None:
    given = {
        "endpoint": "https://push.example/1", "public_key": unpadded(browser.point), "auth": unpadded(browser.auth),
    }  # fmt: skip
    with pytest.raises(Invalid):
        add_device(by=Actor.agent(cast.mara.pk), name="", session_key="", **{**given, **wrong})


def test_secrets_are_not_kept_in_the_clear(cast: Cast, device: Device, browser: FakeBrowser) -> None:
    row = Device.objects.get()
    assert "http" not in row.endpoint_secret
    assert unpadded(browser.auth) not in row.auth_secret
    assert "PRIVATE" not in push_key().private_secret


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:9/1", "https://127.0.0.1:9/1", "https://[::1]:9/1"])
def test_our_own_network_takes_no_pushes(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    allow((), monkeypatch)
    assert deliver(endpoint, body=b"", headers={}).outcome is Outcome.REFUSED
