"""Whether a customer's words may leave the house in notices."""

from goodword.notifications.models import Discretion


def words_may_leave() -> bool:
    """Whether mail and push may carry names, subjects and what was written; not unless the organization says so."""
    return Discretion.objects.filter(pk=1, with_words=True).exists()
