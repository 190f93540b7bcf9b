"""A desk that cannot send mail yet says so, to everybody alike."""

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import Cast
from tests.entrance import walk_in

BACKEND = "goodword.channels.email.system_mail.Backend"


@pytest.fixture(autouse=True)
def no_mailbox_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EMAIL_BACKEND", BACKEND)


@pytest.mark.parametrize("address", ["/sign-in/code", "/sign-in/password"])
def test_everybody_is_told_the_same(cast: Cast, client: Client, address: str) -> None:
    answers = [client.post(address, {"email": who}) for who in ("mara@wrenfield.example", "nobody@elsewhere.example")]
    assert [answer.status_code for answer in answers] == [200, 200]
    known, unknown = [" ".join(answer.context["form"].errors["email"]) for answer in answers]
    assert known == unknown
    assert "cannot send mail yet" in known


def test_an_invitation_is_passed_on_by_hand(cast: Cast) -> None:
    adam = walk_in(cast.adam)
    adam.post("/settings/agents/invitations", {"email": "noor@wrenfield.example", "role": "agent"})
    page = adam.get("/settings/agents").content.decode()
    assert "pass the link on yourself" in page
    assert "http://127.0.0.1:8000/invitations/" in page
