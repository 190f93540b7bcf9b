"""Sending domains: what was found of them, and the keys that sign their mail."""

from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.db import transaction
from django.utils.translation import gettext as _

from goodword.channels.email.domains.checking import key_is_published
from goodword.channels.email.domains.findings import Finding
from goodword.channels.email.events import SigningKeyMade, SigningKeyRemoved, SigningStarted
from goodword.channels.email.models import SendingDomain, SigningKey
from goodword.channels.email.senders import domain_of
from goodword.conversations.models import Mailbox
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, NotFound
from goodword.core.events import record
from goodword.core.keys import encrypt

_KEY_BITS = 2048


@transaction.atomic
def know_domains() -> None:
    """Have a row for the domain of every mailbox; forget those that no mailbox has, unless a key of theirs is here."""
    names = {domain_of(address) for address in Mailbox.objects.values_list("address", flat=True)}
    known = set(SendingDomain.objects.values_list("name", flat=True))
    SendingDomain.objects.bulk_create(
        [SendingDomain(name=name) for name in sorted(names - known) if name], ignore_conflicts=True
    )
    SendingDomain.objects.filter(keys=None).exclude(name__in=names).delete()


@transaction.atomic
def keep_findings(domain_id: int, findings: Mapping[str, Finding]) -> None:
    """Keep what the DNS said just now."""
    kept: dict[str, Any] = {part: finding.kept() for part, finding in findings.items()}
    SendingDomain.objects.filter(pk=domain_id).update(findings=kept, checked_at=now())


@transaction.atomic
def make_signing_key(domain_id: int, *, by: Actor) -> SigningKey:
    """Make a key that waits until its record is published. One that waited already is forgotten. Raises NotFound."""
    domain = _locked(domain_id)
    domain.keys.filter(in_use=False).delete()
    secret, public = _pair()
    key = SigningKey.objects.create(
        domain=domain, selector=_selector(domain), key_secret=encrypt(secret), public=public, made_at=now()
    )
    record(SigningKeyMade(by=by, domain_id=domain.pk))
    return key


def _pair() -> tuple[str, str]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    lines = public.decode().splitlines()
    return secret.decode(), "".join(line for line in lines if not line.startswith("-"))


def _selector(domain: SendingDomain) -> str:
    """A name by month, never one that another key has: old records may be remembered for a while."""
    wanted = f"goodword-{now():%Y%m}"
    taken = set(domain.keys.values_list("selector", flat=True))
    return next(name for name in (wanted, *(f"{wanted}-{number}" for number in range(2, 99))) if name not in taken)


@transaction.atomic
def start_signing(domain_id: int, *, by: Actor, anyway: bool = False) -> SendingDomain:
    """Sign with the key that waits, and forget the one before. Raises NotFound, ActionRefused.

    Refused until the key's record was seen in the DNS, unless `anyway`: receivers mistrust a signature without a key.
    """
    domain = _locked(domain_id)
    waiting = domain.keys.filter(in_use=False).first()
    if waiting is None:
        return domain
    if not (anyway or key_is_published(domain.findings, waiting.selector)):
        raise ActionRefused(
            _("The record of this key was not seen in the DNS yet. Publish it, wait some minutes, and check again.")
        )
    domain.keys.filter(in_use=True).delete()
    waiting.in_use = True
    waiting.save(update_fields=["in_use"])
    _note(domain, "")
    record(SigningStarted(by=by, domain_id=domain.pk))
    return domain


@transaction.atomic
def remove_signing_keys(domain_id: int, *, by: Actor) -> SendingDomain:
    """Sign no more and forget the keys: a relay signs, or nobody does. Raises NotFound."""
    domain = _locked(domain_id)
    if domain.keys.exists():
        domain.keys.all().delete()
        _note(domain, "")
        record(SigningKeyRemoved(by=by, domain_id=domain.pk))
    return domain


@transaction.atomic
def note_signing(name: str, problem: str) -> None:
    """Mail of this domain left unsigned for this reason, or signed again. Written only when it changes."""
    domain = SendingDomain.objects.select_for_update().filter(name=name).exclude(signing_problem=problem[:500]).first()
    if domain is not None:
        _note(domain, problem)


def _note(domain: SendingDomain, problem: str) -> None:
    domain.signing_problem = problem[:500]
    domain.save(update_fields=["signing_problem"])


def _locked(domain_id: int) -> SendingDomain:
    domain = SendingDomain.objects.select_for_update().filter(pk=domain_id).first()
    if domain is None:
        raise NotFound
    return domain
