"""What follows in the room when an iCal address was named, or is to be read again."""

from goodword.calendars.choices import SourceKind
from goodword.calendars.events import HolidaySourceAdded, HolidaySourceAsked
from goodword.calendars.jobs import read_address
from goodword.core.events import on


@on(HolidaySourceAdded)
def read_it_now(event: HolidaySourceAdded) -> None:
    """Read a new address at once."""
    if event.origin == SourceKind.ADDRESS:
        read_address.enqueue(source_id=event.source_id)


@on(HolidaySourceAsked)
def read_it_again(event: HolidaySourceAsked) -> None:
    """Read an address although it is not its time."""
    read_address.enqueue(source_id=event.source_id)
