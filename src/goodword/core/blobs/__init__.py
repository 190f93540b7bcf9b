"""Bytes kept once, outside the database: raw mail and files. `docs/build/blobs.md` tells how to use them."""

from goodword.core.blobs.keeping import (
    BlobMissing,
    hold_blob,
    map_blob,
    open_blob,
    read_blob,
    release_blob,
    store_blob,
)
from goodword.core.blobs.many import StoredBlob, hold_blobs, store_blobs

__all__ = [
    "BlobMissing",
    "StoredBlob",
    "hold_blob",
    "hold_blobs",
    "map_blob",
    "open_blob",
    "read_blob",
    "release_blob",
    "store_blob",
    "store_blobs",
]
