"""What a supervisor or load balancer asks: is the process up, and can it serve people?"""

from threading import Event

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from goodword.core.db.migrations import pending_migrations
from goodword.core.jobs.queries import is_worker_missing

_migrated = Event()


@never_cache
@login_not_required
def show_health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """200 while the process answers; it asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@login_not_required
def show_readiness(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """200 when the database answers with this version's tables and a worker is at work, else 503 with what is amiss."""
    try:
        found = {"database": "ok", "migrations": _migrations(), "worker": "missing" if is_worker_missing() else "ok"}
    except DatabaseError:
        connection.close()
        found = {"database": "unreachable"}
    return JsonResponse(found, status=200 if set(found.values()) == {"ok"} else 503)


def _migrations() -> str:
    """Looked at until it is right once: nothing takes migrations back under a running desk."""
    if not _migrated.is_set():
        if pending_migrations():
            return "pending"
        _migrated.set()
    return "ok"
