"""A binder as one file: the pages, the same words as plain text, and the files beside them."""

import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from typing import BinaryIO, cast

from django.utils.translation import gettext as _
from django.utils.translation import override

from goodword.accounts.queries import organization
from goodword.core.blobs import BlobMissing, open_blob
from goodword.core.clock import now
from goodword.recovery.binder.gathering import Asked, files_of, parts_of
from goodword.recovery.binder.page_parts import Part, Style
from goodword.recovery.models import Binder, Complaint
from goodword.recovery.queries.grievances import house_zone

MOST = 200  # complaints in one binder
_CHUNK = 256 * 1024


@contextmanager
def packed(binder: Binder, *, tell: Callable[[int, int], None]) -> Iterator[BinaryIO]:
    """The zip in a file that is gone afterwards; `tell` hears how far it is."""
    house = organization()
    with override(house.language if house else "en"), tempfile.TemporaryFile() as file:
        complaints = complaints_of(binder)
        asked = [Asked(one, house_zone(), binder.has_notes) for one in complaints]
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as whole:
            parts: list[Part] = []
            for done, one in enumerate(asked):
                tell(done, len(asked))
                parts += _parts(one)
                _add_files(whole, one)
            title = _title(binder, house.name if house else "")
            if len(complaints) == MOST:
                parts.insert(0, Part(_("There may be more"), level=0))
                parts[0].say(_("At most %(most)d stand here. Choose a shorter period.") % {"most": MOST})
            _add_pages(whole, title, parts, binder)
        tell(len(asked), len(asked))
        file.seek(0)
        yield cast(BinaryIO, file)


def complaints_of(binder: Binder) -> list[Complaint]:
    """What the binder is about."""
    rows = Complaint.objects.standing().select_related("conversation", "customer", "owner", "reason")
    if binder.since is None or binder.until is None:
        return list(rows.filter(pk=binder.complaint_id or 0))
    zone = house_zone()
    since = datetime.combine(binder.since, time(), zone)
    until = datetime.combine(binder.until + timedelta(days=1), time(), zone)
    opened = rows.filter(grievances__opened_at__gte=since, grievances__opened_at__lt=until)
    return list(opened.filter(grievances__withdrawn_at__isnull=True).order_by("grievances__opened_at", "id")[:MOST])


def _parts(asked: Asked) -> list[Part]:
    complaint = asked.complaint
    first = Part(f"#{complaint.conversation_id} {complaint.customer.name}", level=0)
    return [first, *parts_of(asked)]


def _title(binder: Binder, house: str) -> str:
    if binder.complaint is not None:
        return _("%(house)s: complaint in #%(number)d") % {"house": house, "number": binder.complaint.conversation_id}
    period = {"house": house, "since": binder.since, "until": binder.until}
    return _("%(house)s: grievances from %(since)s to %(until)s") % period


def _add_pages(whole: zipfile.ZipFile, title: str, parts: Sequence[Part], binder: Binder) -> None:
    from goodword.recovery.binder.drawing import draw  # noqa: PLC0415 (the library for pages, which only this needs)

    zone = house_zone()
    at = now().astimezone(zone).strftime("%Y-%m-%d %H:%M %Z")
    made = _("Made %(when)s (%(zone)s) by %(who)s") % {"when": at, "zone": zone.key, "who": binder.asked_by.name}
    whole.writestr("binder.pdf", draw(title, made, parts))
    whole.writestr("binder.txt", "\n".join(_as_text(title, made, parts)))


def _as_text(title: str, made: str, parts: Sequence[Part]) -> Iterator[str]:
    """The same words, each letter of them, for what the pages' font does not have."""
    yield from (title, made)
    for part in parts:
        yield f"\n{'#' * (part.level + 1)} {part.title}\n"
        for line in part.lines:
            yield f"{line.label}: {line.text}" if line.style is Style.FACT else line.text


def _add_files(whole: zipfile.ZipFile, asked: Asked) -> None:
    for file in files_of(asked):
        place = f"files/{asked.complaint.conversation_id}/{file.name}"
        try:
            with open_blob(file.blob) as kept, whole.open(place, "w", force_zip64=True) as beside:
                while chunk := kept.read(_CHUNK):
                    beside.write(chunk)
        except BlobMissing:
            whole.writestr(f"{place}.missing.txt", _("The storage does not have this file."))
