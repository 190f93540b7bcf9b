"""Letting somebody in from the machine itself."""

import pytest
from allauth.mfa.models import Authenticator

from goodword.config import command
from goodword.config.command import main
from tests.cast import Cast, found_cast
from tests.web.door.second_step import give_app


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(command, "set_up_django", lambda: None)
    return found_cast()


def test_the_password_alone_lets_in_again(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    give_app(cast.olive)

    assert main(["second-step-off", cast.olive.email.upper()]) == 0

    assert not Authenticator.objects.exists()
    assert cast.olive.name in capsys.readouterr().out


def test_nobody_of_that_name(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["second-step-off", "nobody@wrenfield.example"]) == 1
    assert "Nobody signs in with" in capsys.readouterr().err
