"""The reasons that everybody begins with; a house renames, adds and retires its own."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

BUILT_IN_REASONS: tuple[tuple[str, Promise], ...] = (
    ("late", pgettext_lazy("reason", "Late or did not come")),
    ("wrong", pgettext_lazy("reason", "Wrong thing or wrong amount")),
    ("broken", pgettext_lazy("reason", "Broken or not working")),
    ("waiting", pgettext_lazy("reason", "Had to wait")),
    ("promise", pgettext_lazy("reason", "A promise was not kept")),
    ("treatment", pgettext_lazy("reason", "How they were treated")),
    ("care", pgettext_lazy("reason", "Quality of care or work")),
    ("safety", pgettext_lazy("reason", "Safety")),
    ("billing", pgettext_lazy("reason", "Bill or payment")),
    ("information", pgettext_lazy("reason", "Wrong or missing information")),
    ("privacy", pgettext_lazy("reason", "Privacy")),
    ("access", pgettext_lazy("reason", "Could not reach us")),
    ("rule", pgettext_lazy("reason", "A rule of ours")),
    ("other", pgettext_lazy("reason", "Something else")),
)
REASONS_BY_KEY = dict(BUILT_IN_REASONS)
