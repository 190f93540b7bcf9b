"""Everything that was done about one complaint, in parts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from goodword.conversations.choices import Direction
from goodword.conversations.models import Attachment, Message, Note
from goodword.core.clock import NEVER
from goodword.core.markup import without_signed_links
from goodword.core.models import RecordedEvent
from goodword.promises.models import Promise
from goodword.recovery.binder.page_parts import File, Part
from goodword.recovery.models import Complaint, Payout, Remedy
from goodword.recovery.packs.loading import pack_of
from goodword.recovery.queries.complaints import corrective_actions_of, let_go_of, restatements_of
from goodword.recovery.queries.grievances import grievance_of

MOST_EVENTS = 5000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a binder is made of, and how: moments in the organization's `zone`, with our notes or without."""

    complaint: Complaint
    zone: ZoneInfo
    has_notes: bool

    def when(self, moment: datetime | None) -> str:
        """The moment in the organization's zone; an open end is none."""
        if moment is None or moment >= NEVER:
            return "–"
        return moment.astimezone(self.zone).strftime("%Y-%m-%d %H:%M:%S %Z")


def parts_of(asked: Asked) -> list[Part]:
    """Its parts in order; what is internal only where notes are wanted."""
    gather: list[Callable[[Asked], Part]] = [
        _whole,
        _law,
        _own_words,
        _understood,
        _assessed,
        _promised,
        _given,
        _put_right,
        _declined,
        _letters,
    ]
    if asked.has_notes:
        gather += [_contributed, _notes]
    parts = [make(asked) for make in (*gather, _files, _events)]
    return [part for part in parts if part.lines]


def files_of(asked: Asked) -> list[File]:
    """The files of the letters, and of notes where these are wanted; names that fit beside each other."""
    return [File(f"{row.pk}-{_safe(row.filename)}", str(row.blob_id), row.size) for row in _attached(asked)]


def _whole(asked: Asked) -> Part:
    complaint, part = asked.complaint, Part(_("The complaint"))
    part.fact(_("Matter"), f"#{complaint.conversation_id} {complaint.conversation.subject}")
    part.fact(_("Customer"), complaint.customer.name)
    part.fact(_("Received"), asked.when(complaint.said_at))
    part.fact(_("Marked"), f"{complaint.get_source_display()}, {asked.when(complaint.marked_at)}")
    part.fact(_("Acknowledged"), asked.when(complaint.acknowledged_at))
    part.fact(_("Answered"), asked.when(complaint.responded_at))
    part.fact(_("Closed"), asked.when(complaint.closed_at))
    part.fact(_("Stage"), complaint.get_stage_display())
    part.fact(_("Result"), complaint.get_result_display())
    part.fact(_("Looks into it"), complaint.owner)
    let_go = let_go_of(complaint)
    if let_go is not None:
        part.fact(_("They let it go"), f"{asked.when(let_go.at)}: {let_go.words}")
    return part


def _law(asked: Asked) -> Part:
    part, grievance = Part(_("The rule")), grievance_of(asked.complaint)
    if grievance is None:
        return part
    pack = pack_of(grievance.pack)
    part.fact(_("Rule"), pack.name if pack else grievance.pack)
    part.fact(_("Citation"), grievance.citation)
    if pack is not None:
        part.fact(_("Text of the rule"), pack.effective)
        part.fact(_("It obliges to"), pack.obliges)
    part.fact(_("Our data was reviewed on"), grievance.reviewed_on)
    part.fact(_("Opened as a grievance"), asked.when(grievance.opened_at))
    if grievance.promise is not None:
        part.fact(_("Due by the clock of law"), asked.when(grievance.promise.due_at))
    part.fact(_("Contact"), grievance.contact)
    part.fact(_("Steps taken"), grievance.steps)
    part.fact(_("Result"), grievance.result)
    part.fact(_("Done on"), grievance.finished)
    if grievance.notice is not None:
        part.fact(_("Written notice"), f"{asked.when(grievance.notice.at)}, {grievance.notice.get_delivery_display()}")
    return part


def _own_words(asked: Asked) -> Part:
    complaint, part = asked.complaint, Part(_("Their own words"))
    if complaint.erased_at:
        part.say(_("Their words were erased %(when)s.") % {"when": asked.when(complaint.erased_at)})
        return part
    part.words(complaint.words)
    agrees = _("These are the words of then: their hash agrees.") if complaint.is_as_said else _("The hash differs.")
    part.fact(_("Proof"), agrees)
    part.fact("HMAC-SHA256", complaint.words_hash)
    return part


def _understood(asked: Asked) -> Part:
    part = Part(_("What we understood"))
    for row in reversed(restatements_of(asked.complaint)):
        part.head(f"{asked.when(row.at)} · {row.agent or ''}")
        part.words(row.words)
        part.fact(_("The customer"), f"{row.get_heard_display()} {asked.when(row.heard_at) if row.heard_at else ''}")
    return part


def _assessed(asked: Asked) -> Part:
    complaint, part = asked.complaint, Part(_("How bad it was"))
    if complaint.assessed_at is not None:
        part.fact(_("Severity"), complaint.get_severity_display())
        part.fact(_("A matter of safety"), _("Yes") if complaint.is_safety else _("No"))
        part.fact(_("Harm"), complaint.harm)
        part.fact(_("Assessed"), asked.when(complaint.assessed_at))
    part.fact(_("They ask for"), complaint.remedy_sought)
    part.fact(_("Reason"), complaint.reason.label if complaint.reason else "")
    return part


def _promised(asked: Asked) -> Part:
    part = Part(_("Promises"))
    rows = Promise.objects.standing().filter(conversation=asked.complaint.conversation_id).order_by("began_at", "id")
    for row in rows.select_related("owner", "owner_team"):
        part.head(f"{row.ours or row.get_target_display()} ({row.get_origin_display()})")
        part.fact(_("Owed by"), row.owner or row.owner_team)
        part.fact(_("Began"), asked.when(row.began_at))
        part.fact(_("Due"), asked.when(row.due_at))
        part.fact(_("Told"), asked.when(row.told_at))
        part.fact(_("By its due time"), f"{row.get_outcome_display()} {asked.when(row.outcome_at)}")
        part.fact(_("Settled"), f"{row.get_settled_display()} {asked.when(row.settled_at)}")
        part.fact(_("Another time, because"), row.because)
        part.fact(_("Proof"), row.proof)
        part.fact(_("Let go, because"), row.release_words or (row.get_release_display() if row.release else ""))
    return part


def _given(asked: Asked) -> Part:
    part = Part(_("What was given"))
    rows = Remedy.objects.filter(conversation=asked.complaint.conversation_id).select_related("given_by", "asked_by")
    payouts = {one.remedy_id: one for one in Payout.objects.filter(remedy__in=rows)}
    for row in rows.order_by("id"):
        part.head(f"{row.get_kind_display()}: {row.amount}")
        part.fact(_("Given by"), row.given_by)
        part.fact(_("Asked for by"), row.asked_by)
        part.fact(_("State"), row.get_state_display())
        part.fact(_("Given"), asked.when(row.given_at))
        part.fact(_("Settled"), asked.when(row.settled_at))
        payout = payouts.get(row.pk)
        if payout is not None:
            part.fact(_("Payout"), f"{payout.get_state_display()}, {asked.when(payout.paid_at)} {payout.reference}")
    return part


def _put_right(asked: Asked) -> Part:
    part = Part(_("Corrective actions"))
    for row in corrective_actions_of(asked.complaint):
        part.head(f"{row.get_fix_display()} · {row.agent or ''}, {asked.when(row.at)}")
        part.words(row.words)
        part.fact(_("Done"), asked.when(row.done_at) if row.done_at else "")
        if row.promise is not None:
            who = row.promise.owner or row.promise.owner_team
            part.fact(_("Owed by"), f"{who}, {asked.when(row.promise.due_at)}: {row.promise.get_outcome_display()}")
    return part


def _declined(asked: Asked) -> Part:
    part = Part(_("The “no”, and who else looked"))
    for row in asked.complaint.declines.select_related("asked_by", "answered_by", "told_in").order_by("id"):
        part.head(f"{row.asked_by or ''}, {asked.when(row.asked_at)}")
        part.fact(_("Tried"), row.tried)
        part.fact(_("Second pair of eyes"), f"{row.get_agreed_display()}: {row.answered_by or ''} {row.words}")
        part.fact(_("Answered"), asked.when(row.answered_at) if row.answered_at else "")
        part.fact(_("Told"), asked.when(row.told_in.at) if row.told_in else "")
    return part


def _letters(asked: Asked) -> Part:
    part = Part(_("Letters, sent and received"))
    rows = Message.objects.filter(conversation=asked.complaint.conversation_id).select_related("body", "agent")
    for row in rows.order_by("at", "id"):
        way = _("Received from") if row.direction == Direction.IN else _("Sent by")
        part.head(f"{asked.when(row.at)} · {way} {row.sender_name or row.agent or ''} {row.sender_address}".strip())
        part.fact(_("Subject"), row.subject)
        part.fact(_("Delivery"), row.get_delivery_display() if row.direction == Direction.OUT else "")
        body = getattr(row, "body", None)
        part.words(without_signed_links(body.text if body is not None else row.preview))
    return part


def _contributed(asked: Asked) -> Part:
    part = Part(_("What we contributed (internal)"), is_internal=True)
    row = getattr(asked.complaint, "contribution", None)
    if row is not None:
        part.fact(_("We"), row.ours)
        part.fact(row.writer or _("Then I"), row.mine)
        part.fact(_("Others"), row.others)
        part.fact(_("What we learned"), row.learned)
    return part


def _notes(asked: Asked) -> Part:
    part = Part(_("Notes (internal)"), is_internal=True)
    rows = Note.objects.filter(conversation=asked.complaint.conversation_id).select_related("agent")
    for row in rows.order_by("at", "id"):
        part.head(f"{asked.when(row.at)} · {row.agent}")
        part.words(row.text)
    return part


def _files(asked: Asked) -> Part:
    part = Part(_("Files beside these pages"))
    for file in files_of(asked):
        part.fact(file.name, _("%(size)d bytes") % {"size": file.size})
    return part


def _events(asked: Asked) -> Part:
    part = Part(_("Events (%(zone)s)") % {"zone": asked.zone.key})
    rows = RecordedEvent.objects.filter(conversation_id=asked.complaint.conversation_id).order_by("id")
    found = list(rows[: MOST_EVENTS + 1])
    for row in found[:MOST_EVENTS]:
        part.fact(asked.when(row.at), f"{row.kind} · {row.actor_kind} {row.actor_id or ''}")
    if len(found) > MOST_EVENTS:
        part.say(_("There are more than %(most)d events; the first ones stand here.") % {"most": MOST_EVENTS})
    return part


def _attached(asked: Asked) -> list[Attachment]:
    number = asked.complaint.conversation_id
    rows = list(Attachment.objects.filter(message__conversation=number).order_by("id"))
    if asked.has_notes:
        rows += Attachment.objects.filter(note__conversation=number).order_by("id")
    return rows


def _safe(name: str) -> str:
    """A file's name without anything that leads elsewhere or cannot be seen."""
    plain = "".join(letter if letter.isprintable() and letter not in '/\\:*?"<>|' else "_" for letter in name)
    return plain.strip(" .")[-120:] or "file"
