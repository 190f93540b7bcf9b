"""What one can choose from in the settings."""

from functools import cache
from zoneinfo import available_timezones

from django.conf import settings

Choices = list[tuple[str, str]]
_REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def languages() -> Choices:
    """The languages that the screens speak, each by its name in the reader's language."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


@cache
def time_zones() -> Choices:
    """Every place with a clock of its own, by region; the names are those of the time zone database."""
    places = sorted(name for name in available_timezones() if name.startswith(_REGIONS))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in places)]
