"""Telephone numbers as identities."""

import re
from functools import lru_cache

from babel.core import get_global
from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_possible_number,
    parse,
    region_code_for_number,
)

_DIGITS = re.compile(r"\d")
FEWEST = 5


def looks_like_phone(text: str) -> bool:
    """Whether somebody typed a number rather than a name or an address."""
    return len(_DIGITS.findall(text)) >= FEWEST and not re.search(r"[^\d\s+().,/xX#-]", text)


def normalize_phone(text: str, time_zone: str = "UTC") -> str:
    """As E.164 (`+12025550143`); a number without its country is one of the house's. Empty for what is no number."""
    typed = text.strip()
    typed = f"+{typed[2:]}" if typed.startswith("00") else typed
    try:
        number = parse(typed, _region_of(time_zone))
    except NumberParseException:
        return ""
    return str(format_number(number, PhoneNumberFormat.E164)) if is_possible_number(number) else ""


@lru_cache(maxsize=2048)
def show_phone(number: str, time_zone: str = "UTC") -> str:
    """As people write it: "(202) 555-0143" in its own country, "+1 202-555-0143" elsewhere."""
    try:
        parsed = parse(number)
    except NumberParseException:
        return number
    is_home = region_code_for_number(parsed) == _region_of(time_zone)
    return str(format_number(parsed, PhoneNumberFormat.NATIONAL if is_home else PhoneNumberFormat.INTERNATIONAL))


def _region_of(time_zone: str) -> str | None:
    region: str | None = get_global("zone_territories").get(time_zone)
    return region
