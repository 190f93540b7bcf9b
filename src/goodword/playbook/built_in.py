"""The checklists that everybody has: data, each with its source and its grade."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from goodword.playbook.choices import Grade

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to do in a reply; `more` says how."""

    name: Words
    more: Words = ""


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A checklist by its key, with where it comes from and how much stands behind it."""

    key: str
    name: str
    points: tuple[Point, ...]
    source: Words
    grade: Grade


_HEAR = Point(pgettext_lazy("checklist", "Hear"), _("Say back what happened, in their words."))
_EMPATHIZE = Point(pgettext_lazy("checklist", "Empathize"), _("Say what it meant for them."))
_APOLOGIZE = Point(
    pgettext_lazy("checklist", "Apologize"),
    _("For what they went through, whoever is to blame; without “if” or “but”."),
)
_THANK = Point(pgettext_lazy("checklist", "Thank"), _("For telling you."))

BUILT_IN = (
    BuiltIn(
        "heard",
        "HEARD",
        (
            _HEAR,
            _EMPATHIZE,
            _APOLOGIZE,
            Point(pgettext_lazy("checklist", "Resolve"), _("Say what you do, who does it, and by when.")),
            Point(pgettext_lazy("checklist", "Diagnose"), _("Find what in how we work let it happen; blame nobody.")),
        ),
        _("Taught by the Disney Institute for putting things right"),
        Grade.ONE_SOURCE,
    ),
    BuiltIn(
        "last",
        "LAST",
        (
            Point(pgettext_lazy("checklist", "Listen"), _("Say back what happened, in their words.")),
            _APOLOGIZE,
            Point(pgettext_lazy("checklist", "Solve"), _("Say what you do, who does it, and by when.")),
            _THANK,
        ),
        _("Handed on in shops and restaurants; nobody knows who began it"),
        Grade.UNSOURCED,
    ),
    BuiltIn(
        "heart",
        "HEART",
        (
            _HEAR,
            _EMPATHIZE,
            _APOLOGIZE,
            Point(pgettext_lazy("checklist", "Respond"), _("Put it right, or say who does, and by when.")),
            _THANK,
        ),
        _("Taught at the Cleveland Clinic"),
        Grade.ONE_SOURCE,
    ),
    BuiltIn(
        "aidet",
        "AIDET",
        (
            Point(pgettext_lazy("checklist", "Acknowledge"), _("Greet them by name, and name their matter.")),
            Point(pgettext_lazy("checklist", "Introduce"), _("Who you are, and what you do here.")),
            Point(pgettext_lazy("checklist", "Duration"), _("How long it takes, and when they hear from you.")),
            Point(pgettext_lazy("checklist", "Explanation"), _("What happens next and why, and how they reach you.")),
            Point(pgettext_lazy("checklist", "Thank you"), _("For their patience, or for choosing you.")),
        ),
        _("Taught to hospitals by the Studer Group; studied there, mostly before and after, without comparison"),
        Grade.MIXED,
    ),
)
BY_KEY = {one.key: one for one in BUILT_IN}
