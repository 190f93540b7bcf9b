"""What the desk refuses about complaints, and what to do instead."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from goodword.core.errors import ActionRefused
from goodword.recovery.missing import MISSING, Missing


class NoComplaint(ActionRefused):
    """No complaint is open in the conversation."""

    code = "no-complaint"
    default = _("No complaint is open here.")


class ComplaintOpen(ActionRefused):
    """The matter, or the complaint, cannot be closed before what is `missing` is there."""

    code = "complaint-open"

    def __init__(self, missing: Sequence[Missing] = ()) -> None:
        self.missing = list(missing)
        words = " ".join(str(MISSING[one]) for one in self.missing)
        super().__init__(words or _("A complaint is open here. Say what came of it, then close."))


class NotLetGo(ActionRefused):
    """Somebody of the house lets a complaint go, and not its customer."""

    code = "not-let-go"
    default = _("Only the customer lets a complaint go. Close the complaint there, with what they said.")


class OwnDecline(ActionRefused):
    """Whoever wants to decline cannot be the second pair of eyes."""

    code = "own-decline"
    default = _("Somebody else has to look: you cannot agree with yourself.")


class NotAgreed(ActionRefused):
    """Nobody else has agreed to the "no"."""

    code = "not-agreed"
    default = _("Nobody else has agreed to decline this yet. Ask a colleague first.")


class NoOutsideRoute(ActionRefused):
    """The house has not said where customers can complain further, or the letter does not."""

    code = "no-outside-route"
    default = _(
        "Nobody has set where customers can complain further. An administrator does so in Settings, Complaints."
    )
