"""The laws of open time, for hours, zones, moments and pauses drawn by chance."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from goodword.calendars.hours import Hours, instant_of, moment_of
from goodword.calendars.open_time import OpenTime
from tests.calendars.drawn import hours, lengths, moments, near, pauses
from tests.calendars.plainly import plainly_elapsed

MOMENT = timedelta(microseconds=1)
NOTHING = timedelta(0)


@given(hours(), moments, st.data())
def test_elapsed_adds_up_and_never_falls(opened: Hours, begins: datetime, data: st.DataObject) -> None:
    open_time = OpenTime(opened)
    one, two = sorted(data.draw(st.tuples(near(begins), near(begins))))
    first, both = open_time.elapsed(begins, one), open_time.elapsed(begins, two)
    assert NOTHING <= first <= both
    if begins <= one:
        assert first + open_time.elapsed(one, two) == both
        assert both <= two - begins


@given(hours(), moments, lengths)
def test_due_is_the_earliest_moment_by_which_it_has_passed(opened: Hours, begins: datetime, allowed: timedelta) -> None:
    open_time = OpenTime(opened)
    due = open_time.due(begins, allowed)
    assert due is not None
    assert due >= begins
    assert open_time.elapsed(begins, due) == allowed
    assert due == begins or open_time.elapsed(begins, due - MOMENT) < allowed


@given(hours(), moments, lengths, lengths)
def test_who_has_longer_is_due_no_earlier(opened: Hours, begins: datetime, one: timedelta, two: timedelta) -> None:
    open_time = OpenTime(opened)
    shorter, both = open_time.due(begins, one), open_time.due(begins, one + two)
    assert shorter is not None
    assert both is not None
    assert shorter <= both
    assert open_time.due(shorter, two) == both or not two


@given(hours(), moments, st.data())
def test_a_pause_counts_once_however_it_is_cut(opened: Hours, begins: datetime, data: st.DataObject) -> None:
    open_time, ends = OpenTime(opened), begins + data.draw(lengths)
    drawn = data.draw(pauses(begins))
    running = open_time.elapsed(begins, ends, drawn)
    assert NOTHING <= running <= open_time.elapsed(begins, ends)
    assert open_time.elapsed(begins, ends, [*drawn, *drawn]) == running
    cut = [(first, first + (last - first) / 2) for first, last in drawn if first < last]
    cut += [(first + (last - first) / 2, last) for first, last in drawn if first < last]
    assert open_time.elapsed(begins, ends, cut) == running


@given(hours(), moments, st.timedeltas(MOMENT, timedelta(days=20)), st.data())
def test_due_with_pauses_is_when_it_has_passed_without_them(
    opened: Hours, begins: datetime, allowed: timedelta, data: st.DataObject
) -> None:
    open_time, drawn = OpenTime(opened), data.draw(pauses(begins))
    due = open_time.due(begins, allowed, drawn)
    assert due is not None
    assert open_time.elapsed(begins, due, drawn) == allowed
    assert open_time.elapsed(begins, due - MOMENT, drawn) < allowed


@given(hours(), moments, lengths)
def test_the_steps_are_the_reckoning(opened: Hours, begins: datetime, allowed: timedelta) -> None:
    open_time = OpenTime(opened)
    steps = list(open_time.steps(begins, allowed))
    assert sum((step.length for step in steps), NOTHING) == allowed
    assert all(step.begins < step.ends for step in steps)
    assert all(one.ends < two.begins for one, two in pairwise(steps))
    assert not steps or steps[-1].ends == open_time.due(begins, allowed)


@given(hours(), moments, st.timedeltas(timedelta(0), timedelta(days=4)))
@settings(max_examples=60)
def test_it_is_what_counting_minutes_comes_to(opened: Hours, begins: datetime, length: timedelta) -> None:
    begins = begins.replace(second=0, microsecond=0)
    minutes = length // timedelta(minutes=1)
    counted = plainly_elapsed(opened, begins, minutes)
    assume(counted is not None)
    assert OpenTime(opened).elapsed(begins, begins + minutes * timedelta(minutes=1)) == counted


@given(hours(), moments, st.data())
def test_what_was_asked_before_changes_no_answer(opened: Hours, around: datetime, data: st.DataObject) -> None:
    asked, known = data.draw(st.lists(near(around), min_size=2, max_size=5)), OpenTime(opened)
    for one, two in pairwise(asked):
        assert known.elapsed(one, two) == OpenTime(opened).elapsed(one, two)
        assert known.due(two, timedelta(hours=30)) == OpenTime(opened).due(two, timedelta(hours=30))


@given(moments)
def test_instants_are_moments(moment: datetime) -> None:
    assert moment_of(instant_of(moment)) == moment
