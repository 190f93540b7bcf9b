"""What older mail there is, told from its headers alone: how many, how large, from when, from whom. Writes nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goodword.channels.email.models import MailReference, OutgoingMail
from goodword.channels.email.reading.headers import addresses, date_of, message_ids
from goodword.channels.email.reading.mime import take_headers
from goodword.people.addresses import normalize_address
from goodword.people.models import Identity, IdentityKind

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class SurveyedMail:
    """The head of a mail: its headers as bytes, its size, and when it reached the server if that is known."""

    headers: bytes
    size: int
    reached_at: datetime | None = None


class Survey:
    """Counts mails of one mailbox, a batch at a time; `result` is what was found, in numbers."""

    def __init__(self, mailbox_id: int) -> None:
        self._mailbox_id = mailbox_id
        self._months: Counter[str] = Counter()
        self._senders: set[str] = set()
        self._threads: dict[int, int] = {}  # a union-find over hashes of Message-IDs
        self._known: set[int] = set()
        self._matters: list[tuple[int, int]] = []  # of each mail its thread and its sender, as hashes
        self.mails = self._size = self._here = 0

    def add(self, batch: Sequence[SurveyedMail]) -> None:
        """Count these too."""
        heads = [take_headers(mail.headers)[0] for mail in batch]
        names = [next(iter(message_ids(head.get("message-id", ""))), "") for head in heads]
        here = self._among_us({name for name in names if name})
        for mail, head, name in zip(batch, heads, names, strict=True):
            written_at = date_of(head.get("date", "")) or mail.reached_at
            self._months[f"{written_at:%Y-%m}" if written_at else ""] += 1
            sender = next((normalize_address(address) for _, address in addresses(head.get("from", ""))), "")
            self._senders.update({sender} - {""})
            self._size += mail.size
            self._here += name in here
            thread = self._join(name, head, is_here=name in here) if name else -len(self._matters)
            self._matters.append((thread, hash(sender)))
        self.mails += len(batch)

    def _among_us(self, names: set[str]) -> set[str]:
        found: set[str] = set()
        of_us = MailReference.objects.filter(message__conversation__mailbox_id=self._mailbox_id)
        for some in _chunks(sorted(names)):
            found.update(of_us.filter(message_id_header__in=some).values_list("message_id_header", flat=True))
            ours = OutgoingMail.objects.filter(message_id_header__in=some)
            found.update(ours.values_list("message_id_header", flat=True))
        return found

    def _join(self, name: str, head: dict[str, str], *, is_here: bool) -> int:
        own = self._root(hash(name))
        if is_here:
            self._known.add(own)
        for ancestor in (*message_ids(head.get("in-reply-to", "")), *message_ids(head.get("references", ""))):
            other, own = self._root(hash(ancestor)), self._root(own)
            self._threads[other] = own
        return own

    def _root(self, one: int) -> int:
        path = []
        while (above := self._threads.setdefault(one, one)) != one:
            path.append(one)
            one = above
        for passed in path:
            self._threads[passed] = one
        return one

    @property
    def result(self) -> dict[str, Any]:
        """The numbers, as they are kept. `conversations` is an estimate: each writer's part of a thread is one, unless
        the thread is here already."""
        known = {self._root(one) for one in self._known}
        matters = {(self._root(thread), sender) for thread, sender in self._matters}
        return {
            "mails": self.mails,
            "size": self._size,
            "here": self._here,
            "people": len(self._senders),
            "new_people": len(self._senders) - self._met(),
            "conversations": sum(thread not in known for thread, _ in matters),
            "months": dict(sorted(self._months.items())),
        }

    def _met(self) -> int:
        emails = Identity.objects.filter(kind=IdentityKind.EMAIL)
        return sum(emails.filter(value__in=some).count() for some in _chunks(sorted(self._senders)))


def _chunks(items: Sequence[str]) -> list[Sequence[str]]:
    return [items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK)]
