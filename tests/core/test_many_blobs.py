"""Many blobs at once are kept as surely as one."""

import pytest
from django.db import transaction

from goodword.core.blobs import BlobMissing, hold_blobs, read_blob, store_blob, store_blobs
from goodword.core.models import Blob

pytestmark = pytest.mark.django_db


def test_each_is_kept_under_the_key_it_would_have_alone() -> None:
    contents = [b"one", b"two" * 5000, b"", b"one"]

    keys = [blob.key for blob in store_blobs(contents)]

    assert [read_blob(key) for key in keys] == contents
    assert [store_blob(content).pk for content in contents] == keys
    assert Blob.objects.count() == 3


def test_what_was_held_stays_held() -> None:
    [(key, _size)] = store_blobs([b"one"])
    with transaction.atomic():
        hold_blobs([key])

    store_blobs([b"one", b"two"])

    assert Blob.objects.get(pk=key).references == 1
    assert Blob.objects.get(pk=key).unreferenced_since is None


def test_holding_what_is_not_there_is_refused() -> None:
    [(key, _size)] = store_blobs([b"one"])

    with pytest.raises(BlobMissing), transaction.atomic():
        hold_blobs([key, "0" * 64])

    assert Blob.objects.get(pk=key).references == 0
