"""Bytes are kept once, come back the same, and go a day after nobody holds them."""

import io
import os
import threading
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction

from goodword.core.blobs import BlobMissing, hold_blob, open_blob, read_blob, release_blob, store_blob
from goodword.core.blobs.disk import BlobFolder
from goodword.core.blobs.keeping import blob_names, blob_storage
from goodword.core.blobs.sweeping import sweep_blobs
from goodword.core.models import Blob
from tests.frozen_time import Clock

NOISE = os.urandom(300_000)
LETTER = b"Dear desk, where is my walker? " * 20_000


def files() -> list[Path]:
    return [path for path in Path(settings.GOODWORD.data, "blobs").rglob("*") if path.is_file()]


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"Hello", NOISE, LETTER], ids=["empty", "short", "noise", "letter"])
def test_what_was_stored_comes_back(content: bytes) -> None:
    blob = store_blob(content)

    assert read_blob(blob.key) == content
    assert (blob.size, blob.references) == (len(content), 0)


@pytest.mark.django_db
def test_text_is_compressed_and_noise_is_not() -> None:
    letter, noise = store_blob(LETTER), store_blob(NOISE)

    assert letter.stored_size < letter.size / 20
    assert noise.stored_size == noise.size
    assert [blob_storage().exists(name) for name in blob_names(letter.key)] == [True, False]
    assert [blob_storage().exists(name) for name in blob_names(noise.key)] == [False, True]


@pytest.mark.django_db
def test_the_same_bytes_are_kept_once() -> None:
    first = store_blob(LETTER + b"once")
    before = files()

    assert store_blob(io.BytesIO(LETTER + b"once")).key == first.key
    assert files() == before


@pytest.mark.django_db
def test_a_lost_file_is_written_again() -> None:
    blob = store_blob(b"lost and found")
    blob_storage().delete(blob_names(blob.key)[1])

    store_blob(b"lost and found")

    assert read_blob(blob.key) == b"lost and found"


@pytest.mark.django_db
def test_the_file_is_synced_before_the_row_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    real_sync = os.fsync

    def watched_sync(descriptor: int) -> None:
        seen.append(Blob.objects.exists())
        real_sync(descriptor)

    monkeypatch.setattr(os, "fsync", watched_sync)
    store_blob(os.urandom(20))

    assert len(seen) >= 2, "the file and its folder"
    assert not any(seen)


@pytest.mark.django_db
def test_a_failed_write_leaves_neither_row_nor_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    before = files()
    with pytest.raises(OSError, match="No space left"):
        store_blob(b"no room for this")

    assert not Blob.objects.exists()
    assert files() == before


class Endless(io.RawIOBase):
    """A stream of half-compressible bytes that was never in memory."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int = -1) -> bytes:
        size = min(size, self.left)
        self.left -= size
        return os.urandom(size // 2) + bytes(size - size // 2)


@pytest.mark.django_db
def test_a_large_stream_takes_little_memory() -> None:
    tracemalloc.start()
    blob = store_blob(Endless(50_000_000))  # type: ignore[arg-type]
    with open_blob(blob.key) as file:
        size = sum(len(chunk) for chunk in iter(lambda: file.read(100_000), b""))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert size == blob.size == 50_000_000
    assert peak < 5_000_000


@pytest.mark.parametrize("key", ["0" * 64, "../../secrets.key", ""])
def test_an_unknown_key_is_missing(key: str) -> None:
    with pytest.raises(BlobMissing):
        open_blob(key)


@pytest.mark.django_db
def test_the_last_release_starts_the_grace(clock: Clock) -> None:
    key = store_blob(b"held twice").key
    with transaction.atomic():
        hold_blob(key)
        hold_blob(key)
        release_blob(key)
    assert Blob.objects.get().unreferenced_since is None

    with transaction.atomic():
        release_blob(key)
    assert Blob.objects.get().unreferenced_since == clock.now()
    with pytest.raises(BlobMissing), transaction.atomic():
        release_blob(key)


@pytest.mark.django_db
def test_holding_what_is_not_there_is_refused() -> None:
    with pytest.raises(BlobMissing), transaction.atomic():
        hold_blob("0" * 64)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", [hold_blob, release_blob])
def test_counting_belongs_into_a_transaction(change: Callable[[str], None]) -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        change(store_blob(b"loose").key)


@pytest.mark.django_db(transaction=True)
def test_the_sweep_takes_what_nobody_held_for_a_day(clock: Clock) -> None:
    kept, dropped, young = store_blob(b"kept"), store_blob(b"dropped"), store_blob(b"young")
    with transaction.atomic():
        hold_blob(kept.key)
    clock.forward(days=1, seconds=1)
    store_blob(b"young")  # stored again: its grace starts anew

    sweep_blobs.call()

    assert set(Blob.objects.values_list("pk", flat=True)) == {kept.key, young.key}
    assert [read_blob(key) for key in (kept.key, young.key)] == [b"kept", b"young"]
    with pytest.raises(BlobMissing):
        open_blob(dropped.key)


def in_threads(count: int, work: Callable[[int], None]) -> None:
    """Run the work at the same moment in as many threads, each with a connection of its own."""
    start = threading.Barrier(count)

    def one(number: int) -> None:
        try:
            start.wait(10)
            work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        list(pool.map(one, range(count)))


@pytest.mark.django_db(transaction=True)
def test_two_holders_at_once_are_both_counted() -> None:
    key = store_blob(b"popular").key

    def hold_often(_: int) -> None:
        for _ in range(20):
            with transaction.atomic():
                hold_blob(key)

    in_threads(2, hold_often)
    assert Blob.objects.get().references == 40


@pytest.mark.django_db(transaction=True)
@pytest.mark.real_time
def test_storing_and_sweeping_at_once_never_loses_the_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodword.core.blobs.sweeping.GRACE", timedelta(0))
    stored: list[str] = []

    def store_or_sweep(number: int) -> None:
        for turn in range(30):
            if number:
                sweep_blobs.call()
                continue
            with transaction.atomic():
                stored.append(store_blob(b"again and again %d" % (turn % 3)).key)
                hold_blob(stored[-1])
                read_blob(stored[-1])
            with transaction.atomic():
                release_blob(stored[-1])

    in_threads(2, store_or_sweep)
    assert len(stored) == 30


@pytest.mark.django_db(transaction=True)
def test_bytes_stored_while_their_file_is_swept_are_kept(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    key = store_blob(b"swept and stored").key
    clock.forward(days=1, seconds=1)
    storing = threading.Thread(target=in_threads, args=[1, lambda _: store_blob(b"swept and stored")])
    real_delete = BlobFolder.delete

    def slow_delete(self: BlobFolder, name: str) -> None:
        if storing.ident is None:
            storing.start()
            storing.join(0.5)  # time enough, if nothing holds it back
        real_delete(self, name)

    monkeypatch.setattr(BlobFolder, "delete", slow_delete)
    sweep_blobs.call()
    storing.join(10)

    assert read_blob(key) == b"swept and stored"
    assert Blob.objects.get().key == key
