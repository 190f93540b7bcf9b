"""What cannot be answered."""

from django.utils.translation import gettext_lazy as _

from goodword.core.errors import DomainError


class AskingClosed(DomainError):
    """The time for an answer is over."""

    code = "asking-closed"
    status = 410
    default = _("The time for an answer is over. What you answered stays as it is.")


class TheirsToSay(DomainError):
    """Somebody who is signed in at the desk opens the link of a letter, and answers."""

    code = "theirs-to-say"
    status = 403
    default = _("You are signed in at the desk. Only the customer can answer this.")


class NotWhileComplaining(DomainError):
    """Nobody is asked how it was while another complaint of theirs is open."""

    code = "complaint-open"
    default = _("Another complaint of theirs is open.")
