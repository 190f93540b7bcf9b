"""How well complaints are noticed in labelled letters: `python -m tests.recovery.noticing.measure SET`.

Prints figures only, never a letter. The sets: dev, test, blind1, blind2, fresh, second.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from goodword.recovery.noticing import notice_complaint

CORPUS = Path(__file__).parent / "corpus"
HEAD = "| language | letters | complaints | found | false | recall | precision |\n|---|---|---|---|---|---|---|"
LANGUAGES = {"en": "English", "es": "Spanish"}


@dataclass
class Figures:
    """The counts of one language."""

    letters: int = 0
    complaints: int = 0
    found: int = 0
    false: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.complaints

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false)

    def add(self, letter: dict[str, Any], language: str) -> None:
        is_found = notice_complaint(letter["text"], letter["subject"], language) is not None
        self.letters += 1
        self.complaints += letter["complaint"]
        self.found += is_found and letter["complaint"]
        self.false += is_found and not letter["complaint"]
        if is_found != letter["complaint"]:
            self.wrong.append(letter["id"])

    def row(self, name: str) -> str:
        shares = f"{self.recall:.1%} | {self.precision:.1%}"
        return f"| {name} | {self.letters} | {self.complaints} | {self.found} | {self.false} | {shares} |"


def figures(half: str, language: str, *, told: bool = False) -> Figures:
    """What is found of one set of one language; `told`: the language is known."""
    counted = Figures()
    for letter in letters(half, language):
        counted.add(letter, language if told else "")
    return counted


def letters(half: str, language: str) -> Iterator[dict[str, Any]]:
    for line in (CORPUS / f"{half}.{language}.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


def changed_files() -> list[str]:
    """The files that measure and are no longer what was committed before the rules were run on them."""
    told = [line.split() for line in (CORPUS / "SHA256SUMS").read_text("utf-8").splitlines()]
    return [name for checksum, name in told if hashlib.sha256((CORPUS / name).read_bytes()).hexdigest() != checksum]


def main(half: str) -> None:
    if half != "dev" and changed_files():
        raise SystemExit(f"Not what was committed: {', '.join(changed_files())}")
    sys.stdout.write(f"{HEAD}\n")
    for language, name in LANGUAGES.items():
        sys.stdout.write(figures(half, language).row(name) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
