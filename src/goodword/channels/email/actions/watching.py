"""Which mail process follows a mailbox: the one that holds its lease. However many run, one mailbox has one watcher."""

import os
import platform
import secrets
from collections.abc import Collection
from datetime import timedelta
from functools import cache
from pathlib import Path

from goodword.channels.email.models import MailboxLease
from goodword.core.clock import now
from goodword.core.wakeup import is_postgres


@cache
def lease_length() -> timedelta:
    """How long a lease lasts unless it is renewed, at a third of it.

    On SQLite every process is on this machine, where a dead one is seen at once, and a renewal is a write to the disk.
    """
    return timedelta(seconds=9 if is_postgres() else 60)


def new_holder() -> str:
    """A name for a process that watches: where it is and since when, so that its death can be seen from beside it."""
    return f"{_machine()}:{os.getpid()}:{_started(os.getpid())}:{secrets.token_hex(4)}"


def hold_mailboxes(holder: str, connection_ids: Collection[int]) -> set[int]:
    """Renew the leases of those that we hold, take those that nobody holds any more; returns all that are ours now."""
    leases = MailboxLease.objects.filter(pk__in=connection_ids)
    held = dict(leases.values_list("pk", "holder"))
    new = [MailboxLease(pk=pk, until=now()) for pk in connection_ids if pk not in held]
    if new:
        MailboxLease.objects.bulk_create(new, ignore_conflicts=True)
    until = now() + lease_length()
    if holder in held.values():
        leases.filter(holder=holder).update(until=until)
    for dead in {other for other in held.values() if other != holder and _is_dead(other)}:
        leases.filter(holder=dead).update(holder=holder, until=until)
    free = leases.exclude(holder=holder).filter(until__lte=now())
    if free.exists():
        free.update(holder=holder, until=until)
    return set(leases.filter(holder=holder, until__gt=now()).values_list("pk", flat=True))


def leave_mailboxes(holder: str, connection_ids: Collection[int] | None = None) -> None:
    """Give these leases back, or all of them: another process may follow these mailboxes at once."""
    leases = MailboxLease.objects.filter(holder=holder)
    leases = leases if connection_ids is None else leases.filter(pk__in=connection_ids)
    leases.update(holder="", until=now())


def _machine() -> str:
    return platform.node().replace(":", "-")[:60]


def _is_dead(holder: str) -> bool:
    """Whether it was a process of this machine and is gone. Of other machines only the lease tells."""
    parts = holder.split(":")
    if len(parts) != 4 or parts[0] != _machine():  # noqa: PLR2004 - as `new_holder` made it
        return False
    return _started(int(parts[1])) != parts[2]


def _started(pid: int) -> str:
    """When the process began, in the machine's own count: a number that comes again is told apart. Empty: no such."""
    try:
        facts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return "" if facts[0] in {"Z", "X"} else facts[19]
    except OSError:
        return "" if Path("/proc/self/stat").exists() else _alive_without_proc(pid)


def _alive_without_proc(pid: int) -> str:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        pass
    return "alive"
