"""The command line: every subcommand explains itself, and errors are words."""

import subprocess
import sys

import pytest
from environs import EnvError

from goodword.config import command
from goodword.config.command import command_modules, main
from goodword.core.errors import NotFound


@pytest.mark.parametrize("name", sorted(command_modules()))
def test_every_subcommand_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert (command_modules()[name].__doc__ or "?").split("\n")[0].split()[0] in capsys.readouterr().out


def test_an_unknown_subcommand_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["dance"])
    assert ended.value.code == 2
    assert "'dance'" in capsys.readouterr().err


@pytest.mark.parametrize(("error", "status"), [(NotFound("No such mailbox."), 1), (EnvError("GOODWORD_X"), 2)])
def test_what_is_expected_to_fail_is_told_in_a_line(
    error: Exception, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(command, "set_up_django", fail)
    assert main(["check"]) == status
    assert capsys.readouterr().err == f"goodword: {error}\n"


def test_help_waits_for_nothing_heavy() -> None:
    program = "import sys, goodword.config.command as c; c.parser(); print('django.db' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
