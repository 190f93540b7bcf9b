"""What is in a folder of old mail, before any of it is taken in."""

import io
from itertools import islice
from typing import Any, BinaryIO

from goodword.channels.email.importing.sources import Folder
from goodword.channels.email.survey import Survey, SurveyedMail

_BATCH = 500
_HEAD = 256 * 1024  # bytes that hold every header which is looked at


def survey_folder(folder: Folder, *, mailbox_id: int) -> dict[str, Any]:
    """Read every mail's headers and say what there is, as `Survey.result`. Writes nothing."""
    survey, mails = Survey(mailbox_id), iter(folder)
    while batch := [_surveyed(raw) for raw, _done in islice(mails, _BATCH)]:
        survey.add(batch)
    return survey.result


def _surveyed(raw: bytes | BinaryIO) -> SurveyedMail:
    if isinstance(raw, bytes):
        return SurveyedMail(raw[:_HEAD], len(raw))
    with raw:
        return SurveyedMail(raw.read(_HEAD), raw.seek(0, io.SEEK_END))
