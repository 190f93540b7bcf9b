"""Words of time in English, as rows. Forms are plain: no capitals, one space between tokens, marks are tokens."""

from goodword.promises.noticing.times import clocks, dates
from goodword.promises.noticing.times.rows import table

_HALF = r"(?: (?P<half>am|pm|a|p)(?: m)?)?"
_HOUR = r"(?P<hour>\d{1,2}(?:[:.]\d\d)?|{spoken})"
_PM = r" (?P<half>am|pm)"
_FROM = r"(?P<from>\d{1,2}(?:[:.]\d\d)?|{spoken})(?: (?P<half_from>am|pm))?"
_NEXT = "(?:next|the (?:next|following|coming)) week"
_THE = "(?:the |our |my )?"
_ONE = r"(?:st|nd|rd|th)"
# What may stand after a bare hour: with anything else "by 3" may be no time ("by 3 people").
_ENDS = (
    r"(?= (?:[^\w\s]|on|in|today|tomorrow|this|and|or|so|to|with|at|if|but|for|from|your|my|our|the|latest|sharp|oclock"
    r"|{day}|i|we|you|est|edt|et|cst|cdt|ct|pst|pdt|pt|eastern|central|pacific|local|$) ?|\s*$)"
)
_BY = "(?:at|by|before|around|about|until|till|past|no later than|not later than|closer to|near|ish|@)"
_END = f"{_THE}(?:very )?(?:end|close)"
_WORKDAY = "(?:the |our |my |your )?(?:business |working |work )?(?:day|business|shift|workday)"

DAYS = table(
    "en",
    "day the today tomorrow tmrw tmr tmw tomorow tommorow later this next coming last every each early"
    " mid middle end close"
    " late a one business first monday mon week weekend our my beginning start since starting past couple mid-week"
    " over",
    ("(?:the )?day after tomorrow", dates.ahead(2)),
    ("(?:later |by )?(?:today|2day)", dates.ahead(0)),
    ("to ?morr?ow|tomm?orr?ow|tmrw|tmr|tmw", dates.ahead(1)),
    (f"{_END} of(?: {_WORKDAY} of)?(?= today| tomorrow| {{day}})", dates.part("closing")),
    (f"{_END} of (?:next|the next|the following) (?:business|working) day", dates.next_business_day),
    ("(?:the |our )?(?:very )?(?:next|following) (?:business|working|work) day", dates.next_business_day),
    (f"{_END} of {_THE}(?:this )?(?:work ?)?week", dates.end_of_week(0)),
    (f"(?:{_END} of|late|later|the latter part of|sometime) {_NEXT}", dates.end_of_week(1)),
    (f"(?:early|first thing|early in|at the start of|{_THE}(?:beginning|start) of) {_NEXT}", dates.day_of_next_week(1)),
    (f"(?:mid|mid -|{_THE}middle of|midweek) {_NEXT}", dates.day_of_next_week(2)),
    ("(?:later |sometime )?this (?:work ?)?week(?! end)", dates.end_of_week(0)),
    (f"{{day}}(?: of| ,)? {_NEXT}", dates.weekday_of_next_week),
    (f"{_NEXT}(?: on| ,)? {{day}}", dates.weekday_of_next_week),
    ("(?:a|one) week from {day}", dates.weekday_after_next),
    ("{day} week", dates.weekday_after_next),
    ("(?:a|one) week from (?:today|now)", dates.same_weekday),
    ("(?:a|one) week from tomorrow", dates.week_from_tomorrow),
    (_NEXT, dates.end_of_week(1)),
    (f"{_END} of (?:this|the|our) month|(?:later )?this month|month end", dates.end_of_month(0)),
    (f"(?:{_END} of |sometime )?(?:next|the (?:next|following|coming)) month", dates.end_of_month(1)),
    (f"{_END} of {{month}}", dates.end_of_named_month),
    ("(?:the |this |this coming )?weekend", dates.weekend),
    (
        r"(?:last|past|this past) (?:{day}|week|month|year|night)|(?:every|each) (?:\w+)|(?:since|starting|from) {day}",
        dates.nothing,
    ),
    ("next {day}", dates.next_weekday),
    ("(?:this coming|the coming|coming) {day}(?! the| \\d)", dates.coming_weekday),
    ("(?:this|the) {day}(?! the| \\d)", dates.weekday),
    (r"{month} (?:the )?{number}(?: ?" + _ONE + r")?{year}(?! (?:am|pm|:))", dates.month_then_day),
    (r"(?:the )?{number}(?: ?" + _ONE + r")?(?: of)? {month}{year}", dates.day_then_month),
    (r"the {number} ?" + _ONE, dates.of_month),
    (r"{number} ?" + _ONE, dates.of_month),
    (r"(20\d\d)-(\d{1,2})-(\d{1,2})", dates.iso),
    (r"(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d|\d\d)", dates.numeric),
    (r"(\d{1,2})/(\d{1,2})()", dates.numeric),
    ("(?!mar|may|sat |sun |wed ){day}", dates.weekday),
    ("{day}", dates.weekday),
)

TIMES = table(
    "en",
    "first in the early mid middle late morning afternoon evening night noon midday lunch lunchtime"
    " midnight tonight this"
    " end close at by before around about until till past no not closer near half quarter a between from after later"
    " mid-morning mid-afternoon our my bedtime dinner end-of-day opening closing overnight over sometime @ "
    "one two three four five six seven eight nine ten eleven twelve",
    ("(?:later )?this (?:coming )?morning|(?:later )?this am", dates.ahead(0, "morning")),
    ("(?:later |late |early )?this (?:coming )?afternoon", dates.ahead(0, "afternoon")),
    ("(?:later )?(?:this evening|tonight)", dates.ahead(0, "evening")),
    ("(?:the )?first thing(?: in the morning| morning)?", dates.part("first")),
    (f"{_END} of (?:the )?morning", dates.part("morning")),
    (f"{_END} of (?:the )?afternoon", dates.part("afternoon")),
    (
        f"{_END} of {_WORKDAY}|(?:closing|close)(?: time)?|end - of - day|we close(?= today| tomorrow)",
        dates.part("closing"),
    ),
    (
        "(?:in |during )?(?:the |your )?(?:early |mid |mid - |late |later |middle of the )?(?:in the )?morning",
        dates.part("morning"),
    ),
    (
        "(?:in |during )?(?:the |your )?(?:early |mid |mid - |late |later )?(?:in the )?afternoon",
        dates.part("afternoon"),
    ),
    ("(?:in the |the )?(?:early |late )?(?:evening|night)", dates.part("evening")),
    ("(?:at |around |about |before |by )?(?:12 )?(?:noon|midday|lunch(?: ?time)?)", clocks.noon),
    ("after (?:lunch|noon|hours|work)", dates.part("afternoon")),
    ("(?:at |by |before )?(?:12 )?midnight", clocks.midnight),
    (f"(?:between|from) {_FROM} (?:and|to|-|until|till) {_HOUR}{_HALF}{_ENDS}", clocks.last_of),
    (f"{_FROM} (?:to|-|and|or) {_HOUR}{_PM}", clocks.last_of),
    (r"(?:between |from )?(\d{1,2}(?::\d\d)?-\d{1,2}(?::\d\d)?)" + _PM, clocks.compact_range),
    ("(?:between|from) (?P<x>)(\\d{1,2}(?::\\d\\d)?-\\d{1,2}(?::\\d\\d)?)", clocks.nothing),
    (f"after {_HOUR}{_HALF}(?: oclock)?{_ENDS}", clocks.after),
    (f"(?:{_BY} )?half past {_HOUR}{_HALF}", clocks.half_past),
    (f"(?:{_BY} )?(?:a )?quarter (past|to|after|before|of) {_HOUR}", clocks.quarter),
    (f"(?:{_BY} )?{_HOUR}{_PM}", clocks.one),
    (f"(?:{_BY} )?{_HOUR} oclock", clocks.one),
    (r"(?P<hour>\d{1,2}:\d\d)(?: h| hrs| hours)?", clocks.one),
    (f"{_BY} {_HOUR}{_HALF}(?: ?ish)?(?: hours| hrs| h)?{_ENDS}", clocks.one),
)
