"""What the promises room refuses, and what to do instead."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from goodword.core.errors import ActionRefused, Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.promises.models import Promise


class StillOwed(ActionRefused):
    """The matter cannot be closed while the customer waits for something; `promises` says for what."""

    code = "still-owed"

    def __init__(self, promises: "Sequence[Promise]") -> None:
        self.promises = promises
        words = ngettext(
            "A promise to the customer is still owed. Keep it, renegotiate it or release it, then close.",
            "%(count)d promises to the customer are still owed. Keep, renegotiate or release them, then close.",
            len(promises),
        )
        super().__init__(words % {"count": len(promises)})


class PastDue(Invalid):
    """A due time that lies behind us."""

    code = "past-due"
    default = _("That is past. Choose a time that is still to come.")


class SetByLaw(ActionRefused):
    """A law sets the time, and the letter that it asks for keeps it."""

    code = "set-by-law"
    default = _("A law sets this. Extend it, or send the written notice, in the panel of the complaint.")


class AlreadySettled(ActionRefused):
    """Somebody settled the promise meanwhile."""

    code = "already-settled"
    default = _("Somebody settled this promise meanwhile. Look at what is owed now.")
