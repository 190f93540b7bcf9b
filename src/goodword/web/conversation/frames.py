"""What a customer wrote in HTML, alone in a frame: no script, no form, no picture from elsewhere unless asked for."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from goodword.conversations.access import message_for
from goodword.core.markup import show_remote_images, without_signed_links
from goodword.web.conversation.letters import is_plain
from goodword.web.files.addresses import with_pictures
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest

_POLICY = (
    "default-src 'none'; img-src 'self' data:{sources}; style-src 'unsafe-inline' 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
)


@require_safe
@xframe_options_sameorigin
def show_frame(request: AgentRequest, message_id: int) -> HttpResponse:
    """The letter's own page. `?images=1` lets pictures from the network in, which tells their owners it was read."""
    message = message_for(reader(request), message_id)
    asked = request.GET.get("images") == "1"
    html = with_pictures(without_signed_links(message.body.html), message.attachments.all())
    response = render(
        request,
        "conversation/frame.html",
        {"name": message.sender_name, "html": show_remote_images(html) if asked else html, "is_plain": is_plain(html)},
    )
    files = f" {settings.GOODWORD.files_url}" if settings.GOODWORD.files_url else ""
    response["Content-Security-Policy"] = _POLICY.format(sources=files + (" https:" if asked else ""))
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, max-age=300"
    return response
