"""What a complaint still needs before it can be closed."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Missing(StrEnum):
    """One thing that is not there yet."""

    CONFIRMED = "confirmed"
    SEVERITY = "severity"
    SOLUTION = "solution"
    PERSON = "person"
    CAUSE = "cause"
    CONTRIBUTION = "contribution"
    NOTICE = "notice"
    DECLINE = "decline"
    LET_GO = "let-go"
    RESULT = "result"


MISSING = {
    Missing.CONFIRMED: _("Nobody of us has said yet that this is a complaint."),
    Missing.SEVERITY: _("Nobody has said yet how bad it is for them."),
    Missing.SOLUTION: _("No solution was told yet."),
    Missing.PERSON: _("Nothing was put right for the person yet."),
    Missing.CAUSE: _("No fix for the cause is named, with who and by when, nor why nothing changes."),
    Missing.CONTRIBUTION: _("It is serious: write what we, and what you, contributed."),
    Missing.NOTICE: _("It is a grievance: its written notice was not sent, or its record is not whole."),
    Missing.DECLINE: _("A “no” needs what was tried, a second pair of eyes, and a letter with the way outside."),
    Missing.LET_GO: _("Only the customer lets it go: write what they said, in their words."),
    Missing.RESULT: _("Say what came of the complaint."),
}
