"""Server-sent events, as bytes."""

import json

from goodword.core.live.changes import Change

STALE = b"event: stale\ndata: {}\n\n"


def changed(topic: str, change: Change, number: int | None) -> bytes:
    """Something that the topic shows has changed."""
    told = json.dumps({"topic": topic, "kind": change.kind, "id": number}, separators=(",", ":"))
    return f"event: changed\ndata: {told}\n\n".encode()


def refused(topic: str) -> bytes:
    """The topic may not be followed."""
    return f"event: refused\ndata: {json.dumps({'topic': topic})}\n\n".encode()


def at(position: int) -> bytes:
    """All that was committed up to there has been told. The only event with an id: the one to begin at again."""
    return f"id: {position}\nevent: at\ndata: {{}}\n\n".encode()


def retry(milliseconds: int) -> bytes:
    """How long a browser waits before it connects again by itself."""
    return f"retry: {milliseconds}\n\n".encode()
