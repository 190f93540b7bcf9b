"""Signing in with a passkey, on a device that the browser pretends to have."""

from playwright.sync_api import Page, expect

from tests.cast import PASSWORD
from tests.journeys.axe import check_accessible
from tests.journeys.house import House


def with_a_device(page: Page) -> Page:
    """Give the browser a finger to read, as a laptop has."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def add_passkey(page: Page, name: str) -> None:
    page.goto("/settings/sign-in")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Name").fill(name)
    check_accessible(page)
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    check_accessible(page)
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.get_by_text(name)).to_be_visible()


def test_a_passkey_signs_in_by_itself(house: House) -> None:
    # Browsers know passkeys by names, never by numbers.
    page = with_a_device(house.sign_in("mara", base_url=house.desk.address.replace("127.0.0.1", "localhost")))
    add_passkey(page, "Reception")

    page.goto("/sign-out")
    page.get_by_role("button", name="Sign out").click()
    check_accessible(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/today*")
