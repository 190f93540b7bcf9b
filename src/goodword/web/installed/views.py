"""The desk as an app of its own: its name card, its worker, and what is said when it cannot be reached."""

import hashlib
import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.accounts.queries import organization

PAPER, INK = "#f8f6f2", "#27418f"  # as in tokens.css and the mark
LONGEST_SHORT_NAME = 12
_SIZES = (192, 512)
# What the offline page is drawn with; it is kept by browsers, and nothing else is.
_DRAWN_WITH = (
    "css/tokens.css", "css/fonts.css", "css/base.css", "css/button.css", "css/offline.css", "icons/mark.svg",
    "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
)  # fmt: skip


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The name card: the organization's name, our mark, where it starts, and two ways in."""
    house = organization()
    name = house.name if house else "Goodword"
    card = {
        "id": "/",
        "name": name,
        "short_name": name if len(name) <= LONGEST_SHORT_NAME else "Goodword",
        "description": _("Customer service that keeps its word."),
        "start_url": reverse("today"),
        "scope": "/",
        "display": "standalone",
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "theme_color": PAPER,
        "background_color": PAPER,
        "categories": ["business", "productivity"],
        "icons": _icons(),
        "shortcuts": [
            {"name": _("Today"), "url": reverse("today"), "icons": _icons()[:1]},
            {"name": _("Inbox"), "url": reverse("inbox"), "icons": _icons()[:1]},
            {"name": _("Notices"), "url": reverse("notifications"), "icons": _icons()[:1]},
        ],
    }
    return JsonResponse(card, content_type="application/manifest+json")


def _icons() -> list[dict[str, str]]:
    kinds = [(purpose, size) for size in _SIZES for purpose in ("any", "maskable")]
    return [
        {
            "src": static(f"icons/app-{purpose}-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for purpose, size in kinds
    ]


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The worker, which knows by its version what it keeps."""
    kept = [reverse("offline"), *map(static, _DRAWN_WITH)]
    words = {"kept": json.dumps(kept), "icon": json.dumps(static("icons/app-any-192.png"))}
    text = render_to_string("installed/service_worker.js", words, request)
    page = render_to_string("installed/offline.html", {}, request)
    version = hashlib.sha256(f"{text}{page}".encode()).hexdigest()[:12]
    return HttpResponse(text.replace("VERSION", version, 1), content_type="text/javascript")


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What a browser keeps and shows when the desk cannot be reached; it holds nobody's name and nothing of anybody."""
    return render(request, "installed/offline.html")
