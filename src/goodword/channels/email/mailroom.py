"""Who takes in what the listeners are given: only mail to our mailboxes, and only when it is stored."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from typing import Any, Self

from django.db import close_old_connections, connections, transaction

from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import Source
from goodword.channels.email.threading import mailbox_address_of
from goodword.channels.email.transports.listener import Speaks
from goodword.conversations.models import Mailbox


class DeskMailroom:
    """The desk's own mailroom: recipients are looked up and mail is stored in the executor's threads."""

    def knows(self, address: str) -> bool:
        """Whether the address is a mailbox of ours, or a reply address that we signed."""
        return _mailbox_of(address) is not None

    def take(self, raw: bytes, *, speaks: Speaks, envelope_from: str, recipients: Sequence[str]) -> None:
        """Store the mail once for each mailbox it is for: for all of them, or, raising, for none."""
        # Of two addresses of one mailbox the longer one is kept: a reply address names its conversation.
        places = {mailbox_id: to for to in sorted(recipients, key=len) if (mailbox_id := _mailbox_of(to)) is not None}
        if not places:
            raise LookupError("no recipient is a mailbox any more")
        # One mail is stored outside of a transaction of ours: writing its bytes must not hold the database up.
        with transaction.atomic() if len(places) > 1 else nullcontext():
            for mailbox_id, to in places.items():
                store_mail(
                    raw,
                    mailbox_id=mailbox_id,
                    source=Source(speaks.value),
                    envelope_from=envelope_from,
                    envelope_to=to,
                )


def _mailbox_of(address: str) -> int | None:
    return Mailbox.objects.filter(address=mailbox_address_of(address)).values_list("pk", flat=True).first()


class DatabaseThreads:
    """A pool of threads with a database connection each, all closed at the end: `with DatabaseThreads() as threads`."""

    def __init__(self, count: int = 4) -> None:
        self._count = count
        self.executor = _Pool(max_workers=count, thread_name_prefix="mailroom")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        together = threading.Barrier(self._count)

        def close() -> None:
            together.wait()  # so that each thread of the pool gets one of these
            connections.close_all()

        for closing in [self.executor.submit(close) for _ in range(self._count)]:
            closing.result()
        self.executor.shutdown()


class _Pool(ThreadPoolExecutor):
    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        def with_a_fresh_connection() -> Any:
            close_old_connections()  # only if an error has broken it
            return work(*args, **kwargs)

        return super().submit(with_a_fresh_connection)
