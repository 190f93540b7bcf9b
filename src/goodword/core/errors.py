"""Expected failures: each has a code, a message that says what to do next, and an HTTP status."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A refusal that a person can act on. `fields` names the inputs it is about, with a message for each."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    default: ClassVar[str | Promise] = _("That cannot be done now.")

    def __init__(self, message: str | Promise | None = None, **fields: str | Promise) -> None:
        self.message = message or self.default
        self.fields = fields
        super().__init__(str(self.code))

    def __str__(self) -> str:
        return str(self.message)


class NotFound(DomainError):
    """The row does not exist, or the reader may not know that it does."""

    code = "not-found"
    status = 404
    default = _("There is nothing here, or you may not see it. Ask a lead if you think you should.")


class NotAllowed(DomainError):
    """The reader may see the row but not do this to it."""

    code = "not-allowed"
    status = 403
    default = _("Your role does not allow this. Ask a lead or an administrator.")


class Invalid(DomainError):
    """An input does not fit; `fields` says which and how to mend it."""

    code = "invalid"
    status = 422
    default = _("Something in the form needs another look.")


class ActionRefused(DomainError):
    """The rules of the desk, or a guard of a higher room, object to the action."""

    code = "action-refused"
