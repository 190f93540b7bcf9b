"""Why a mail could not be read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.core.errors import DomainError


class UnreadableMail(DomainError):
    """The mail is kept as it came, but cannot be taken apart; the message says why, for the list of unreadable mail."""

    code = "unreadable-mail"
    default = _("The mail could not be taken apart.")


TOO_MANY_PARTS: Promise = _("The mail has thousands of parts.")
TOO_DEEP: Promise = _("The mail is packed inside itself too many times.")
EMPTY: Promise = _("There is nothing in the mail.")
NO_SENDER: Promise = _("The mail does not say who wrote it.")
