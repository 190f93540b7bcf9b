"""Telephone numbers as identities."""

import re

from babel.core import get_global
from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_possible_number, parse

_DIGITS = re.compile(r"\d")
FEWEST = 5


def looks_like_phone(text: str) -> bool:
    """Whether somebody typed a number rather than a name or an address."""
    return len(_DIGITS.findall(text)) >= FEWEST and not re.search(r"[^\d\s+().,/xX#-]", text)


def normalize_phone(text: str, time_zone: str = "UTC") -> str:
    """As E.164 (`+12025550143`); a number without its country is one of the house's. Empty for what is no number."""
    region = get_global("zone_territories").get(time_zone)
    try:
        number = parse(text, region)
    except NumberParseException:
        return ""
    return str(format_number(number, PhoneNumberFormat.E164)) if is_possible_number(number) else ""
