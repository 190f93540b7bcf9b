"""A complaint in the wording of a customer's letter. `docs/build/noticing-complaints.md`."""

from goodword.recovery.noticing.cues import Cue
from goodword.recovery.noticing.reading import Noticed, notice_complaint

__all__ = ["Cue", "Noticed", "notice_complaint"]
