"""What led to a complaint is written down, our own part first."""

from dataclasses import dataclass, fields

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.recovery.actions.complaining import locked_complaint, tell
from goodword.recovery.complaint_events import ContributionWritten
from goodword.recovery.models import Contribution

MOST_WORDS = 2000


@dataclass(frozen=True, kw_only=True, slots=True)
class Contributed:
    """What the house contributed, what whoever writes did, what others did, and what is learned from it."""

    ours: str = ""
    mine: str = ""
    others: str = ""
    learned: str = ""

    def check(self) -> None:
        """Raises Invalid naming what needs another look."""
        for one in fields(self):
            if len(getattr(self, one.name)) > MOST_WORDS:
                raise Invalid(**{one.name: _("That is long. Put the details into a note.")})
        if not self.ours.strip():
            raise Invalid(ours=_("Begin with us: what did we, and how we work, contribute?"))
        if self.others.strip() and not self.mine.strip():
            raise Invalid(mine=_("First what you contributed yourself, then others."))


@transaction.atomic
def write_contribution(number: int, contributed: Contributed, *, by: Actor) -> Contribution:
    """Write it down, in the place of what stood there. What somebody wrote of themselves only they change.

    Raises NotFound, NoComplaint, Invalid.
    """
    contributed.check()
    complaint = locked_complaint(number)
    row = Contribution.objects.select_related("writer").filter(complaint=complaint).first()
    row = row or Contribution(complaint=complaint)
    facts = {one.name: getattr(contributed, one.name).strip() for one in fields(contributed)}
    if row.mine and row.writer_id != by.agent_id and facts["mine"] != row.mine:
        raise Invalid(mine=_("%(name)s wrote that of themselves. Ask them to change it.") % {"name": row.writer})
    changed = [name for name, words in facts.items() if getattr(row, name) != words]
    if changed:
        for name, words in facts.items():
            setattr(row, name, words)
        row.at = now()
        if "mine" in changed:
            row.writer_id = by.agent_id if row.mine else None
        row.save()
        tell(ContributionWritten, complaint, by=by, parts=changed)
    return row
