"""Where a calendar's days come from: the holidays of a country, looked at before they are taken."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.calendars.actions.holidays import YEARS, drop_source, take_holidays
from goodword.calendars.choices import SourceKind
from goodword.calendars.countries import country_codes, public_holidays, regions_of
from goodword.calendars.queries import calendar_with, source_with
from goodword.calendars.types import Calendar
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.web.settings.calendar_words import country_name, day_of, source_name
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, show_toast

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


@require_POST
def calendar_source_removal(request: AgentRequest, calendar_id: int, source_id: int) -> HttpResponse:
    """Take no more days from a source."""
    administrator(request)
    source = source_with(source_id)
    if source.calendar_id != calendar_id:
        raise NotFound
    name = source_name(source)
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
