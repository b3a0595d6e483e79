"""The clock of 25 October 2026: at three in summer time it is two again, and that Sunday has 25 hours."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.periodic import PeriodicDeferrer

from leerrecht.law import calendar

FRIDAY, SUNDAY, MONDAY = date(2026, 10, 23), date(2026, 10, 25), date(2026, 10, 26)
BRUSSELS = ZoneInfo("Europe/Brussels")
FROM, UNTIL = datetime(2026, 10, 24, tzinfo=UTC), datetime(2026, 10, 27, tzinfo=UTC)


def _begun() -> dict[str, tuple[str, list[datetime]]]:
    """Each job that the clock asks for, with its rule and when it begins around that night."""
    deferrer = PeriodicDeferrer(registry=app.periodic_registry)
    found = {}
    for (name, _key), task in app.periodic_registry.periodic_tasks.items():
        moments = deferrer.get_timestamps(
            periodic_task=task, since=int(FROM.timestamp()) - 1, until=UNTIL.timestamp() - 1
        )  # fmt: skip
        found[name] = task.cron, [datetime.fromtimestamp(moment, UTC) for moment in moments]
    return found


def test_each_job_of_the_clock_comes_as_often_as_ever_and_never_twice():
    begun = _begun()
    assert begun.keys() >= {"leerrecht.duties.sweep", "leerrecht.indicators.nightly", "leerrecht.meetings.fill"}
    for name, (cron, moments) in begun.items():
        steps = {later - earlier for earlier, later in pairwise(moments)}
        assert all(step > timedelta(0) for step in steps), name
        if cron.endswith("* * * *"):
            # Every few minutes goes through the hour that comes twice as through any other.
            assert len(steps) == 1, name
        elif cron.endswith(" * * *") and all(part.isdecimal() for part in cron.split()[:2]):
            assert (len(moments), steps) == (3, {timedelta(days=1)}), name


def test_jobs_of_the_night_work_for_the_day_that_people_mean():
    for name, (_cron, moments) in _begun().items():
        if len(moments) > 24:
            continue
        for moment in moments:
            assert moment.astimezone(BRUSSELS).date() == moment.date(), name
    hints = [moment.astimezone(BRUSSELS) for moment in _begun()["leerrecht.portal.nudge"][1]]
    # After the registers of a half-day, before and after the change.
    assert {(moment.date(), moment.hour) for moment in hints} == {(MONDAY, 11), (MONDAY, 15)}


@pytest.mark.parametrize(
    ("moment", "today"),
    [
        (datetime(2026, 10, 24, 21, 59, tzinfo=UTC), date(2026, 10, 24)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), SUNDAY),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), SUNDAY),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), SUNDAY),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), SUNDAY),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), MONDAY),
    ],
)
def test_today_changes_at_midnight_before_and_after(moment, today):
    with time_machine.travel(moment, tick=False):
        assert timezone.localdate() == today


def test_terms_count_days_and_not_hours():
    assert (calendar.why_free(FRIDAY), calendar.why_free(MONDAY)) == ("", "")
    assert calendar.why_free(SUNDAY) != ""
    assert (calendar.calendar_days(FRIDAY, MONDAY), calendar.school_days(FRIDAY, MONDAY)) == (
        calendar.calendar_days(FRIDAY - timedelta(days=7), MONDAY - timedelta(days=7)),
        calendar.school_days(FRIDAY - timedelta(days=7), MONDAY - timedelta(days=7)),
    )
    assert calendar.nth_school_day(FRIDAY, 2) - FRIDAY == calendar.nth_school_day(date(2026, 10, 16), 2) - date(
        2026, 10, 16
    )
