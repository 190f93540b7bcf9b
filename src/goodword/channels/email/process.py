"""The mail process: follows every connected mailbox, and listens where the settings say."""

import threading
from contextlib import ExitStack, closing
from datetime import datetime

import structlog
from django.conf import settings
from django.db import Error, connections

from goodword.channels.email.mailroom import DatabaseThreads, DeskMailroom
from goodword.channels.email.models import Connection
from goodword.channels.email.transports.listener import Listener, Speaks
from goodword.channels.email.transports.security import server_context
from goodword.channels.email.watch import MailboxWatch
from goodword.core.wakeup import Wakeup

log = structlog.get_logger("goodword.mail")

_LOOK_SECONDS = 1.0
_LOOK_ANYWAY = 15  # looks without a wake-up: a hint may be lost, and a watch may have died


def run_mail(stop: threading.Event) -> None:
    """Take mail in until `stop` is set. Raises OSError when a listener's port is taken."""
    with ExitStack() as open_things:
        open_things.callback(connections.close_all)
        listening = {Speaks.SMTP: settings.GOODWORD.smtp_listen, Speaks.LMTP: settings.GOODWORD.lmtp_listen}
        if any(listening.values()):
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
                if quiet >= _LOOK_ANYWAY:
                    watches.follow_connections()
                    quiet = 0
                stop.wait(0.2)  # many commits in a row are looked at once
                quiet = _LOOK_ANYWAY if wakeup.wait(_LOOK_SECONDS) else quiet + 1
            except Error as error:
                log.error("database failed under the mail process", error=type(error).__name__)
                connections.close_all()
                stop.wait(_LOOK_SECONDS)


class Watches:
    """One watch for each connected mailbox, as the connections are now."""

    def __init__(self) -> None:
        self._running: dict[int, tuple[datetime, MailboxWatch]] = {}

    def follow_connections(self) -> None:
        """Begin, end or begin anew what was connected, disconnected or changed; and what has died."""
        wanted = dict(Connection.objects.exclude(imap_host="").values_list("pk", "changed_at"))
        ended = [
            pk
            for pk, (changed_at, watch) in self._running.items()
            if wanted.get(pk) != changed_at or not watch.is_alive()
        ]
        for pk in ended:
            self._running[pk][1].end()
        for pk in ended:
            self._running.pop(pk)[1].join()
        for pk, changed_at in wanted.items():
            if pk not in self._running:
                watch = MailboxWatch(pk)
                watch.start()
                self._running[pk] = (changed_at, watch)

    def stop(self) -> None:
        """End them all and wait until they have."""
        for _changed_at, watch in self._running.values():
            watch.end()
        for _changed_at, watch in self._running.values():
            watch.join()
        self._running.clear()
