"""The pages that come about only after something: a letter's link, a device, a refusal."""

import json
import re

import pytest
from playwright.sync_api import Page

from tests.config.running_desk import Desk
from tests.engines import free_port
from tests.journeys.house import House
from tests.journeys.test_every_page import check_page
from tests.journeys.test_passkey import add_passkey, with_a_device

_LETTERS = """
import json
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from goodword.accounts.actions.joining import invite_agent
from goodword.accounts.invitation_links import token_of
from goodword.accounts.models import Agent
from goodword.core.actor import Actor
mara, olive = (Agent.objects.get(email=name + "@wrenfield.test") for name in ("mara", "olive"))
invitation = invite_agent(by=Actor.agent(olive.pk), email="nora@wrenfield.test")
print(json.dumps([
    f"/sign-in/password/{user_pk_to_url_str(mara)}-{default_token_generator.make_token(mara)}",
    f"/sign-in/password/{user_pk_to_url_str(mara)}-made-up",
    f"/invitations/{token_of(invitation)}",
]))
"""
_SECOND_STEP = """
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from goodword.accounts.models import Agent
TOTP.activate(Agent.objects.get(email="olive@wrenfield.test"), generate_totp_secret())
"""
_RECORDS = """
import json
from goodword.accounts.models import Agent
from goodword.channels.email.actions.domains import know_domains
from goodword.channels.email.actions.registering import Registering, register_provider
from goodword.channels.email.models import SendingDomain
from goodword.conversations.actions.talking import Said, open_by_talk
from goodword.conversations.choices import Channel
from goodword.core.actor import SYSTEM, Actor
from goodword.people.actions.mattering import write_person_note
from goodword.people.actions.recognizing import recognize_customer
olive = Actor.agent(Agent.objects.get(email="olive@wrenfield.test").pk)
know_domains()
asked = Registering(provider="google", name="Clinic sign-in", client_id="id", client_secret="secret")
person = f"/people/{(odile := recognize_customer(address='odile@customers.test', name='Odile')).pk}"
note = write_person_note(odile.pk, by=olive, text="Knock twice.", consent="agreed")
talk = open_by_talk(odile.pk, Said(channel=Channel.PHONE, words="Where is it?"), by=olive)
conversation = f"/conversations/{talk.conversation_id}"
opened = ("tags", "snooze", "talk")  # the others are made of the same buttons
changed = ("details?edit=1", "addresses?edit=1", "company?edit=1", "notes?edit=1", f"notes/{note.pk}")
print(json.dumps([
    f"/settings/domains/{SendingDomain.objects.first().pk}",
    f"/settings/mailboxes/providers/{register_provider(asked, by=olive).pk}",
    *(f"{conversation}/{choice}" for choice in opened), f"/talks/{talk.pk}", *(f"{person}/{part}" for part in changed),
]))
"""
_BREAK = "from django.db import connection; connection.cursor().execute('ALTER TABLE {} RENAME TO gone')"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """With a sign-in of the organization's own that does not answer."""
    known = {"ISSUER": f"http://127.0.0.1:{free_port()}", "CLIENT_ID": "desk", "CLIENT_SECRET": "secret"}
    desk.environment |= {f"GOODWORD_OIDC_{name}": value for name, value in known.items()}
    return desk


def walk(page: Page, *paths: str, status: int = 200) -> None:
    for path in paths:
        answer = page.goto(path)
        assert answer, path
        assert answer.status == status, (path, answer.status)
        check_page(page)


def test_every_page_that_comes_about(house: House) -> None:
    olive = with_a_device(house.sign_in("olive", base_url=house.desk.address.replace("127.0.0.1", "localhost")))
    check_second_step(house, olive)
    check_letters_and_the_door(house)
    walk(olive, *json.loads(house.desk.python(_RECORDS)))
    check_errors(olive, house)
    meant = re.compile(r"the server responded with a status of (403|404|410|500)")
    house.problems[:] = [one for one in house.problems if not meant.search(one)]


def check_letters_and_the_door(house: House) -> None:
    stranger = house.open_page()
    walk(stranger, *json.loads(house.desk.python(_LETTERS)))
    walk(stranger, "/invitations/made-up", status=410)
    walk(stranger, "/sign-in/sso", "/sign-in/sso/back?error=access_denied", status=403)
    stranger.goto("/sign-in/code")
    stranger.get_by_label("mail", exact=False).first.fill("mara@wrenfield.test")
    stranger.keyboard.press("Enter")
    stranger.wait_for_url("**/sign-in/code/confirmation*")
    check_page(stranger)


def check_second_step(house: House, page: Page) -> None:
    add_passkey(page, "Reception")
    page.get_by_role("button", name="Remove Reception").click()
    page.wait_for_url("**/removal*")
    check_page(page)
    house.desk.python(_SECOND_STEP)
    codes = "/settings/sign-in/codes"
    walk(page, "/sign-in/again/code", "/sign-in/again/passkey", codes, f"{codes}/new")
    walk(page, "/settings/sign-in/app/removal", "/sign-out")


def check_errors(page: Page, house: House) -> None:
    walk(page, "/companies/404", status=404)
    walk(house.sign_in("mara"), "/settings/agents", status=403)
    house.desk.python(_BREAK.format("people_company"))
    walk(page, "/companies", status=500)
