from datetime import time

import pytest

from goodword.calendars.actions.making import create_calendar
from goodword.calendars.hours import Window, Windows
from goodword.calendars.models import Calendar
from goodword.core.actor import SYSTEM
from tests.cast import Cast, found_cast

CLINIC: Windows = (Window(time(8, 30), time(12)), Window(time(13), time(17)))
NIGHT: Windows = (Window(time(22), time(6)),)
CLINIC_WEEK = (CLINIC,) * 5 + ((),) * 2


@pytest.fixture
def clinic(db: None) -> Calendar:
    """Monday to Friday in New York, with an hour at noon off."""
    return create_calendar(by=SYSTEM, name="Clinic", zone="America/New_York", week=CLINIC_WEEK)


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()
