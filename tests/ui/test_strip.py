from datetime import date

import pytest

from leerrecht.law import strip as strips
from leerrecht.ui.codes import code_of
from leerrecht.ui.drawing import weeks_of
from leerrecht.ui.strip import Half, Note, year_strip

TODAY = date(2026, 11, 20)
MARKS = [
    (date(2026, 9, 7), "vm", "Z"),
    (date(2026, 9, 7), "nm", "Z"),
    (date(2026, 9, 14), "vm", "L"),
    (date(2026, 10, 5), "nm", "B"),
]


def of(marks=MARKS, **options):
    return year_strip(year=2026, strip=strips.build(2026, marks), today=TODAY, **options)


def half(strip, day, part):
    days = {each.date: each for month in strip.months for week in month.weeks for each in week.days}
    return days[day].halves[part == "nm"]


def test_every_weekday_from_september_to_june_stands_once():
    days = [day.date for month in of().months for week in month.weeks for day in week.days]
    assert days[0] == date(2026, 8, 31)
    assert days[-1] == date(2027, 7, 2)
    assert len(days) == len(set(days)) == 44 * 5
    assert {day.weekday() for day in days} == {0, 1, 2, 3, 4}


def test_months_are_those_of_a_school_year_with_each_week_in_the_month_of_its_first_day():
    assert [(month.name, month.year, [week.label for week in month.weeks]) for month in of().months][:2] == [
        ("september", 2026, ["1", "7", "14", "21", "28"]),
        ("oktober", 2026, ["5", "12", "19", "26"]),
    ]
    assert [month.year for month in of().months] == [2026] * 4 + [2027] * 6


def test_half_day_with_a_code_says_day_part_code_and_meaning():
    assert half(of(), date(2026, 10, 5), "nm") == Half(
        css="code-B", letter="B", text="maandag 5 oktober 2026, namiddag: B problematisch afwezig"
    )


def test_half_days_without_a_mark_tell_nothing():
    strip = of()
    assert half(strip, date(2026, 11, 19), "vm") == Half("code-present")
    assert half(strip, date(2026, 11, 23), "vm") == Half("strip-later")
    assert half(strip, date(2026, 11, 18), "nm") == Half("strip-free")
    assert half(strip, date(2026, 11, 2), "vm") == Half("strip-free")
    assert half(strip, date(2026, 8, 31), "vm") == Half("strip-free")


def test_today_is_marked_once():
    days = [day.date for month in of().months for week in month.weeks for day in week.days if day.today]
    assert days == [TODAY]


def test_note_makes_a_half_day_a_link_and_stands_in_the_list():
    notes = {(date(2026, 9, 7), "vm"): Note("attest aanwezig", "/x/"), (date(2026, 9, 8), "vm"): Note("", "/y/")}
    strip = of(notes=notes)
    assert half(strip, date(2026, 9, 7), "vm") == Half(
        css="code-Z",
        letter="Z",
        text="maandag 7 september 2026, voormiddag: Z ziekte, attest aanwezig",
        href="/x/",
        noted=True,
    )
    assert half(strip, date(2026, 9, 8), "vm").href == "/y/"
    assert [(row.day, str(row.part), row.code.mark, row.note, row.href) for row in strip.rows] == [
        ("maandag 7 september 2026", "voormiddag", "Z", "attest aanwezig", "/x/"),
        ("maandag 7 september 2026", "namiddag", "Z", "", ""),
        ("maandag 14 september 2026", "voormiddag", "L", "", ""),
        ("maandag 5 oktober 2026", "namiddag", "B", "", ""),
    ]


def test_counts_and_summary_name_the_codes_that_occur():
    strip = of()
    assert [(code.mark, number) for code, number in strip.counts] == [("Z", 2), ("B", 1), ("L", 1)]
    assert strip.summary == (
        "Schooljaar 2026-2027: 2 halve dagen Z (ziekte), 1 halve dag B (problematisch afwezig), "
        "1 halve dag L (te laat, wel aanwezig)."
    )


def test_strip_without_a_mark_says_so():
    strip = of([])
    assert (strip.counts, strip.rows) == ((), ())
    assert strip.summary == "Schooljaar 2026-2027: geen enkele afwezigheid genoteerd."


@pytest.mark.parametrize("year", [2024, 2025, 2029])
def test_school_year_that_begins_on_a_weekend_or_a_monday_keeps_its_first_school_day(year):
    strip = year_strip(year=year, strip=strips.build(year, []), today=TODAY)
    days = [day.date for month in strip.months for week in month.weeks for day in week.days]
    assert days[0] <= {2024: date(2024, 9, 2), 2025: date(2025, 9, 1), 2029: date(2029, 9, 3)}[year]
    assert days[-1] >= date(year + 1, 6, 28)


def test_code_of_knows_every_mark_of_the_strip():
    found = [code_of(chr(mark)) for mark in strips.MARKS]
    assert [(code.mark, code.letter, code.css) for code in found] == [
        ("A", "A", "code-A"), ("R", "R", "code-R"), ("Z", "Z", "code-Z"), ("M", "M", "code-M"), ("H", "H", "code-H"),
        ("P", "P", "code-P"), ("B", "B", "code-B"), ("-", "?", "code-unknown"), ("L", "L", "code-late"),
    ]  # fmt: skip
    assert all(str(code.meaning) for code in found)


def test_drawing_of_a_month_says_each_mark_in_words_and_draws_every_half_day():
    notes = {(date(2026, 9, 7), "vm"): Note("<b>griep</b>", "/x/")}
    html = weeks_of(of(notes=notes).months[0])
    assert html.count('class="strip-week"') == 5
    assert html.count("strip-cell") == 50
    assert (
        '<a class="strip-cell code-Z strip-noted" href="/x/" '
        'title="maandag 7 september 2026, voormiddag: Z ziekte, &lt;b&gt;griep&lt;/b&gt;">'
    ) in html
    assert (
        '<span class="visually-hidden">maandag 14 september 2026, voormiddag: L te laat, wel aanwezig. </span>' in html
    )
