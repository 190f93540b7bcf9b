"""For annotations in the rooms that may not import models."""

from goodword.calendars.models import Calendar, HolidaySource, SpecialDay

__all__ = ["Calendar", "HolidaySource", "SpecialDay"]
