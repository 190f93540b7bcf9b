"""How fast due times are reckoned: `python -m bench.clocks` prints a row for each kind of hours, in one process.

The hours are those of a calendar that stands: its years are reckoned before the clock starts.
"""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from datetime import time as at
from zoneinfo import ZoneInfo

from goodword.calendars.hours import Hours, Window, around_the_clock
from goodword.calendars.open_time import OpenTime

HEAD = "| Hours | due | due with two pauses | elapsed |\n|---|---|---|---|"
SEED, TIMES = 20261101, 200_000
ZONE = ZoneInfo("America/New_York")
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def main() -> None:
    clinic = (Window(at(8, 30), at(12)), Window(at(13), at(17)))
    print(HEAD)
    for name, hours in {
        "Monday to Friday, a break at noon": Hours(ZONE, (clinic,) * 5 + ((),) * 2),
        "every night": Hours(ZONE, ((Window(at(22), at(6)),),) * 7),
        "around the clock": around_the_clock(ZONE),
    }.items():
        print(row(name, OpenTime(hours)), flush=True)


def row(name: str, open_time: OpenTime) -> str:
    chance = random.Random(SEED)
    begins = [FIRST + timedelta(seconds=chance.randrange(300 * 86_400)) for _ in range(TIMES)]
    allowed = [timedelta(minutes=chance.randrange(1, 2_400)) for _ in range(TIMES)]
    pauses = [((one + HOUR, one + 3 * HOUR), (one + 20 * HOUR, one + 30 * HOUR)) for one in begins]
    open_time.elapsed(FIRST, FIRST + timedelta(days=400))
    rates = (
        rate(lambda n: open_time.due(begins[n], allowed[n])),
        rate(lambda n: open_time.due(begins[n], allowed[n], pauses[n])),
        rate(lambda n: open_time.elapsed(begins[n], begins[n] + allowed[n])),
    )
    return f"| {name} | " + " | ".join(f"{one:,.0f}/s" for one in rates) + " |"


def rate(reckon: Callable[[int], object]) -> float:
    began = time.process_time()
    for number in range(TIMES):
        reckon(number)
    return TIMES / (time.process_time() - began)


if __name__ == "__main__":
    main()
