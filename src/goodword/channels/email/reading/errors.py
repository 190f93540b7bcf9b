"""Why a mail could not be read."""

from django.utils.translation import gettext_lazy as _

from goodword.core.errors import DomainError


class UnreadableMail(DomainError):
    """The mail is kept as it came, but cannot be taken apart; its kinds say why, in the list of unreadable mail."""

    code = "unreadable-mail"
    default = _("The mail could not be taken apart.")


class TooManyParts(UnreadableMail):
    code = "mail-too-many-parts"
    default = _("The mail has thousands of parts.")


class TooDeep(UnreadableMail):
    code = "mail-too-deep"
    default = _("The mail is packed inside itself too many times.")


class NothingInIt(UnreadableMail):
    code = "mail-empty"
    default = _("There is nothing in the mail.")


class NobodyWroteIt(UnreadableMail):
    code = "mail-without-sender"
    default = _("The mail does not say who wrote it.")
