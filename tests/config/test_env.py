"""Settings are read once, typed; what does not fit stops the start and names the variable."""

from pathlib import Path

import pytest
from environs import EnvError

from goodword.config.env import read_settings, variable_names


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in variable_names():
        monkeypatch.delenv(name, raising=False)


def test_without_any_the_desk_is_for_one_machine() -> None:
    settings = read_settings()
    assert settings.address == "http://127.0.0.1:8000"
    assert settings.hosts == ["127.0.0.1", "localhost", "[::1]"]
    assert settings.database_url == f"sqlite:///{settings.data}/goodword.sqlite3"


def test_the_hosts_are_those_of_the_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODWORD_ADDRESS", "https://desk.example.org/")
    monkeypatch.setenv("GOODWORD_FILES_URL", "https://files.example.org")
    settings = read_settings()
    assert settings.is_https
    assert settings.hosts[:2] == ["desk.example.org", "files.example.org"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GOODWORD_WEB_THREADS", "many"),
        ("GOODWORD_WEB_THREADS", "0"),
        ("GOODWORD_ADDRESS", "desk.example.org"),
        ("GOODWORD_TIME_ZONE", "Mars/Olympus"),
        ("GOODWORD_LANGUAGE", "xx"),
        ("GOODWORD_DEBUG", "perhaps"),
        ("GOODWORD_LOG_LEVEL", "loud"),
    ],
)
def test_a_bad_value_names_its_variable(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(EnvError, match=name):
        read_settings()


def test_an_unknown_name_is_refused_with_the_near_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODWORD_SMPT_LISTEN", "127.0.0.1:25")
    with pytest.raises(EnvError, match="Did you mean GOODWORD_SMTP_LISTEN"):
        read_settings()


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgresql://desk:secret@db/desk\n")
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "url"))
    assert read_settings().database_url == "postgresql://desk:secret@db/desk"


def test_a_file_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GOODWORD_ADDRESS_FILE", str(tmp_path / "nothing"))
    with pytest.raises(EnvError, match="GOODWORD_ADDRESS_FILE"):
        read_settings()


def test_single_sign_on_needs_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODWORD_OIDC_ISSUER", "https://login.example.org")
    with pytest.raises(EnvError, match="OIDC_CLIENT_ID"):
        read_settings()


def test_groups_give_roles_but_never_an_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODWORD_SSO_ROLES", "cn=desk admins=administrator, desk = agent")
    assert read_settings().sso_roles == {"cn=desk admins": "administrator", "desk": "agent"}
    monkeypatch.setenv("GOODWORD_SSO_ROLES", "bosses=owner")
    with pytest.raises(EnvError, match="administrator, lead, agent, colleague"):
        read_settings()


@pytest.mark.parametrize("given", ["desk", "=agent", "desk="])
def test_a_mapping_names_both_sides(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("GOODWORD_SSO_TEAMS", given)
    with pytest.raises(EnvError, match="SSO_TEAMS"):
        read_settings()
