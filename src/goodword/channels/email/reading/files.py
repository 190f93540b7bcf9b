"""Files of a mail, read from it when they are opened."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

_CHUNK = 256 * 1024


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file of the mail. `content_id` is what `cid:` images in the letter name.

    `open` gives its bytes as a stream, from the beginning each time, as long as the mail itself can be read.
    """

    filename: str
    content_type: str
    open: Callable[[], BinaryIO]
    content_id: str = ""
    is_inline: bool = False

    @property
    def content(self) -> bytes:
        """All of it at once: for what is known to be small."""
        with self.open() as stream:
            return stream.read()

    @property
    def size(self) -> int:
        """How many bytes it has, found by reading it through."""
        with self.open() as stream:
            return sum(len(piece) for piece in iter(lambda: stream.read(_CHUNK), b""))
