from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.test import Client

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.actions.registering import Registering, register_provider
from goodword.channels.email.choices import Flow, Proof
from goodword.channels.email.connections import token_source
from goodword.channels.email.models import Connection, Grant, Registration
from goodword.channels.email.transports.errors import Server
from goodword.channels.email.transports.imap import ImapAccess
from goodword.core.actor import SYSTEM
from goodword.core.keys import decrypt
from tests.cast import Cast
from tests.engines import free_port
from tests.servers.sign_in import SignInServer

HERE = "/settings/mailboxes/providers"
BACK = "/settings/mailboxes/signed-in"


@pytest.fixture
def provider() -> Iterator[SignInServer]:
    with SignInServer(free_port()) as server:
        yield server


@pytest.fixture
def registration(cast: Cast, provider: SignInServer) -> Registration:
    asked = Registering(
        provider="other", name="Clinic sign-in", client_id=provider.client_id, client_secret=provider.client_secret,
        authorize_address=provider.at("authorize"), token_address=provider.at("token"), scope="mail",
    )  # fmt: skip
    return register_provider(asked, by=SYSTEM)


def leave(adam: Client, cast: Cast, registration: Registration, then: str = "settings-connection") -> str:
    path = f"/settings/mailboxes/{cast.mailbox.pk}/sign-in/{registration.pk}"
    return str(adam.post(path, {"then": then}).context["address"])


def test_google_asks_for_id_and_secret_only(adam: Client) -> None:
    page = adam.get(f"{HERE}/new/google")
    assert list(page.context["form"].fields) == ["name", "client_id", "client_secret"]
    assert "http://127.0.0.1:8000/settings/mailboxes/signed-in" in page.content.decode()
    adam.post(f"{HERE}/new/google", {"name": "Google", "client_id": "id", "client_secret": "hush"})
    kept = Registration.objects.get()
    assert (kept.token_address, kept.scope) == ("https://oauth2.googleapis.com/token", "https://mail.google.com/")
    assert decrypt(kept.client_secret) == "hush"


def test_microsoft_knows_directories_and_the_desk_itself(adam: Client) -> None:
    asked = {"client_id": "id", "client_secret": "s", "tenant": "organizations", "flow": "desk"}
    answer = adam.post(f"{HERE}/new/microsoft", asked)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["tenant"])
    adam.post(f"{HERE}/new/microsoft", {**asked, "tenant": "wrenfield.example"})
    kept = Registration.objects.get()
    assert kept.token_address == "https://login.microsoftonline.com/wrenfield.example/oauth2/v2.0/token"
    assert (kept.flow, kept.scope) == (Flow.DESK, "https://outlook.office365.com/.default")
    assert adam.get(f"{HERE}/{kept.pk}").context["form"].initial["tenant"] == "wrenfield.example"


@pytest.mark.parametrize("tenant", ["evil.test/x?", "a b", "../x", "{tenant}"])
def test_a_directory_is_only_a_name(adam: Client, tenant: str) -> None:
    answer = adam.post(f"{HERE}/new/microsoft", {"client_id": "id", "tenant": tenant, "flow": "person"})
    assert list(answer.context["form"].errors) == ["tenant"]


@pytest.mark.parametrize("address", ["", "ftp://a.test/", "javascript:alert(1)", "https://", "//a.test/x"])
def test_another_provider_needs_its_addresses(adam: Client, address: str) -> None:
    asked = {"client_id": "a", "authorize_address": "https://a.test/", "token_address": address, "flow": "person"}
    answer = adam.post(f"{HERE}/new/other", asked)
    assert list(answer.context["form"].errors) == ["token_address"]


def test_a_stored_secret_is_told_to_no_other_server(adam: Client, registration: Registration) -> None:
    asked = {
        "name": "x", "client_id": "desk", "client_secret": "", "flow": "person",
        "authorize_address": registration.authorize_address, "token_address": "https://collector.test/token",
    }  # fmt: skip
    answer = adam.post(f"{HERE}/{registration.pk}", asked)
    assert list(answer.context["form"].errors) == ["client_secret"]
    assert "desk-secret" not in adam.get(f"{HERE}/{registration.pk}").content.decode()


def test_there_and_back(adam: Client, cast: Cast, provider: SignInServer, registration: Registration) -> None:
    back = provider.consent(leave(adam, cast, registration), cast.mailbox.address)
    answer = adam.get(f"{BACK}?{urlencode(back)}")
    assert answer.headers["Location"] == f"/settings/mailboxes/{cast.mailbox.pk}/connection"
    page = adam.get(answer.headers["Location"])
    assert "Signed in with Clinic sign-in" in page.content.decode()
    assert page.context["form"]["proof"].value() == Proof.TOKEN
    assert Grant.objects.get().mailbox == cast.mailbox


def test_in_the_first_run_one_comes_back_to_it(
    adam: Client, cast: Cast, provider: SignInServer, registration: Registration
) -> None:
    for then, place in (("setup-connection", "/setup/mailbox/"), ("https://evil.test", "/settings/mailboxes/")):
        back = provider.consent(leave(adam, cast, registration, then), "a@b.test")
        assert adam.get(f"{BACK}?{urlencode(back)}").headers["Location"].startswith(place)


def test_a_refusal_is_said(adam: Client, cast: Cast, provider: SignInServer, registration: Registration) -> None:
    state = provider.consent(leave(adam, cast, registration), "a@b.test")["state"]
    answer = adam.get(f"{BACK}?{urlencode({'state': state, 'error': 'invalid_scope'})}", follow=True)
    assert "Add the permissions for IMAP and SMTP" in answer.content.decode()
    assert not Grant.objects.exists()


@pytest.mark.parametrize("query", ["", "state=x&code=y", "code=y", "state=a:b&error=access_denied"])
def test_a_forged_return_does_nothing(adam: Client, cast: Cast, query: str) -> None:
    answer = adam.get(f"{BACK}?{query}", follow=True)
    assert "was not begun here" in answer.content.decode()
    assert not Grant.objects.exists()


def test_somebody_elses_return_does_nothing(
    adam: Client, olive: Client, cast: Cast, provider: SignInServer, registration: Registration
) -> None:
    back = provider.consent(leave(adam, cast, registration), "thief@elsewhere.test")
    olive.get(f"{BACK}?{urlencode(back)}")
    assert (Grant.objects.count(), provider.asked) == (0, [])


def test_the_desk_by_itself(adam: Client, cast: Cast, registration: Registration) -> None:
    Registration.objects.update(flow=Flow.DESK)
    path = f"/settings/mailboxes/{cast.mailbox.pk}/sign-in/{registration.pk}"
    assert adam.post(path).headers["Location"].endswith("/connection")
    assert Grant.objects.exists()


def test_a_connection_is_kept_by_token(
    adam: Client, cast: Cast, provider: SignInServer, registration: Registration
) -> None:
    back = provider.consent(leave(adam, cast, registration), cast.mailbox.address)
    adam.get(f"{BACK}?{urlencode(back)}")
    asked = {
        "proof": "token", "username": cast.mailbox.address, "imap_host": "127.0.0.1", "imap_port": 9,
        "imap_security": "tls", "imap_folder": "INBOX", "smtp_host": "127.0.0.1", "smtp_port": 9,
        "smtp_security": "tls", "smtp_sign_in": "same", "anyway": "yes", "password": "not needed",
    }  # fmt: skip
    adam.post(f"/settings/mailboxes/{cast.mailbox.pk}/connection", asked)
    kept = Connection.objects.get()
    assert (kept.imap_proof, kept.smtp_proof, kept.imap_secret, kept.smtp_secret) == ("token", "token", "", "")
    adam.post(f"/settings/mailboxes/{cast.mailbox.pk}/connection", {**asked, "proof": "password"})
    kept.refresh_from_db()
    assert (kept.imap_proof, decrypt(kept.imap_secret)) == ("password", "not needed")


def test_what_a_mailbox_needs_is_not_removed(adam: Client, cast: Cast, registration: Registration) -> None:
    Grant.objects.create(mailbox=cast.mailbox, registration=registration, expires_at=cast.mailbox.created_at)
    source = token_source(cast.mailbox.pk, Server("imap.test", 993))
    access = ImapAccess(host="imap.test", username="a", token=source)
    connect_mailbox(cast.mailbox.pk, by=SYSTEM, imap=access)
    adam.post(f"{HERE}/{registration.pk}/removal")
    assert Registration.objects.exists()
    connect_mailbox(cast.mailbox.pk, by=SYSTEM, imap=ImapAccess(host="imap.test", username="a", secret="b"))
    adam.post(f"{HERE}/{registration.pk}/removal")
    assert (Registration.objects.count(), Grant.objects.count()) == (0, 0)
