"""Does a mailbox's connection work? Tried step by step, told in plain words; no mail is sent and nothing is changed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.channels.email.providers import provider_at
from goodword.channels.email.transports.errors import LoginRefused, TokenRefused, TransportError, filled
from goodword.channels.email.transports.imap import ImapAccess, ImapFolder
from goodword.channels.email.transports.smtp import Relay, SmtpAccess


class Outcome(StrEnum):
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that was tried. `advice` says what went wrong and what to do next; empty when it went well."""

    name: str | Promise
    outcome: Outcome
    advice: tuple[str | Promise, ...] = ()
    code: str = ""


@dataclass
class Diagnosis:
    """Everything that was tried, in order."""

    receiving: list[Step] = field(default_factory=list)
    sending: list[Step] = field(default_factory=list)

    @property
    def works(self) -> bool:
        """Whether every step went well."""
        return all(step.outcome is Outcome.DONE for step in self.steps)

    @property
    def steps(self) -> list[Step]:
        return [*self.receiving, *self.sending]

    @property
    def problem(self) -> Step | None:
        """The first step that failed."""
        return next((step for step in self.steps if step.outcome is Outcome.FAILED), None)


Attempt = tuple[str | Promise, Callable[[], object]]


def diagnose(*, address: str, imap: ImapAccess | None = None, smtp: SmtpAccess | None = None) -> Diagnosis:
    """Try what is given, with the network, outside any transaction. Raises nothing for a server that does not work."""
    diagnosis = Diagnosis()
    if imap is not None:
        diagnosis.receiving = diagnose_receiving(imap)
    if smtp is not None:
        diagnosis.sending = diagnose_sending(address, smtp)
    return diagnosis


def diagnose_receiving(access: ImapAccess) -> list[Step]:
    """Reach the IMAP server, sign in, open the folder for reading only."""
    folder = ImapFolder(access)
    try:
        return _tried(
            (_("Reach the server for incoming mail, encrypted"), folder.connect),
            (_("Sign in there"), folder.sign_in),
            (_("Open the folder"), folder.select),
        )
    finally:
        folder.close()


def diagnose_sending(address: str, access: SmtpAccess) -> list[Step]:
    """Reach the relay, sign in, and ask whether it would take a mail from the address to itself; then withdraw."""
    relay = Relay(access, address.rpartition("@")[2])

    def offer_and_withdraw() -> None:
        relay.offer(address, [address])
        relay.withdraw()

    try:
        return _tried(
            (_("Reach the server for outgoing mail, encrypted"), relay.connect),
            (_("Sign in there"), relay.sign_in),
            (_("Ask whether it sends for this address (no mail is sent)"), offer_and_withdraw),
        )
    finally:
        relay.close()


def _tried(*attempts: Attempt) -> list[Step]:
    steps: list[Step] = []
    broken = False
    for name, attempt in attempts:
        if broken:
            steps.append(Step(name=name, outcome=Outcome.SKIPPED))
            continue
        try:
            attempt()
        except TransportError as error:
            broken = True
            steps.append(Step(name=name, outcome=Outcome.FAILED, advice=_advice(error), code=error.code))
        else:
            steps.append(Step(name=name, outcome=Outcome.DONE))
    return steps


def _advice(error: TransportError) -> tuple[str | Promise, ...]:
    provider = provider_at(error.server.host)
    is_about_a_password = isinstance(error, LoginRefused) and not isinstance(error, TokenRefused)
    if is_about_a_password and provider and provider.password_advice:
        return error.message, filled(provider.password_advice, provider=provider.name)
    return (error.message,)
