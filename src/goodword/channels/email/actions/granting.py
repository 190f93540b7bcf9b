"""Tokens for a mailbox: asked for by somebody who signs in, kept encrypted, renewed before they end, given up."""

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from goodword.channels.email.actions.alarms import clear_alarm, raise_alarm
from goodword.channels.email.choices import AlarmKind
from goodword.channels.email.events import MailboxSignedIn
from goodword.channels.email.models import Connection, Grant, MailboxAlarm, Registration, SignInAttempt
from goodword.channels.email.sign_in_providers import sign_in_provider
from goodword.channels.email.transports.oauth import SignInRefused, Tokens
from goodword.conversations.models import Mailbox
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, NotFound
from goodword.core.events import record
from goodword.core.keys import decrypt, encrypt
from goodword.core.problems import problem_of

_SALT = "goodword.email.sign-in"
ATTEMPT_LIVES = timedelta(minutes=10)
RENEWAL_TAKES = timedelta(seconds=60)
_WARNINGS = (timedelta(days=1), timedelta(days=7))


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """A sign-in that came back: for which mailbox, and the secret half of its code."""

    mailbox_id: int
    registration: Registration
    verifier: str = field(repr=False)


@transaction.atomic
def begin_sign_in(mailbox_id: int, registration_id: int, *, by: Actor, redirect: str) -> str:
    """Open one attempt and return the provider's address to send the browser to, with its state and PKCE challenge.

    Raises NotFound.
    """
    mailbox = Mailbox.objects.filter(pk=mailbox_id).first()
    registration = Registration.objects.filter(pk=registration_id).first()
    if mailbox is None or registration is None or not registration.authorize_address:
        raise NotFound
    SignInAttempt.objects.filter(began_at__lt=now() - ATTEMPT_LIVES).delete()
    state, verifier = Signer(salt=_SALT).sign(secrets.token_urlsafe(24)), secrets.token_urlsafe(48)
    SignInAttempt.objects.create(
        state_hash=_hash(state),
        mailbox=mailbox,
        registration=registration,
        agent_id=by.writer_id,
        verifier_secret=encrypt(verifier),
        began_at=now(),
    )
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": registration.client_id,
        "redirect_uri": redirect,
        "scope": registration.scope,
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "login_hint": mailbox.address,
        **dict(sign_in_provider(registration.provider).extra),
    }
    joint = "&" if "?" in registration.authorize_address else "?"
    return f"{registration.authorize_address}{joint}{urlencode(asked)}"


@transaction.atomic
def take_attempt(state: str, *, by: Actor) -> Attempt:
    """Use up the attempt of this state. Raises ActionRefused unless it is ours, open, recent and the same person's."""
    refusal = ActionRefused(_("This sign-in was not begun here, is over, or took too long. Begin it again."))
    try:
        Signer(salt=_SALT).unsign(state)
    except BadSignature as error:
        raise refusal from error
    attempt = (
        SignInAttempt.objects.select_for_update(of=("self",))
        .select_related("registration")
        .filter(state_hash=_hash(state), agent_id=by.writer_id, began_at__gte=now() - ATTEMPT_LIVES)
        .first()
    )
    if attempt is None:
        raise refusal
    taken = Attempt(
        mailbox_id=attempt.mailbox_id, registration=attempt.registration, verifier=decrypt(attempt.verifier_secret)
    )
    attempt.delete()
    return taken


def _hash(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()


@transaction.atomic
def keep_grant(mailbox_id: int, registration_id: int, tokens: Tokens, *, by: Actor) -> Grant:
    """Somebody signed in: keep the tokens instead of any earlier ones, and let the mail process begin anew with them.

    Raises NotFound when the mailbox or the registration is gone.
    """
    mailbox = Mailbox.objects.select_for_update().filter(pk=mailbox_id).first()
    if mailbox is None or not Registration.objects.filter(pk=registration_id).exists():
        raise NotFound
    grant = Grant.objects.select_for_update().filter(mailbox=mailbox).first() or Grant(mailbox=mailbox)
    moment = now()
    grant.registration_id, grant.granted_at = registration_id, moment
    grant.refresh_secret, grant.refresh_expires_at = "", None
    _keep(grant, tokens)
    Connection.objects.filter(mailbox=mailbox).update(changed_at=moment)
    record(MailboxSignedIn(by=by, mailbox_id=mailbox_id))
    return grant


def _keep(grant: Grant, tokens: Tokens) -> None:
    """The access token and, if the server gave a new one, the refresh token: in one write, so that neither is lost."""
    grant.access_secret, grant.expires_at = encrypt(tokens.access), now() + tokens.life
    if tokens.refresh:
        grant.refresh_secret = encrypt(tokens.refresh)
    if tokens.refresh_life:
        grant.refresh_expires_at = now() + tokens.refresh_life
    grant.renewing_until, grant.problem = None, ""
    grant.save()
    _warn(grant)


@transaction.atomic
def claim_renewal(grant: Grant) -> bool:
    """Whether it is ours to renew this very token. Claims end by themselves, should their process die."""
    moment = now()
    free = Q(renewing_until=None) | Q(renewing_until__lt=moment)
    claimed = Grant.objects.filter(free, pk=grant.pk, access_secret=grant.access_secret).update(
        renewing_until=moment + RENEWAL_TAKES
    )
    return claimed == 1


@transaction.atomic
def keep_renewed(claimed: Grant, tokens: Tokens) -> None:
    """Keep what the renewal brought; nothing if somebody signed in anew meanwhile."""
    grant = Grant.objects.select_for_update().filter(pk=claimed.pk, access_secret=claimed.access_secret).first()
    if grant is not None:
        _keep(grant, tokens)


@transaction.atomic
def give_up_renewal(claimed: Grant) -> None:
    """The server could not be asked; somebody may try again at once."""
    Grant.objects.filter(pk=claimed.pk, access_secret=claimed.access_secret).update(renewing_until=None)


@transaction.atomic
def note_refusal(claimed: Grant, error: SignInRefused) -> None:
    """The server refuses to renew the tokens: note why and alarm the administrators at once."""
    grant = Grant.objects.select_for_update().filter(pk=claimed.pk, refresh_secret=claimed.refresh_secret).first()
    if grant is None or grant.access_secret != claimed.access_secret:
        return  # renewed meanwhile, by a sign-in
    grant.renewing_until, grant.problem = None, problem_of(error)
    grant.save(update_fields=["renewing_until", "problem"])
    raise_alarm(grant.mailbox_id, AlarmKind.TOKEN, facts={"reason": "refused", "code": error.code})


@transaction.atomic
def warn_of_endings() -> None:
    """Alarm the administrators of grants that end within seven days, and again within one."""
    soon = Grant.objects.select_for_update().filter(
        problem="", refresh_expires_at__isnull=False, refresh_expires_at__lte=now() + max(_WARNINGS)
    )
    for grant in soon:
        _warn(grant)


def _warn(grant: Grant) -> None:
    days = _ends_within(grant)
    facts = {"reason": "ends", "days": days}
    alarm = MailboxAlarm.objects.filter(mailbox_id=grant.mailbox_id, kind=AlarmKind.TOKEN, cleared_at=None).first()
    if alarm is not None and (days is None or alarm.facts != facts):
        clear_alarm(grant.mailbox_id, AlarmKind.TOKEN)  # over; or to be told anew, since the last day has begun
    if days is not None:
        raise_alarm(grant.mailbox_id, AlarmKind.TOKEN, facts=facts)


def _ends_within(grant: Grant) -> int | None:
    """1 or 7 days; None when that is further away, or the provider did not tell."""
    if grant.refresh_expires_at is None:
        return None
    left = grant.refresh_expires_at - now()
    return next((warning.days for warning in _WARNINGS if left <= warning), None)
