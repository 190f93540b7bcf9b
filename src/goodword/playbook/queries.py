"""The checklists as they are shown, and what an agent has beside their replies."""

from collections.abc import Sequence
from dataclasses import dataclass

from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Draft
from goodword.core.errors import NotFound
from goodword.core.markup import html_to_text
from goodword.playbook.built_in import BUILT_IN, BuiltIn, Point, Words
from goodword.playbook.built_in_reasons import BUILT_IN_REASONS
from goodword.playbook.can_do import No, left_with_no
from goodword.playbook.models import Checklist, ChosenChecklist, NoAsMeant, Reason


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedChecklist:
    """A checklist with its points; `source` and `grade` of one that is built in."""

    key: str
    name: str
    points: Sequence[Point]
    is_active: bool = True
    source: Words = ""
    grade: Words = ""

    @property
    def is_built_in(self) -> bool:
        return bool(self.source)


def all_checklists() -> list[ListedChecklist]:
    """Every checklist in its order; those that are built in and that nobody has touched come last."""
    rows = list(Checklist.objects.all())
    known = {row.key for row in rows}
    return [*(_listed(row) for row in rows), *(_of(one) for one in BUILT_IN if one.key not in known)]


def offered_checklists() -> list[ListedChecklist]:
    """Those that can be chosen beside a reply."""
    return [one for one in all_checklists() if one.is_active]


def checklist_named(key: str) -> ListedChecklist:
    """The checklist of this key. Raises NotFound."""
    found = next((one for one in all_checklists() if one.key == key), None)
    if found is None:
        raise NotFound
    return found


def chosen_checklist(agent_id: int) -> ListedChecklist | None:
    """What the agent has beside their replies; none while it is switched off."""
    chosen = ChosenChecklist.objects.filter(agent=agent_id, checklist__is_active=True)
    row = chosen.select_related("checklist").first()
    return _listed(row.checklist) if row else None


def all_reasons() -> list[Reason]:
    """Every reason that is offered, in order, then those that are retired. One that is built in and that nobody has
    used yet has no row."""
    rows = list(Reason.objects.all())
    known = {row.key for row in rows}
    rows += [Reason(key=key) for key, _label in BUILT_IN_REASONS if key not in known]
    return sorted(rows, key=lambda row: row.retired_at is not None)


def offered_reasons() -> list[Reason]:
    """Those that can be chosen now."""
    return [row for row in all_reasons() if row.retired_at is None]


def reason_keyed(key: str) -> Reason:
    """The reason of this key, retired or not, with what it was called before. Raises NotFound."""
    row = Reason.objects.filter(key=key).prefetch_related("former_names").first()
    if row is not None:
        return row
    found = next((one for one in all_reasons() if one.key == key), None)
    if found is None:
        raise NotFound
    return found


def reason_label(reason_id: int) -> str:
    """What it is called now, in the reader's language; empty for one that is not known."""
    row = Reason.objects.filter(pk=reason_id).first()
    return row.label if row else ""


def no_in(draft: Draft | None, text: str) -> No | None:
    """The first no in the text that leaves the customer there, unless the draft's writer said that it is meant."""
    noes = left_with_no(text)
    if not noes or (draft is not None and NoAsMeant.objects.filter(draft=draft.pk).exists()):
        return None
    return noes[0]


def no_in_reply(number: int, agent_id: int) -> No | None:
    """The same for the agent's reply to a conversation, as it was kept last."""
    draft = Draft.objects.filter(conversation=number, agent=agent_id, kind=DraftKind.REPLY).first()
    return no_in(draft, html_to_text(draft.html)) if draft else None


def _listed(row: Checklist) -> ListedChecklist:
    if row.built_in is not None:
        return _of(row.built_in, is_active=row.is_active)
    points = [Point(words) for words in row.points]
    return ListedChecklist(key=row.key, name=row.name, points=points, is_active=row.is_active)


def _of(one: BuiltIn, *, is_active: bool = True) -> ListedChecklist:
    return ListedChecklist(
        key=one.key,
        name=one.name,
        points=one.points,
        is_active=is_active,
        source=one.source,
        grade=one.grade.label,
    )
