"""Days that differ from the week: set by hand, changed for one year, or let be what they were."""

from datetime import date

from django import forms
from django.http import HttpResponse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from goodword.calendars.actions.changing import remove_special_day, set_special_day
from goodword.calendars.hours import Windows
from goodword.calendars.queries import DifferentDay, calendar_with, different_days, open_time_of
from goodword.calendars.types import Calendar
from goodword.core.errors import Invalid, NotFound
from goodword.web.forms import DeskForm
from goodword.web.settings.calendar_weeks import TypedDay, is_only_arranged, shown_day, typed_day
from goodword.web.settings.calendar_words import day_of, source_name, windows_in_words
from goodword.web.settings.calendars import saved
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest

CLOSED, HOURS, USUAL = "closed", "hours", "usual"
TEMPLATE = "settings/calendar_day.html"


class DayForm(DeskForm):
    """What a day is."""

    date = forms.DateField(
        label=gettext_lazy("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Choose a day."), "invalid": gettext_lazy("There is no such day.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Such as “Staff training”. Only your people see it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    what = forms.ChoiceField(
        label=gettext_lazy("On this day the house is"),
        choices=(
            (CLOSED, gettext_lazy("Closed all day")),
            (HOURS, gettext_lazy("Open at these times")),
            (USUAL, gettext_lazy("Open as usual, whatever holiday it is")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of these.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_day(request: AgentRequest, calendar_id: int) -> HttpResponse:
    """Set a day by hand."""
    administrator(request)
    return _day(request, calendar_with(calendar_id), None)


@require_http_methods(["GET", "HEAD", "POST"])
def day_page(request: AgentRequest, calendar_id: int, day: str) -> HttpResponse:
    """One day: what is said of it, and by whom; POST says it by hand."""
    administrator(request)
    return _day(request, calendar_with(calendar_id), _date(day))


@require_POST
def day_removal(request: AgentRequest, calendar_id: int, day: str) -> HttpResponse:
    """Forget what was said of a day by hand."""
    administrator(request)
    remove_special_day(calendar_id, by=actor_of(request), day=_date(day))
    return saved(request, calendar_id)


def _day(request: AgentRequest, calendar: Calendar, on: date | None) -> HttpResponse:
    known = next(iter(different_days(calendar, on, on)), None) if on else None
    page = {**_around(calendar, on, known), "times": shown_day("day", "", _windows(calendar, on))}
    if request.method != "POST":
        return settings_page(request, TEMPLATE, {**page, "form": DayForm(initial=_initial(known, on))})
    typed, sent = typed_day(request.POST, "day", ""), dict(request.POST.items())
    if is_only_arranged(request.POST, [typed]):
        return settings_page(request, TEMPLATE, {**page, "form": DayForm(initial=sent), "times": typed})
    form = DayForm({**sent, "date": on.isoformat()} if on else sent)
    if form.is_valid():
        try:
            _set(request, calendar, form, typed)
        except Invalid as refusal:
            typed.error = " ".join(str(words) for words in refusal.fields.values()) or str(refusal)
        else:
            return saved(request, calendar.pk)
    return settings_page(request, TEMPLATE, {**page, "form": form, "times": typed}, status=422)


def _around(calendar: Calendar, on: date | None, known: DifferentDay | None) -> dict[str, object]:
    return {
        "calendar": calendar,
        "date": on,
        "by_hand": known.by_hand if known else None,
        "said": [(row.name, source_name(row.source)) for row in known.said if row.source] if known else [],
        "usual": windows_in_words(calendar.windows[on.weekday()]) if on else "",
        "title": day_of(on) if on else _("A day that differs"),
    }


def _set(request: AgentRequest, calendar: Calendar, form: DayForm, typed: TypedDay) -> None:
    told = form.cleaned_data
    windows: Windows | None = {CLOSED: (), USUAL: None}.get(told["what"], ())
    if told["what"] == HOURS:
        typed.name = day_of(told["date"])
        windows = typed.windows()
        if typed.error:
            raise Invalid(typed.error)
        if not windows:
            raise Invalid(_("Give the times that are open, or choose “Closed all day”."))
    set_special_day(calendar.pk, by=actor_of(request), day=told["date"], name=told["name"], windows=windows)


def _windows(calendar: Calendar, on: date | None) -> Windows:
    """What to begin with: the hours that count now, else those of the week."""
    if on is None:
        return ()
    now_open = open_time_of(calendar.pk, version=calendar.version).hours.windows_on(on)
    return now_open or calendar.windows[on.weekday()]


def _initial(known: DifferentDay | None, on: date | None) -> dict[str, object]:
    if known is None:
        return {"date": on, "what": CLOSED}
    windows = known.counting[0].windows
    what = CLOSED if windows == [] else HOURS if windows or known.by_hand is None else USUAL
    return {"date": on, "name": known.name, "what": what}


def _date(typed: str) -> date:
    try:
        found = parse_date(typed)
    except ValueError:
        found = None
    if found is None:
        raise NotFound
    return found
