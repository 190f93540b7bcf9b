"""What matters to a person: notes, dated, with what they know of it, expiring."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.conversations.access import To
from goodword.core.actor import Actor
from goodword.people.actions.mattering import edit_person_note, remove_person_note, write_person_note
from goodword.people.queries import person_note_of
from goodword.web.person.forms import NoteForm
from goodword.web.person.parts import NOTES, record_for, show_done, show_part, try_part
from goodword.web.shell import AgentRequest


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: AgentRequest, customer_id: int) -> HttpResponse:
    """What matters to them, with `edit` open to add to; POST adds a note."""
    if request.method == "POST":
        record, by = record_for(request, customer_id, To.ANSWER), Actor.agent(request.user.pk)
        form = NoteForm(request.POST)

        def act() -> None:
            write_person_note(customer_id, by=by, **form.cleaned_data)

        return try_part(request, record, NOTES, form, act, told=_("Noted."))
    if "edit" not in request.GET:
        return show_part(request, record_for(request, customer_id), NOTES)
    record = record_for(request, customer_id, To.ANSWER, editing=NOTES)
    record.form = NoteForm()
    return show_part(request, record, NOTES)


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: AgentRequest, customer_id: int, note_id: int) -> HttpResponse:
    """One note, open to be written anew."""
    record, by = record_for(request, customer_id, To.ANSWER, editing=NOTES), Actor.agent(request.user.pk)
    record.note = person_note_of(record.customer, note_id)
    if request.method != "POST":
        record.form = NoteForm(initial={name: getattr(record.note, name) for name in NoteForm.base_fields})
        return show_part(request, record, NOTES)
    form = NoteForm(request.POST)

    def act() -> None:
        edit_person_note(note_id, by=by, **form.cleaned_data)

    return try_part(request, record, NOTES, form, act, told=_("Saved."))


@require_POST
def remove(request: AgentRequest, customer_id: int, note_id: int) -> HttpResponse:
    """Take a note away."""
    record = record_for(request, customer_id, To.ANSWER)
    person_note_of(record.customer, note_id)
    remove_person_note(note_id, by=Actor.agent(request.user.pk))
    return show_done(request, record, NOTES, _("The note is gone."))
