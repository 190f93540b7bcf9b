"""In which language and by whose clock a customer reads their page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_timezone_location
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation

from goodword.accounts.types import Organization
from goodword.people.types import Customer


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that the page can be read in, by its own name; `is_spoken`: it is the one on the page."""

    code: str
    name: str
    is_spoken: bool


@contextmanager
def speaking(request: HttpRequest, person: Customer, house: Organization) -> Iterator[str]:
    """Speak as the person asked to be spoken to, else as we know them, else as the house does; by the house's clock,
    since nobody's own is known. Gives the language if it was asked for."""
    shipped = dict(settings.LANGUAGES)
    asked = request.POST.get("language") or request.GET.get("language") or ""
    asked = asked if asked in shipped else ""
    known = person.language or house.language
    spoken = asked or (known if known in shipped else house.language)
    with translation.override(spoken), timezone.override(ZoneInfo(house.time_zone)):
        yield asked


def tongues() -> list[Tongue]:
    """The languages of the page."""
    spoken = translation.get_language()
    codes = [code for code, _name in settings.LANGUAGES]
    return [Tongue(code, _own_name(code), code == spoken) for code in codes]


def _own_name(code: str) -> str:
    name = Locale.parse(code, sep="-").get_display_name(code) or code
    return name[:1].upper() + name[1:]


def zone_name(zone: str) -> str:
    """The place by whose clock times are meant: "New York", "Madrid"."""
    locale = Locale.parse(translation.get_language() or "en", sep="-")
    return str(get_timezone_location(zone, locale=locale, return_city=True))
