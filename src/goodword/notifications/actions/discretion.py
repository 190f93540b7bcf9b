"""Whether a customer's words may leave the house in notices."""

from django.db import transaction

from goodword.accounts.access import check_administers
from goodword.core.actor import Actor
from goodword.core.events import record
from goodword.notifications.events import DiscretionChanged
from goodword.notifications.models import Discretion


@transaction.atomic
def let_words_leave(*, by: Actor, with_words: bool) -> Discretion:
    """Say whether mail and push to agents may carry names, subjects and words. Raises NotAllowed."""
    check_administers(by)
    discretion, _made = Discretion.objects.select_for_update().get_or_create(pk=1)
    if discretion.with_words != with_words:
        discretion.with_words = with_words
        discretion.save(update_fields=["with_words"])
        record(DiscretionChanged(by=by, with_words=with_words))
    return discretion
