"""Whatever happens to a mail on its way, reading it ends in a letter or in UnreadableMail, and in nothing else."""

from contextlib import suppress
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodword.channels.email.reading import UnreadableMail, read_message
from tests.channels.email.mails import SAMPLES

MAILS = [path.read_bytes() for path in sorted(SAMPLES.glob("*.eml"))]
SPICES = [
    b"=?utf-8?q?=00?=",
    b"Content-Type: multipart/mixed; boundary=\n",
    b"Content-Type: text/html; charset=utf-16\n",
    b"Content-Type: text/plain; charset*0*=''%ff; charset*x=1\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Disposition: attachment; filename*999999999999999999999=a\n",
    b"Date: Mon, 99 Nov 99999 99:99:99 +9999\n",
    b"From: (((((<<>>>\n",
    b"References: <<<\n",
    b"\x00",
    b"\r",
    b"\n\n",
    b"--b1\n",
    b"\xff\xfe\xed\xa0\x80",
    b"<blockquote type=cite><table><td>",
]


def _mutated(raw: bytes, random: Random) -> bytes:
    for _ in range(random.randint(1, 6)):
        at, until = sorted(random.randrange(len(raw) + 1) for _ in range(2))
        change = random.randrange(4)
        if change == 0:
            raw = raw[:at] + raw[until:]
        elif change == 1:
            raw = raw[:at] + random.choice(SPICES) + raw[at:]
        elif change == 2:
            raw = raw[:at] + random.randbytes(random.randint(1, 8)) + raw[at + 4 :]
        else:
            raw = raw[:until] + raw[at : until + 200] + raw[until:]
    return raw


def _read(raw: bytes) -> None:
    with suppress(UnreadableMail):
        read = read_message(raw)
        written = "".join(
            (read.text, read.html, read.subject, read.message_id, *(file.filename for file in read.files))
        )
        written.encode("utf-8")
        assert "\0" not in written
        assert 0 <= read.quoted_from <= len(read.text)


@settings(max_examples=150, deadline=None)
@given(raw=st.sampled_from(MAILS), seed=st.integers(min_value=0))
def test_a_mutated_mail_is_read_or_unreadable(raw: bytes, seed: int) -> None:
    _read(_mutated(raw, Random(seed)))


@settings(max_examples=150, deadline=None)
@given(raw=st.binary(max_size=300))
def test_bytes_are_read_or_unreadable(raw: bytes) -> None:
    _read(raw)


@pytest.mark.parametrize("raw", MAILS)
def test_a_mail_cut_anywhere_is_read_or_unreadable(raw: bytes) -> None:
    for at in range(0, len(raw), max(1, len(raw) // 100)):
        _read(raw[:at])
        _read(raw[at:])
