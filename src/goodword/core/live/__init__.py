"""Live updates: tells subscribed browsers *what* changed, by server-sent events at `/live`.

`/live?show=inbox&show=conversation:1042` streams one `changed` event for each recorded event that concerns a topic; the
browser then asks for the fragment, so that permission is checked where it always is. `docs/build/live.md` has the wire.
"""

from goodword.core.live.app import LiveApp
from goodword.core.live.changes import Change
from goodword.core.live.position import position
from goodword.core.live.topics import Hearers, authorize
from goodword.core.live.viewers import keep_out

__all__ = ["Change", "Hearers", "LiveApp", "authorize", "keep_out", "position"]
