"""The mail process: follows every connected mailbox, and listens where the settings say."""

import threading
import time
from collections.abc import Iterable
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.conf import settings
from django.db import Error, connections

from goodword.channels.email.actions.watching import hold_mailboxes, lease_length, leave_mailboxes, new_holder
from goodword.channels.email.mailroom import DatabaseThreads, DeskMailroom
from goodword.channels.email.models import Connection
from goodword.channels.email.transports.security import server_context
from goodword.channels.email.transports.speaking import Speaks
from goodword.channels.email.watch import MailboxWatch
from goodword.core.wakeup import Wakeup

log = structlog.get_logger("goodword.mail")

_LOOK_SECONDS = 1.0
_LOOK_ANYWAY = 15  # looks without a wake-up: a hint may be lost, and a watch may have died
_COVET_SECONDS = 2.0  # how often a mailbox that another process follows is looked at, in case that one has died
_MOST_PATIENCE = 10.0  # seconds for watches to end before their connections are broken off


def run_mail(stop: threading.Event) -> None:
    """Take mail in until `stop` is set. Raises OSError when a listener's port is taken."""
    with ExitStack() as open_things:
        open_things.callback(connections.close_all)
        listening = {Speaks.SMTP: settings.GOODWORD.smtp_listen, Speaks.LMTP: settings.GOODWORD.lmtp_listen}
        if any(listening.values()):
            # 5 MB, and most desks fetch their mail.
            from goodword.channels.email.transports.listener import Listener  # noqa: PLC0415

            threads = open_things.enter_context(DatabaseThreads())
            tls = server_context(settings.GOODWORD.mail_tls_cert, settings.GOODWORD.mail_tls_key)
            for speaks, address in listening.items():
                if address:
                    listener = Listener(address, DeskMailroom(), threads.executor, speaks=speaks, tls=tls)
                    listener.start()
                    open_things.callback(listener.stop)
                    log.info("listening", speaks=speaks, port=listener.port)
        watches = Watches()
        open_things.callback(watches.stop)
        _keep_watching(watches, stop)


def _keep_watching(watches: "Watches", stop: threading.Event) -> None:
    quiet = _LOOK_ANYWAY
    with closing(Wakeup()) as wakeup:
        while not stop.is_set():
            try:
                watches.keep_leases()
                if quiet >= _LOOK_ANYWAY:
                    watches.follow_connections()
                    quiet = 0
                stop.wait(0.2)  # many commits in a row are looked at once
                quiet = _LOOK_ANYWAY if wakeup.wait(_LOOK_SECONDS) else quiet + 1
            except Error as error:
                log.error("database failed under the mail process", error=type(error).__name__)
                connections.close_all()
                stop.wait(_LOOK_SECONDS)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What decides whether a watch still follows what is connected."""

    changed_at: datetime
    look_asked_at: datetime | None


class Watches:
    """One watch for each connected mailbox whose lease is ours, as the connections are now."""

    def __init__(self) -> None:
        self._running: dict[int, tuple[_Wish, MailboxWatch]] = {}
        self._ending: dict[int, MailboxWatch] = {}
        self._holder = new_holder()
        self._renew_at = 0.0

    def keep_leases(self) -> None:
        """Renew our leases when it is time, and see whether another process has left us a mailbox. Cheap otherwise."""
        for watch in self._all():
            watch.break_off_if_stuck()
        if time.monotonic() >= self._renew_at:
            self.follow_connections()

    def follow_connections(self) -> None:
        """Begin, end or begin anew what was connected, disconnected or changed; and what has died."""
        rows = Connection.objects.exclude(imap_host="").values_list("pk", "changed_at", "look_asked_at")
        wanted = {pk: _Wish(changed_at, asked_at) for pk, changed_at, asked_at in rows}
        ours = self._hold(wanted)
        for pk, (wish, watch) in list(self._running.items()):
            if pk not in ours or wanted[pk].changed_at != wish.changed_at or not watch.is_alive():
                watch.end()
                self._ending[pk] = self._running.pop(pk)[1]
            elif wanted[pk] != wish:
                watch.look()
                self._running[pk] = (wanted[pk], watch)
        self._forget_ended()
        for pk in sorted(ours - self._running.keys() - self._ending.keys()):
            watch = MailboxWatch(pk)
            watch.start()
            self._running[pk] = (wanted[pk], watch)

    def _hold(self, wanted: Iterable[int]) -> set[int]:
        """The mailboxes whose leases are ours; they are renewed when it is time, or when there is one to be had."""
        wanted = set(wanted)
        if time.monotonic() < self._renew_at and wanted == self._running.keys() - self._ending.keys():
            return wanted
        ours = hold_mailboxes(self._holder, wanted) if wanted else set()
        pause = lease_length().total_seconds() / 3
        self._renew_at = time.monotonic() + (pause if ours == wanted else min(pause, _COVET_SECONDS))
        return ours

    def _forget_ended(self) -> None:
        for pk, watch in list(self._ending.items()):
            watch.join(0.05)
            if not watch.is_alive():
                del self._ending[pk]
            else:
                self._renew_at = 0.0  # to look again soon

    def _all(self) -> list[MailboxWatch]:
        return [*(watch for _wish, watch in self._running.values()), *self._ending.values()]

    def stop(self) -> None:
        """End them all, wait until they have, and leave the mailboxes to whoever else watches."""
        watches = self._all()
        for watch in watches:
            watch.end()
        until = time.monotonic() + _MOST_PATIENCE
        while any(watch.is_alive() for watch in watches) and time.monotonic() < until:
            for watch in watches:
                watch.break_off_if_stuck()
                watch.join(0.05)
        self._running.clear()
        self._ending.clear()
        with suppress(Error):
            leave_mailboxes(self._holder)
