"""Jobs that keep what providers granted alive."""

from datetime import timedelta

import structlog
from django.db.models import Q

from goodword.channels.email.actions.granting import warn_of_endings
from goodword.channels.email.grants import renew
from goodword.channels.email.models import Grant
from goodword.core.clock import now
from goodword.core.errors import DomainError
from goodword.core.jobs import job

log = structlog.get_logger("goodword.mail")

_UNUSED = timedelta(days=1)
_ENDS_SOON = timedelta(days=8)


@job(queue="mail")
def look_after_grants() -> None:
    """Renew the tokens of grants that would end unless used, then tell of those that end all the same."""
    moment = now()
    idle = Q(expires_at__lt=moment - _UNUSED) | Q(refresh_expires_at__lt=moment + _ENDS_SOON)
    for mailbox_id in Grant.objects.filter(idle, problem="").values_list("mailbox_id", flat=True):
        try:
            renew(mailbox_id)
        except DomainError as error:
            log.warning("tokens not renewed", mailbox=mailbox_id, error=error.code)
    warn_of_endings()
