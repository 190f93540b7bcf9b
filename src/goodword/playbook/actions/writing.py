"""What a writer says of their own writing: by which checklist, and that a no is meant."""

from django.db import transaction

from goodword.accounts.access import acting_agent
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Draft
from goodword.core.actor import Actor
from goodword.core.errors import NotAllowed, NotFound
from goodword.core.events import record
from goodword.playbook.actions.checklists import all_rows, named_row
from goodword.playbook.events import ChecklistChosen
from goodword.playbook.models import ChosenChecklist, NoAsMeant


@transaction.atomic
def choose_checklist(key: str, *, by: Actor) -> None:
    """Have this checklist beside one's replies from now on, or (an empty key) none. Raises NotFound, NotAllowed."""
    agent = acting_agent(by)
    if agent is None:
        raise NotAllowed
    rows = all_rows()
    row = named_row(key, rows) if key else None
    if row is not None and not row.is_active:
        raise NotFound
    before = ChosenChecklist.objects.filter(agent=agent).first()
    if (before.checklist_id if before else None) == (row.pk if row else None):
        return
    if row is None:
        ChosenChecklist.objects.filter(agent=agent).delete()
    else:
        ChosenChecklist.objects.update_or_create(agent=agent, defaults={"checklist": row})
    record(ChecklistChosen(by=by, agent_id=agent.pk, checklist_id=row.pk if row else None))


@transaction.atomic
def mean_no(number: int, *, by: Actor) -> None:
    """The no in one's reply to the conversation is meant: it is not noticed in this draft again.

    Without a draft there is nothing to say. Not recorded, like the pauses of a draft.
    """
    draft = Draft.objects.filter(conversation=number, agent=by.agent_id, kind=DraftKind.REPLY).first()
    if draft is not None:
        NoAsMeant.objects.get_or_create(draft=draft)
