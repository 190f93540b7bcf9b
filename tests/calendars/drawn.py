"""Hours, moments and pauses drawn by chance, in zones that do what clocks can do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from goodword.calendars.hours import WHOLE_DAY, Hours, Window

# Half an hour's shift (Lord Howe), midnight that is skipped (Asunción, Cairo, Beirut, Havana), two hours (Troll),
# quarters of an hour (Kathmandu, Chatham), a day left out (Apia), a winter time by law (Dublin), no change at all.
ZONES = (
    "Australia/Lord_Howe", "America/Asuncion", "Africa/Cairo", "Asia/Beirut", "America/Havana", "Antarctica/Troll",
    "Asia/Kathmandu", "Pacific/Chatham", "Pacific/Apia", "Europe/Dublin", "America/New_York", "Europe/Madrid", "UTC",
)  # fmt: skip
FIRST, LAST = datetime(2011, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, tzinfo=UTC)

times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 0, 15, 30, 59]))
windows = st.lists(st.builds(Window, times, times), max_size=3).map(tuple) | st.just(WHOLE_DAY)
days = st.dates(FIRST.date(), LAST.date())
special = st.dictionaries(days | st.dates(date(2026, 3, 1), date(2026, 4, 30)), windows, max_size=6)
moments = st.datetimes(FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None), timezones=st.just(UTC))
lengths = st.timedeltas(timedelta(0), timedelta(days=40))


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    """Hours with at least one window in a week."""
    week = draw(st.tuples(*[windows] * 7).filter(any))
    return Hours(ZoneInfo(draw(st.sampled_from(ZONES))), week, draw(special))


@st.composite
def near(draw: st.DrawFn, moment: datetime) -> datetime:
    """Some moment in the forty days around."""
    return moment + draw(st.timedeltas(timedelta(days=-20), timedelta(days=20)))


@st.composite
def pauses(draw: st.DrawFn, around: datetime) -> list[tuple[datetime, datetime]]:
    """Pauses that may overlap, touch, be empty or end before they begin."""
    return draw(st.lists(st.tuples(near(around), near(around)), max_size=5))
