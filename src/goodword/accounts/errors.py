"""What the accounts room refuses, and what to do instead."""

from django.utils.translation import gettext_lazy as _

from goodword.core.errors import ActionRefused, DomainError, Invalid


class AlreadyFounded(ActionRefused):
    """The installation has its organization; there is only one."""

    code = "already-founded"
    default = _("This installation is set up already. Sign in instead.")


class EmailTaken(Invalid):
    """Another agent has this address."""

    code = "email-taken"
    default = _("Somebody here has this address already.")

    def __init__(self) -> None:
        super().__init__(email=self.default)


class TeamNameTaken(Invalid):
    """Another team has this name."""

    code = "team-name-taken"
    default = _("There is a team of this name already. Choose another.")

    def __init__(self) -> None:
        super().__init__(name=self.default)


class LastOwner(ActionRefused):
    """Without an owner nobody could make one."""

    code = "last-owner"
    default = _("This is the last owner. Make somebody else an owner first.")


class InvitationClosed(DomainError):
    """The invitation was accepted, withdrawn, has expired, or never was."""

    code = "invitation-closed"
    status = 410
    default = _("This invitation is no longer open. Ask the person who sent it for a new one.")


class OnBreak(Invalid):
    """Somebody has a break, and is given nothing meanwhile."""

    code = "on-break"

    def __init__(self, name: str, until: str, field: str = "to") -> None:
        words = _("%(name)s has a break until %(time)s. Choose somebody else, or wait.")
        super().__init__(**{field: words % {"name": name, "time": until}})
