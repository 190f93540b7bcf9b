"""The public holidays of countries and their regions, as the `holidays` library knows them: nothing is fetched.

The library is 12 MB and takes 0.2 s to import, so it is loaded where a country is asked about and nowhere else.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase


@cache
def country_codes() -> tuple[str, ...]:
    """The two letters (ISO 3166) of every country whose holidays are known."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415

    return tuple(sorted(code for names in COUNTRIES.values() for code in names if len(code) == 2))  # noqa: PLR2004


@cache
def regions_of(country: str) -> tuple[tuple[str, str], ...]:
    """The regions of a country that have holidays of their own, as codes and names; none if it is not known."""
    if country not in country_codes():
        return ()
    kind = _kind_of(country)
    names: dict[str, str] = {}
    for name, code in getattr(kind, "subdivisions_aliases", {}).items():
        names.setdefault(code, name)
    return tuple(sorted(((code, names.get(code, code)) for code in kind.subdivisions), key=lambda pair: pair[1]))


def public_holidays(country: str, region: str, years: Iterable[int], *, language: str) -> dict[date, str]:
    """The public holidays of these years with their names, in the language if the library has them in it.

    Raises LookupError for a country or region that is not known.
    """
    if country not in country_codes() or (region and region not in dict(regions_of(country))):
        raise LookupError(country)
    from holidays import country_holidays  # noqa: PLC0415

    spoken = _spoken(country, language)
    found = country_holidays(country, subdiv=region or None, years=list(years), language=spoken)
    return {day: str(name).replace("; ", ", ") for day, name in sorted(found.items())}


def _kind_of(country: str) -> "type[HolidayBase]":
    from holidays import country_holidays  # noqa: PLC0415

    return type(country_holidays(country))


def _spoken(country: str, language: str) -> str | None:
    """The nearest language of those that the library knows for the country; else the country's own.

    Left to itself, it would take the language of the machine.
    """
    kind = _kind_of(country)
    exact = [code for code in kind.supported_languages if code == language]
    near = [code for code in kind.supported_languages if code[:2] == language[:2]]
    return next(iter([*exact, *near]), kind.default_language)
