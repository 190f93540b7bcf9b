"""Two copies of a mail have one fingerprint, whatever happened to their line ends, and however they are read."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.channels.email import fingerprints
from goodword.channels.email.fingerprints import fingerprint

HEAD = b"Message-ID: <a@example.org>\r\n\r\n"
PIECES = st.lists(st.sampled_from([b"a", b"b c", b" ", b"\t", b"\r", b"\n", b"\r\n", b"\n\n"]), max_size=30)


def plainly(body: bytes) -> bytes:
    return b"\n".join(line.rstrip() for line in body.rstrip().split(b"\n"))


@given(pieces=PIECES, chunk=st.integers(1, 9))
def test_it_is_blind_to_space_at_line_ends_wherever_the_stream_is_cut(pieces: list[bytes], chunk: int) -> None:
    body = b"".join(pieces)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(fingerprints, "_CHUNK", chunk)
        assert fingerprint(io.BytesIO(HEAD + body)) == fingerprint(HEAD + plainly(body))


@given(left=PIECES, right=PIECES)
def test_other_words_have_another(left: list[bytes], right: list[bytes]) -> None:
    one, other = b"".join(left), b"".join(right)

    assert (fingerprint(HEAD + one) == fingerprint(HEAD + other)) == (plainly(one) == plainly(other))


def test_headers_added_on_the_way_do_not_count() -> None:
    assert fingerprint(b"Received: by x\r\n" + HEAD + b"hi") == fingerprint(HEAD + b"hi\r\n")


def test_a_known_mail_keeps_the_fingerprint_that_older_versions_gave_it() -> None:
    assert fingerprint(HEAD + b"Hello \r\n\r\nyou\r\n") == GIVEN


GIVEN = "247ef79f98a760078d197df33a3e02be814ea58b526fefa2f926ec8ba8df7018"
