"""Files of customers and agents: untrusted, so never run and never shown unless a known picture."""

from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from goodword.conversations.access import attachment_for
from goodword.core.blobs import open_blob
from goodword.web.files.addresses import Served, signed_file
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest

PICTURES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


@login_not_required
@require_safe
def show_file(request: HttpRequest, signed: str) -> FileResponse:  # noqa: ARG001 (every view takes it)
    """The file of a signed address; the signature is the permission, so it works on a host of its own."""
    return hand_out(signed_file(signed))


@require_safe
def show_own_file(request: AgentRequest, attachment_id: int) -> FileResponse:
    """A file that the reader may see: the pictures in what we write keep this address."""
    return hand_out(Served.of(attachment_for(reader(request), attachment_id)))


def hand_out(file: Served, *, is_shown: bool = True) -> FileResponse:
    """The file's bytes with every wall around them; unless `is_shown`, a picture is only saved as well."""
    is_picture = is_shown and file.type in PICTURES
    response = FileResponse(
        open_blob(file.key),
        as_attachment=not is_picture,
        filename=file.name,
        content_type=file.type if is_picture else "application/octet-stream",
    )
    response["Content-Length"] = file.size
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-site"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600, immutable"
    return response
