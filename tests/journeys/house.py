"""A whole house for journeys: the desk as its own processes, real mail servers, people with browsers."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from tests.cast import PASSWORD
from tests.config.running_desk import Desk
from tests.servers.dovecot import DovecotServer
from tests.servers.exim import EximServer

PATIENCE = 40_000  # milliseconds; what is live shows in far less, but the machine may be busy


@dataclass
class Customer:
    """Somebody with a mail program: a mailbox at Dovecot, and Exim to send through."""

    name: str
    address: str
    exim: EximServer
    dovecot: DovecotServer

    def write(self, to: str, subject: str, words: str, *, html: str = "", answers: EmailMessage | None = None) -> str:
        """Send a mail; return its Message-ID."""
        mail = EmailMessage(policy=policy.SMTP)
        mail["From"], mail["To"], mail["Subject"] = f"{self.name} <{self.address}>", to, subject
        mail["Message-ID"] = make_msgid(domain="customers.test")
        if answers is not None:
            mail["In-Reply-To"] = mail["References"] = str(answers["Message-ID"])
        mail.set_content(words)
        if html:
            mail.add_alternative(html, subtype="html")
        self.exim.send(self.address, [to], mail.as_bytes())
        return str(mail["Message-ID"])

    def received(self, count: int = 1) -> EmailMessage:
        """Wait for so many mails and return the newest."""
        raw = self.dovecot.wait_for_messages(self.address, count, seconds=90)[-1]
        return message_from_bytes(raw, policy=policy.default)


@dataclass
class House:
    """The desk of an organization whose mailbox lies at Dovecot."""

    desk: Desk
    browser: Browser
    mailbox: str
    dovecot: DovecotServer
    exim: EximServer
    problems: list[str]

    def open_page(self, **context: Any) -> Page:
        """A browser window of its own. What its console complains about is collected."""
        page = self.browser.new_context(
            **{"base_url": self.desk.address, "reduced_motion": "reduce", "service_workers": "block", **context}
        ).new_page()
        page.set_default_timeout(PATIENCE)
        _type_when_loaded(page)
        page.on("console", lambda message: self.problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        return page

    def sign_in(self, name: str, **context: Any) -> Page:
        """Somebody of the cast at the inbox."""
        page = self.open_page(**context)
        page.goto("/inbox")
        page.get_by_label("mail", exact=False).first.fill(f"{name}@wrenfield.test")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/inbox*")
        return page

    def customer(self, name: str) -> Customer:
        """Somebody new who can write and receive."""
        address = self.dovecot.add_user(f"{name.lower()}.{self.mailbox.partition('@')[2]}@customers.test")
        return Customer(name, address, self.exim, self.dovecot)


def _type_when_loaded(page: Page) -> None:
    """Nobody types in the instant between a page's first words and its scripts; a test would, on a busy machine."""

    def patient(do: Callable[..., None]) -> Callable[..., None]:
        def after_loading(*args: Any, **options: Any) -> None:
            page.wait_for_load_state("load")
            do(*args, **options)

        return after_loading

    keyboard: Any = page.keyboard
    keyboard.press, keyboard.type = patient(keyboard.press), patient(keyboard.type)


def row(page: Page, subject: str) -> Locator:
    """The line of the list with this subject."""
    return page.get_by_role("row").filter(has_text=subject)


def open_conversation(page: Page, subject: str) -> None:
    """Open it from the list, as soon as it is there, and wait until one can write in it."""
    row(page, subject).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1, name=subject)).to_be_visible()
    expect(editor(page, "Your reply")).to_be_editable()


def editor(page: Page, name: str) -> Locator:
    """The rich editor of this name, once it stands where the plain field was."""
    return page.locator(".composer-edit").get_by_role("textbox", name=name)


def found(desk: Desk, mailbox: str, dovecot: DovecotServer, exim: EximServer) -> None:
    """Found the organization with Olive, Mara and Tess, and connect its mailbox, in a process of the desk's own."""
    connection = {
        "imap": {"host": "localhost", "port": dovecot.imaps_port, "security": "tls", "username": mailbox,
                 "secret": "secret"},
        "smtp": {"host": "localhost", "port": exim.port, "security": "starttls",
                 "username": exim.username, "secret": exim.password},
    }  # fmt: skip
    desk.python(_FOUND.format(connection=json.dumps(connection), mailbox=mailbox, password=PASSWORD))


_FOUND = """
import json
from goodword.accounts.actions.founding import found_organization
from goodword.accounts.actions.joining import add_agent
from goodword.accounts.actions.teams import create_team
from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.transports.imap import ImapAccess
from goodword.channels.email.transports.smtp import SmtpAccess
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.core.actor import Actor

connection = json.loads('''{connection}''')
olive = found_organization(
    name="Wrenfield", owner_name="Olive Wren", owner_email="olive@wrenfield.test", password="{password}"
)
by = Actor.agent(olive.pk)
team = create_team(by=by, name="Pharmacy line").pk
for name, role in (("Mara Lindqvist", "agent"), ("Tess Whitcombe", "lead")):
    email = name.split()[0].lower() + "@wrenfield.test"
    add_agent(by=by, name=name, email=email, role=role, password="{password}", teams=[team])
mailbox = add_mailbox(by=by, address="{mailbox}", name="Wrenfield", team=team, acknowledges=False)
connect_mailbox(mailbox.pk, by=by, imap=ImapAccess(**connection["imap"]), smtp=SmtpAccess(**connection["smtp"]))
"""
