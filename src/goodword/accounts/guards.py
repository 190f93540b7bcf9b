"""Who may change the calendars of the house: their room stands below this one."""

from goodword.accounts.access import check_administers
from goodword.calendars.actions.changing import change_week, change_zone, remove_special_day, set_special_day
from goodword.calendars.actions.following import ask_again, follow_address, keep_file, keep_reading, note_failure
from goodword.calendars.actions.holidays import drop_source, renew_holidays, take_holidays
from goodword.calendars.actions.making import (
    choose_default_calendar,
    create_calendar,
    remove_calendar,
    rename_calendar,
)
from goodword.core.actor import Actor
from goodword.core.guards import before


@before(create_calendar)
@before(rename_calendar)
@before(choose_default_calendar)
@before(remove_calendar)
@before(change_week)
@before(change_zone)
@before(set_special_day)
@before(remove_special_day)
@before(take_holidays)
@before(renew_holidays)
@before(drop_source)
@before(keep_file)
@before(follow_address)
@before(ask_again)
@before(keep_reading)
@before(note_failure)
def only_administrators(_subject: object, *, by: Actor) -> None:
    """Calendars decide what is due when: those who administer change them. Raises NotAllowed."""
    check_administers(by)
