"""Browsers that may be told by push."""

import hashlib
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.core.keys import SecretUnreadable, decrypt, encrypt
from goodword.notifications.events import DeviceAdded, DeviceRemoved
from goodword.notifications.models import Device, PushKey
from goodword.notifications.sealing import decode, is_auth, is_point, new_key

LONGEST_ENDPOINT = 2_000
MOST_DEVICES = 20


@transaction.atomic
def push_key() -> PushKey:
    """The desk's key for push, made now if there is none; anew if the file with which its secret was kept is gone."""
    found = PushKey.objects.select_for_update().filter(pk=1).first()
    if found is not None and _can_be_read(found):
        return found
    private, public = new_key()
    columns = {"private_secret": encrypt(private), "public": public, "made_at": now()}
    key, _made = PushKey.objects.update_or_create(pk=1, defaults=columns)
    if found is not None:  # what was given out for the lost key can be used no more
        Device.objects.all().delete()
    return key


def _can_be_read(key: PushKey) -> bool:
    try:
        return bool(decrypt(key.private_secret))
    except SecretUnreadable:
        return False


@transaction.atomic
def add_device(*, by: Actor, name: str, endpoint: str, public_key: str, auth: str, session_key: str) -> Device:
    """Let a browser be told, with the address and keys that it gave; a browser that is known is told as it is now.

    Raises Invalid when they are not as browsers make them.
    """
    _check(endpoint, public_key, auth)
    known = Device.objects.select_for_update().filter(endpoint_hash=_hash(endpoint)).first()
    columns = {
        "agent_id": by.writer_id,
        "name": name[:120],
        "endpoint_secret": encrypt(endpoint),
        "public_key": public_key,
        "auth_secret": encrypt(auth),
        "session_key": session_key,
        "problem": "",
    }
    device, _made = Device.objects.update_or_create(endpoint_hash=_hash(endpoint), defaults=columns)
    if known is None or known.agent_id != by.agent_id:
        _make_room(by.writer_id)
        record(DeviceAdded(by=by, agent_id=by.writer_id, device_id=device.pk))
    return device


def _hash(endpoint: str) -> str:
    return hashlib.sha256(endpoint.encode()).hexdigest()


def _check(endpoint: str, public_key: str, auth: str) -> None:
    try:
        parts = urlsplit(endpoint)
        fits = is_point(decode(public_key)) and is_auth(decode(auth)) and bool(parts.hostname)
    except ValueError:
        fits = False
    if not fits or parts.scheme not in {"https", "http"} or parts.username or len(endpoint) > LONGEST_ENDPOINT:
        raise Invalid(_("Your browser did not give what is needed. Try again, or another browser."))


def _make_room(agent_id: int) -> None:
    """The browsers that were not used for longest go, if there are too many."""
    rows = Device.objects.filter(agent_id=agent_id).order_by("-added_at", "-pk")
    Device.objects.filter(pk__in=[row.pk for row in rows[MOST_DEVICES:]]).delete()


@transaction.atomic
def remove_device(device_id: int, *, by: Actor) -> None:
    """Tell a browser of the agent no more. Raises NotFound for anybody else's."""
    device = Device.objects.filter(pk=device_id, agent_id=by.writer_id).first()
    if device is None:
        raise NotFound
    device.delete()
    record(DeviceRemoved(by=by, agent_id=by.writer_id, device_id=device_id, gone=False))


@transaction.atomic
def forget_device(device_id: int) -> None:
    """The push service knows the browser no more."""
    device = Device.objects.select_for_update().filter(pk=device_id).first()
    if device is not None:
        device.delete()
        record(DeviceRemoved(by=SYSTEM, agent_id=device.agent_id, device_id=device_id, gone=True))


@transaction.atomic
def note_told(device_id: int, *, problem: str = "") -> None:
    """The browser was told just now, or its push service would not take it."""
    used = {"problem": problem[:200]} if problem else {"problem": "", "used_at": now()}
    Device.objects.filter(pk=device_id).update(**used)
