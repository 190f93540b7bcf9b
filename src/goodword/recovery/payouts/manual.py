"""By hand: nothing leaves the house by itself; the worklist of finance is where it is done and said to be done."""

from goodword.recovery.payouts.connectors import Answer, PayoutOrder, Pending


class Manual:
    """A person pays or sends it, and says so."""

    def pay(self, order: PayoutOrder) -> Answer:  # noqa: ARG002 (the same for every order)
        return Pending()

    def look_up(self, order: PayoutOrder) -> Answer:  # noqa: ARG002
        return Pending()

    def test(self) -> str:
        return ""
