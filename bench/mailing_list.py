"""A seeded mailing list: threads, quotes, encodings, attachments, and now and then a broken mail, as an mbox.

`python bench/mailing_list.py PATH [MAILS] [SEED]` writes the file; tests and other benches import `mailing_list`.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from pathlib import Path
from random import Random
from typing import ClassVar

LIST = "talk@lists.example"
_NAMES = [
    "Ana",
    "Ben",
    "Chloé",
    "Dmitri",
    "Esra",
    "Finn",
    "Grit",
    "Hélène",
    "Ivo",
    "Jürgen",
    "Kōji",
    "Lars",
    "Mei",
    "Nuria",
    "Olga",
    "Păun",
    "Quim",
    "Rut",
    "Søren",
    "Tove",
]
_SURNAMES = [
    "Ahlgren",
    "Bianchi",
    "Çelik",
    "Dubois",
    "Evans",
    "Fuchs",
    "García",
    "Hoang",
    "Ivanova",
    "Jansen",
    "Kaya",
    "López",
    "Müller",
    "Novák",
    "Okafor",
]
_WORDS = [
    "the",
    "pharmacy",
    "order",
    "patient",
    "nurse",
    "came",
    "late",
    "again",
    "thanks",
    "dressing",
    "form",
    "signed",
    "insurance",
    "number",
    "question",
    "about",
    "delivery",
    "Tuesday",
    "refill",
    "please",
    "call",
    "back",
    "mother",
    "weeks",
    "größe",
    "mañana",
    "déjà",
    "wound",
    "care",
    "visit",
    "schedule",
    "changed",
    "why",
    "nobody",
    "told",
    "us",
    "helpful",
    "answer",
    "morning",
    "blood",
    "pressure",
    "reading",
    "attached",
    "photo",
    "letter",
    "doctor",
    "appointment",
]
_CHARSETS = ("utf-8", "utf-8", "utf-8", "iso-8859-1", "us-ascii", "windows-1252")


@dataclass
class MailingList:
    """Writes one mail after the other. Everything follows from the seed."""

    replies: ClassVar[float] = 0.7

    seed: int
    mails: int
    random: Random = field(init=False)
    threads: list[list[tuple[str, str, str]]] = field(default_factory=list)
    begun_by: dict[str, list[list[tuple[str, str, str]]]] = field(default_factory=dict)
    at: datetime = datetime(2021, 3, 1, tzinfo=UTC)

    def __post_init__(self) -> None:
        self.random = Random(f"{self.seed} mailing list")
        self.people = [self._person(number) for number in range(max(5, self.mails // 25))]

    def __iter__(self) -> Iterator[bytes]:
        for number in range(self.mails):
            self.at += timedelta(seconds=self.random.expovariate(1 / 7200))
            yield self._mail(number)

    def _person(self, number: int) -> tuple[str, str]:
        name = f"{self.random.choice(_NAMES)} {self.random.choice(_SURNAMES)}"
        return name, f"member{number}@{self.random.choice(('mail', 'post', 'web'))}.example"

    def _text(self) -> str:
        count = self.random.choice((12, 30, 30, 80, 200))
        words = [self.random.choice(_WORDS) for _ in range(count)]
        lines = [" ".join(words[at : at + 11]) for at in range(0, count, 11)]
        if self.random.random() < 0.05:
            lines.insert(1, "From here on it went wrong")
        return "\n".join(lines)

    def _mail(self, number: int) -> bytes:
        mail = EmailMessage(policy=SMTP.clone(linesep="\n"))
        name, address = self.random.choice(self.people)
        identifier = f"<{number}.{self.random.getrandbits(64):x}@{address.partition('@')[2]}>"
        if self.random.random() < 0.97:
            mail["Message-ID"] = identifier
        mail["From"] = formataddr((str(Header(name, "utf-8")), address))
        mail["To"] = f"Talk <{LIST}>"
        mail["Date"] = format_datetime(self.at)
        text = self._text()
        thread = self._thread(address)
        quoted = self._answer(mail, thread) if thread else ""
        if not thread:
            mail["Subject"] = " ".join(self.random.sample(_WORDS, 4)).capitalize()
        self._write(mail, f"{text}\n\n{quoted}" if quoted else text)
        self._bound(mail, number)
        thread.append((identifier, str(mail["Subject"]), text))
        if len(thread) == 1:
            self.threads.append(thread)
            self.begun_by.setdefault(address, []).append(thread)
        return self._damaged(mail.as_bytes())

    def _thread(self, _address: str) -> list[tuple[str, str, str]]:
        if self.threads and self.random.random() < self.replies:
            return self.random.choice(self.threads[-30:])
        return []

    def _answer(self, mail: EmailMessage, thread: list[tuple[str, str, str]]) -> str:
        parent, subject, text = self.random.choice(thread[-3:])
        mail["In-Reply-To"] = parent
        mail["References"] = " ".join(known for known, _, _ in thread[-8:])
        mail["Subject"] = subject if subject.startswith("Re: ") else f"Re: {subject}"
        quote = "\n".join(f"> {line}" for line in text.split("\n"))
        return f"On {self.at:%a, %d %b %Y}, somebody wrote:\n{quote}"

    def _write(self, mail: EmailMessage, text: str) -> None:
        charset = self.random.choice(_CHARSETS)
        mail.set_content(text.encode(charset, "replace").decode(charset), charset=charset)
        if self.random.random() < 0.5:
            rows = "".join(f"<p style='color:#333'>{line}</p>" for line in text.split("\n"))
            mail.add_alternative(f"<html><body>{rows}<img src='https://t.example/o.gif'></body></html>", subtype="html")
        if self.random.random() < 0.2:
            content = self.random.randbytes(self.random.choice((2_000, 20_000, 60_000)))
            mail.add_attachment(content, maintype="image", subtype="jpeg", filename="Foto größe.jpg")

    def _bound(self, mail: EmailMessage, number: int) -> None:
        """The standard library would draw boundaries by chance of its own."""
        for place, part in enumerate(mail.walk()):
            if part.is_multipart():
                part.set_boundary(f"=_{number}_{place}_{self.random.getrandbits(32):x}")

    def _damaged(self, raw: bytes) -> bytes:
        if self.random.random() < 0.01:
            raw = raw[: self.random.randrange(len(raw) // 2, len(raw))]
        if self.random.random() < 0.01:
            raw = raw.replace(b"utf-8", b"x-unknown").replace(b"MIME-Version: 1.0\n", b"")
        return raw.rstrip(b"\n") + b"\n"


class DeskMail(MailingList):
    """What a desk is sent: a third are replies, each by who began the matter; half have HTML, a fifth have files."""

    replies = 0.36  # who has begun nothing yet cannot reply

    def _thread(self, address: str) -> list[tuple[str, str, str]]:
        own = self.begun_by.get(address, [])
        return self.random.choice(own[-5:]) if own and self.random.random() < self.replies else []


def desk_mail(*, mails: int, seed: int) -> Iterator[bytes]:
    """That many mails to a desk, the same for the same seed."""
    return iter(DeskMail(seed=seed, mails=mails))


def mailing_list(*, mails: int, seed: int) -> Iterator[bytes]:
    """That many mails, the same for the same seed."""
    return iter(MailingList(seed=seed, mails=mails))


def write_mbox(path: Path, mails: Iterable[bytes]) -> None:
    """Write the mails as an mbox file in the `mboxrd` manner."""
    with path.open("wb") as file:
        for raw in mails:
            file.write(b"From talk@lists.example Mon Jan  5 10:11:12 2026\n")
            for line in raw.splitlines(keepends=True):
                file.write(b">" + line if line.lstrip(b">").startswith(b"From ") else line)
            file.write(b"\n")


if __name__ == "__main__":
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20261101
    write_mbox(Path(sys.argv[1]), mailing_list(mails=count, seed=seed))
