"""A mailbox without a password: the provider is registered, somebody signs in there, and mail comes."""

from playwright.sync_api import Page, expect

from tests.journeys.house import House, row
from tests.servers.sign_in import SignInServer

SUBJECT = "Is my parcel on its way?"


def register(page: Page, provider: SignInServer) -> None:
    page.goto("/settings/mailboxes/providers")
    page.get_by_role("link", name="Another provider").click()
    page.get_by_label("Name on the button").fill("Clinic sign-in")
    page.get_by_label("Client id").fill(provider.client_id)
    page.get_by_label("Client secret").fill(provider.client_secret)
    page.get_by_label("Address to sign in at").fill(provider.at("authorize"))
    page.get_by_label("Address that gives tokens").fill(provider.at("token"))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Clinic sign-in")).to_be_visible()


def test_mail_comes_by_a_sign_in(house: House, sign_in_server: SignInServer) -> None:
    olive = house.sign_in("olive")
    register(olive, sign_in_server)
    olive.goto("/settings/mailboxes/1/connection")
    olive.get_by_role("button", name="Sign in with Clinic sign-in").click()
    expect(olive.get_by_text("Signed in with Clinic sign-in")).to_be_visible()
    expect(olive.get_by_label("By signing in with the provider")).to_be_checked()
    expect(olive.get_by_label("Password (leave it empty to keep the stored one)")).to_be_hidden()
    olive.get_by_role("button", name="Try it and keep it").click()
    expect(olive.get_by_text("is connected.")).to_be_visible()
    house.customer("Odile").write(house.mailbox, SUBJECT, "I have not seen it.")
    olive.goto("/inbox")
    expect(row(olive, SUBJECT)).to_be_visible()
    assert sign_in_server.active  # Dovecot asked it about the token: the password was not used
