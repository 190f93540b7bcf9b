"""What the recovery room refuses, and what to do instead."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.core.errors import ActionRefused, Invalid
from goodword.core.money import Money, money_words


class AboveAuthority(ActionRefused):
    """More than somebody may give on their own word; `most` is what they may give now, None if nothing at all."""

    code = "above-authority"
    default = gettext_lazy("This is more than you may give without asking. Ask for it, or give less.")

    def __init__(self, most: Money | None = None) -> None:
        self.most = most if most and most.minor > 0 else None
        words = _("You may give %(most)s of this without asking. Ask for more, or give less.")
        super().__init__(words % {"most": money_words(self.most)} if self.most else None)


class MoreThanPaid(Invalid):
    """More than is left of what was paid, with all that was given of it."""

    code = "more-than-paid"

    def __init__(self, left: Money) -> None:
        self.left = left
        if left.minor:
            words = _("Only %(left)s of this purchase is left to give back.") % {"left": money_words(left)}
        else:
            words = _("All of this purchase was given back already.")
        super().__init__(words, amount=words)


class WrongCurrency(Invalid):
    """Money of another currency than what was paid, or than the product's value."""

    code = "wrong-currency"

    def __init__(self, expected: str) -> None:
        words = _("This was paid in %(currency)s. Give the amount in %(currency)s.") % {"currency": expected}
        super().__init__(words, amount=words)


class OwnRequest(ActionRefused):
    """Nobody answers what they asked for themselves."""

    code = "own-request"
    default = gettext_lazy("You asked for this yourself. Somebody else has to answer.")


class AlreadyAnswered(ActionRefused):
    """Somebody answered the request meanwhile."""

    code = "already-answered"
    default = gettext_lazy("Somebody answered this meanwhile. Look at what they said.")

    def __init__(self, stands: Money | None = None) -> None:
        words = _("This was answered already: %(amount)s was approved, and stands.")
        super().__init__(words % {"amount": money_words(stands)} if stands else None)


class AlreadyPaid(ActionRefused):
    """What was paid or sent cannot be taken back."""

    code = "already-paid"
    default = gettext_lazy("This was paid or sent, or is about to be. It cannot be taken back any more.")
