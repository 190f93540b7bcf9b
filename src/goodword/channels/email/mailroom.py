"""Who takes in what the doors are given: only mail to our mailboxes, and only when it is stored."""

import threading
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, BinaryIO, Self

from django.db import close_old_connections, connections

from goodword.channels.email.actions.judging import NO_SENDER
from goodword.channels.email.actions.taking_in import IncomingMail, store_for_mailboxes
from goodword.channels.email.actions.troubles import DoorLog
from goodword.channels.email.choices import Source
from goodword.channels.email.threading import mailbox_address_of
from goodword.channels.email.transports.speaking import Speaks
from goodword.conversations.models import Mailbox

Delivery = Sequence[tuple[int, IncomingMail]]  # one mail, beside each mailbox that it is for


class DeskMailroom:
    """The desk's own mailroom: recipients are looked up and mail is stored in the executor's threads."""

    def __init__(self) -> None:
        self._gathering = {door: Gathering(door) for door in (Source.SMTP, Source.LMTP)}

    def knows(self, address: str) -> bool:
        """Whether the address is a mailbox of ours, or a reply address that we signed."""
        return bool(mailboxes_of([address]))

    def take(self, raw: BinaryIO, *, speaks: Speaks, envelope_from: str, recipients: Sequence[str]) -> None:
        """Store the mail once for each mailbox it is for: for all of them, or, raising, for none."""
        door = Source(speaks.value)
        log = DoorLog.of(door)
        with log.noting(but=(LookupError,)):
            places = mailboxes_of(recipients)
            if not places:
                raise LookupError("no recipient is a mailbox any more")
            self._gathering[door].store(
                [(mailbox_id, IncomingMail(raw, envelope_from or NO_SENDER, to)) for mailbox_id, to in places.items()]
            )


class Gathering:
    """Stores together what is brought at the same moment: who finds nobody storing does it for all who wait."""

    def __init__(self, door: Source) -> None:
        self._door = door
        self._storing, self._joining = threading.Lock(), threading.Lock()
        self._waiting: list[tuple[Delivery, Future[None]]] = []

    def store(self, delivery: Delivery) -> None:
        """Returns when the delivery is on the disk. Raises, and has stored nothing of it, when it cannot be."""
        outcome: Future[None] = Future()
        with self._joining:
            self._waiting.append((delivery, outcome))
        with self._storing:
            if not outcome.done():
                with self._joining:
                    waiting, self._waiting = self._waiting, []
                self._store_together(waiting)
        outcome.result()

    def _store_together(self, waiting: Sequence[tuple[Delivery, "Future[None]"]]) -> None:
        try:
            store_for_mailboxes([place for delivery, _ in waiting for place in delivery], source=self._door)
        except Exception as error:  # noqa: BLE001 (each is told its own)
            for delivery, outcome in waiting:
                self._store_alone(delivery, outcome, error if len(waiting) == 1 else None)
        else:
            for _, outcome in waiting:
                outcome.set_result(None)

    def _store_alone(self, delivery: Delivery, outcome: "Future[None]", error: Exception | None) -> None:
        try:
            if error:
                raise error
            store_for_mailboxes(delivery, source=self._door)
        except Exception as problem:  # noqa: BLE001 (told to who brought it)
            outcome.set_exception(problem)
        else:
            outcome.set_result(None)


def mailboxes_of(addresses: Collection[str]) -> dict[int, str]:
    """The mailboxes that these addresses mean, each with the address that meant it."""
    # Of two addresses of one mailbox the longer one is kept: a reply address names its conversation.
    by_mailbox = {mailbox_address_of(address): address for address in sorted(addresses, key=len)}
    known = Mailbox.objects.filter(address__in=by_mailbox).values_list("pk", "address")
    return {pk: by_mailbox[address] for pk, address in known}


class DatabaseThreads:
    """A pool of threads with a database connection each, all closed at the end: `with DatabaseThreads() as threads`."""

    def __init__(self, count: int = 8) -> None:
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
