"""Where a calendar's days come from: countries, whose holidays are looked at before they are taken, and iCal."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.calendars.actions.following import ask_again, follow_address, keep_file, read_ical
from goodword.calendars.actions.holidays import YEARS, drop_source, take_holidays
from goodword.calendars.choices import SourceKind
from goodword.calendars.countries import country_codes, public_holidays, regions_of
from goodword.calendars.errors import FeedProblem
from goodword.calendars.feeds import LARGEST
from goodword.calendars.queries import calendar_with, source_with
from goodword.calendars.types import Calendar, HolidaySource
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.web.settings.calendar_words import country_name, day_of, source_name, sources_shown
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, render_page, show_toast

Years = list[tuple[int, list[tuple[str, str]]]]


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_holidays(request: AgentRequest, calendar_id: int) -> HttpResponse:
    """The holidays of a country or region (`country`, `region`), to look at; POST takes them."""
    administrator(request)
    calendar = calendar_with(calendar_id)
    asked = request.POST if request.method == "POST" else request.GET
    country, region = asked.get("country", ""), asked.get("region", "")
    regions = regions_of(country)
    region = region if region in dict(regions) else ""
    if request.method == "POST":
        source = take_holidays(
            calendar_id, by=actor_of(request), country=country, region=region, language=get_language() or "en"
        )
        show_toast(request, _("Closed on the holidays of %(place)s.") % {"place": source_name(source)}, tone="kept")
        return redirect("settings-calendar", calendar_id)
    page = {
        "calendar": calendar,
        "countries": sorted(((code, country_name(code)) for code in country_codes()), key=lambda pair: pair[1]),
        "regions": regions,
        "country": country,
        "region": region,
        "years": _years(country, region) if country else [],
        "is_taken": _is_taken(calendar, country, region),
        "title": _("Holidays of a country"),
    }
    return settings_page(request, "settings/calendar_holidays.html", page)


@require_safe
def calendar_feeds(request: AgentRequest, calendar_id: int) -> HttpResponse:
    """Where an iCal file or address is given."""
    administrator(request)
    return _feeds(request, calendar_with(calendar_id))


def _feeds(request: AgentRequest, calendar: Calendar, **refused: str) -> HttpResponse:
    page = {"calendar": calendar, "refused": refused, "title": _("An iCal calendar")}
    return settings_page(request, "settings/calendar_feeds.html", page, status=422 if refused else 200)


@require_POST
def calendar_file(request: AgentRequest, calendar_id: int) -> HttpResponse:
    """Take the days of an iCal file."""
    administrator(request)
    calendar, file = calendar_with(calendar_id), request.FILES.get("file")
    try:
        if file is None:
            raise Invalid(file=_("Choose a file."))
        found = read_ical(calendar, file.read(LARGEST + 1))
        source = keep_file(calendar_id, by=actor_of(request), name=file.name or "", found=found)
    except Invalid as refusal:
        return _feeds(request, calendar, file=" ".join(str(words) for words in refusal.fields.values()))
    except FeedProblem as refusal:
        return _feeds(request, calendar, file=str(refusal))
    show_toast(request, _("The days of %(calendar)s count now.") % {"calendar": source.name}, tone="kept")
    return redirect("settings-calendar", calendar_id)


@sensitive_post_parameters("address")
@require_POST
def calendar_address(request: AgentRequest, calendar_id: int) -> HttpResponse:
    """Follow an iCal address: it is read now, and again each day."""
    administrator(request)
    try:
        follow_address(calendar_id, by=actor_of(request), address=request.POST.get("address", ""))
    except Invalid as refusal:
        words = " ".join(str(said) for said in refusal.fields.values())
        return _feeds(request, calendar_with(calendar_id), address=words)
    return redirect("settings-calendar", calendar_id)


@require_safe
def calendar_sources(request: AgentRequest, calendar_id: int) -> HttpResponse:
    """The sources, for a page that waits until one was read; then the whole page is to be fetched anew."""
    administrator(request)
    calendar = calendar_with(calendar_id)
    sources = sources_shown(calendar)
    if any(source.is_waiting for source, _name in sources):
        return render_page(request, "settings/_calendar_sources.html", {"calendar": calendar, "sources": sources})
    return HttpResponse(status=204, headers={"HX-Refresh": "true"})


@require_POST
def calendar_source_reading(request: AgentRequest, calendar_id: int, source_id: int) -> HttpResponse:
    """Read an iCal address again now."""
    administrator(request)
    _of(calendar_id, source_id)
    ask_again(source_id, by=actor_of(request))
    return redirect("settings-calendar", calendar_id)


def _of(calendar_id: int, source_id: int) -> HolidaySource:
    source = source_with(source_id)
    if source.calendar_id != calendar_id:
        raise NotFound
    return source


@require_POST
def calendar_source_removal(request: AgentRequest, calendar_id: int, source_id: int) -> HttpResponse:
    """Take no more days from a source."""
    administrator(request)
    name = source_name(_of(calendar_id, source_id))
    drop_source(source_id, by=actor_of(request))
    show_toast(request, _("No more days come from %(place)s.") % {"place": name})
    return redirect("settings-calendar", calendar_id)


def _years(country: str, region: str) -> Years:
    this_year = now().year
    try:
        found = public_holidays(country, region, range(this_year, this_year + YEARS), language=get_language() or "en")
    except LookupError:
        return []
    by_year = groupby(found.items(), key=lambda pair: pair[0].year)
    return [(year, [(day_of(on), name) for on, name in days]) for year, days in by_year]


def _is_taken(calendar: Calendar, country: str, region: str) -> bool:
    return calendar.sources.filter(kind=SourceKind.COUNTRY, country=country, subdivision=region).exists()
