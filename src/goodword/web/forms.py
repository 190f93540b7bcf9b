"""Forms as the screens draw them: what an action refused is shown at the field it is about."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from goodword.core.errors import Invalid


class DeskForm(forms.Form):
    """A form of the desk. It reads what was typed; the action decides what fits."""

    def __init__(self, typed: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(typed, initial=dict(initial or {}), label_suffix="")

    def does(self, act: Callable[[], object]) -> bool:
        """Whether what was typed fits, and the action did it; what it refused is shown."""
        if not self.is_valid():
            return False
        try:
            act()
        except Invalid as refusal:
            self.refuse(refusal)
            return False
        return True

    def refuse(self, refusal: Invalid) -> None:
        """Show what the action refused, at its fields or above them all."""
        for name, message in refusal.fields.items():
            self.add_error(name if name in self.fields else None, str(message))
        if not refusal.fields:
            self.add_error(None, str(refusal))
