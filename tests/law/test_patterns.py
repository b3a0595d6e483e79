"""Patterns in time: where each begins, where it ends, and what is no pattern."""

from datetime import date

import pytest

from tests.law.ask import absent, ask, event, found


def each(days, code="B", parts=("vm",)):
    return [absent(day, code=code, parts=parts) for day in days]


TWENTY = [absent("2025-10-06", "2025-10-20")]
SPREAD = ["2025-10-06", "2025-10-13", "2025-10-20"]
MONDAYS = ["2025-09-29", *SPREAD]


@pytest.mark.parametrize(
    ("op", "absences", "expected"),
    [
        ("2025-10-19", TWENTY, []),
        ("2025-10-20", TWENTY, ["geldt 2025-10-20"]),
        ("2025-10-20", [absent("2025-10-06", "2025-10-20", "-")], ["geldt 2025-10-20"]),
        ("2025-10-20", [absent("2025-10-06", "2025-10-20", "R")], []),
        ("2025-10-20", [absent("2025-10-06", "2025-10-20", "M")], []),
        ("2025-11-16", TWENTY, ["geldt 2025-10-20"]),
        ("2025-11-17", TWENTY, []),
        # the first half-day is 41 days before the last, then 42
        (
            "2025-10-20",
            [absent("2025-09-09", parts=["nm"]), *each(["2025-10-20"]), absent("2025-10-06", "2025-10-17")],
            ["geldt 2025-10-20"],
        ),
        (
            "2025-10-20",
            [absent("2025-09-08", parts=["nm"]), *each(["2025-10-20"]), absent("2025-10-06", "2025-10-17")],
            [],
        ),
        # a window that ends in a holiday, and in the summer, ends on the last school day
        ("2026-01-04", [absent("2025-12-08", "2025-12-19", "P"), absent("2025-11-13", code="P")], ["geldt 2025-12-19"]),
        ("2026-08-31", [absent("2026-06-10", "2026-06-30", "Z")], ["geldt 2026-06-25"]),
        ("2026-06-30", TWENTY, []),
        # broken, and back again
        ("2026-01-30", [*TWENTY, absent("2026-01-12", "2026-01-30")], ["geldt 2026-01-26"]),
        ("2025-12-01", [*TWENTY, absent("2025-11-13", "2025-12-01")], ["geldt 2025-10-20"]),
    ],
)
def test_tempo(op, absences, expected):
    assert found(ask(op, afwezigheden=absences), "tempo") == expected


@pytest.mark.parametrize(
    ("op", "absences", "settings", "expected"),
    [
        (
            "2025-12-12",
            [absent("2025-10-06", "2025-10-10", "Z"), absent("2025-12-11", code="Z", parts=["vm"])],
            {},
            ["geldt 2025-12-11"],
        ),
        (
            "2026-01-05",
            [absent("2025-10-06", "2025-10-10", "Z"), absent("2026-01-05", code="Z", parts=["vm"])],
            {},
            ["geldt 2026-01-05"],
        ),
        ("2026-01-06", [absent("2025-10-06", "2025-10-10", "Z"), absent("2026-01-06", code="Z", parts=["vm"])], {}, []),
        ("2026-01-08", [absent("2025-10-06", "2025-10-10", "Z"), absent("2025-12-11", code="Z", parts=["vm"])], {}, []),
        ("2025-10-10", [absent("2025-10-06", "2025-10-10", "Z")], {}, []),
        ("2025-10-10", [absent("2025-10-06", "2025-10-10", "Z")], {"z_gesprek_drempel": 9}, ["geldt 2025-10-10"]),
        ("2025-10-10", [absent("2025-10-06", "2025-10-10", "Z")], {"z_gesprek_drempel": None}, []),
    ],
)
def test_ten_half_days_of_illness_in_three_months(op, absences, settings, expected):
    assert found(ask(op, afwezigheden=absences, instellingen=settings), "z10.gesprek") == expected


def test_ten_half_days_of_illness_end_on_a_shorter_month():
    # on 28 February the window still begins on 29 November; the next school day is 10 March
    absences = [*each(["2024-11-29"], "Z"), absent("2024-12-02", "2024-12-06", "Z")]
    answer = ask("2025-02-20", school={"van": "2024-09-01"}, afwezigheden=absences)
    assert (found(answer, "z10.gesprek"), answer.verandert_op) == (["geldt 2024-12-06"], date(2025, 3, 10))


@pytest.mark.parametrize(
    ("op", "absences", "expected"),
    [
        ("2025-10-19", each(SPREAD), []),
        ("2025-10-20", each(SPREAD), ["geldt 2025-10-20"]),
        ("2025-12-07", each(SPREAD), ["geldt 2025-10-20"]),
        ("2025-12-08", each(SPREAD), []),
        ("2025-10-20", [*each(SPREAD), *each(["2025-10-21"], "Z")], ["geldt 2025-10-20"]),
        ("2025-10-21", [*each(SPREAD), *each(["2025-10-21"], "Z")], []),
        ("2025-10-21", [*each(SPREAD), *each(["2025-10-21"], "-")], []),
        # the Z of 15 September leaves the last eight school weeks on 17 November
        ("2025-11-16", [*each(SPREAD), *each(["2025-09-15"], "Z")], []),
        ("2025-11-17", [*each(SPREAD), *each(["2025-09-15"], "Z")], ["geldt 2025-11-17"]),
        # as many in the eight school weeks before: no rise
        ("2025-12-08", each(["2025-09-01", "2025-09-08", "2025-09-15", "2025-12-01", "2025-12-02", "2025-12-03"]), []),
        (
            "2025-12-08",
            each(["2025-09-08", "2025-09-15", "2025-12-01", "2025-12-02", "2025-12-03"]),
            ["geldt 2025-12-03"],
        ),
    ],
)
def test_detachment(op, absences, expected):
    assert found(ask(op, afwezigheden=absences), "onthechting") == expected


def test_detachment_says_why():
    days = ["2025-09-08", "2025-09-15", "2025-12-01", "2025-12-02", "2025-12-03"]
    (because,) = ask("2025-12-08", afwezigheden=each(days)).regel("onthechting").omdat
    assert because == (
        "het aantal halve dagen B (problematisch afwezig) neemt toe in de laatste 8 schoolweken, "
        "en er staat geen andere code meer naast"
    )


@pytest.mark.parametrize(
    ("op", "absences", "expected"),
    [
        ("2025-10-19", each(MONDAYS), []),
        ("2025-10-20", each(MONDAYS), ["geldt 2025-10-20"]),
        ("2025-10-20", [*each(MONDAYS[:2]), *each(MONDAYS[2:3], "-"), *each(MONDAYS[3:], "Z")], ["geldt 2025-10-20"]),
        ("2025-10-20", [*each(MONDAYS[:3]), *each(MONDAYS[3:], "P")], []),
        ("2025-11-16", each(MONDAYS), ["geldt 2025-10-20"]),
        ("2025-11-17", each(MONDAYS), []),
        ("2025-10-20", [*each(MONDAYS), *each(["2025-10-14"])], ["geldt 2025-10-20"]),
        ("2025-10-21", [*each(MONDAYS), *each(["2025-10-14", "2025-10-21"])], []),
        # the other half-day falls back to one of its last six on 2 December
        ("2025-11-10", [*each([*MONDAYS, "2025-11-03", "2025-11-10"]), *each(["2025-10-07", "2025-10-14"])], []),
        (
            "2025-12-02",
            [*each([*MONDAYS, "2025-11-03", "2025-11-10", "2025-11-17"]), *each(["2025-10-07", "2025-10-14"])],
            ["geldt 2025-12-02"],
        ),
        ("2025-10-21", [*each(MONDAYS), *each(["2025-09-30", "2025-10-07", "2025-10-14", "2025-10-21"])], []),
        ("2025-10-22", each(MONDAYS, parts=["vm", "nm"]), []),
    ],
)
def test_fixed_half_day(op, absences, expected):
    answer = ask(op, afwezigheden=absences)
    assert found(answer, "patroon.vast_halfdag") == expected
    if expected:
        assert answer.regel("patroon.vast_halfdag").omdat == (
            "maandagvoormiddag is minstens 4 van de laatste 6 keer gemist",
        )


def test_fixed_half_day_that_lasts_until_the_summer():
    absences = each(["2026-06-01", "2026-06-08", "2026-06-15", "2026-06-22"])
    answer = ask("2026-06-26", afwezigheden=absences)
    assert (found(answer, "patroon.vast_halfdag"), answer.verandert_op) == (["geldt 2026-06-22"], date(2026, 9, 1))


def weeks(first, count, code="P", parts=("vm", "nm")):
    start = date.fromisoformat(first).toordinal()
    return each([date.fromordinal(start + 7 * number).isoformat() for number in range(count)], code, parts)


THURSDAYS = weeks("2025-10-02", 4)
THURSDAY_AND_FRIDAY = [*weeks("2025-10-02", 4, "Z", ["vm"]), *weeks("2025-10-03", 4, "P", ["nm"])]


@pytest.mark.parametrize(
    ("op", "absences", "expected"),
    [
        ("2025-10-22", THURSDAYS, []),
        ("2025-10-23", THURSDAYS, ["geldt 2025-10-23"]),
        ("2025-10-23", THURSDAY_AND_FRIDAY, []),
        ("2025-10-24", THURSDAY_AND_FRIDAY, ["geldt 2025-10-24"]),
        # a running week breaks the pattern only where it shows the contrary
        ("2025-11-05", THURSDAYS, ["geldt 2025-10-23"]),
        ("2025-11-06", THURSDAYS, []),
        ("2025-11-06", [*THURSDAYS, *each(["2025-11-06"], "P", ["vm", "nm"])], ["geldt 2025-10-23"]),
        ("2025-11-06", [*THURSDAYS, *each(["2025-11-06"], "R", ["vm", "nm"])], []),
        ("2025-10-23", weeks("2025-10-02", 4, "P", ["vm"]), []),
        ("2025-10-23", weeks("2025-10-02", 4, "B"), []),
        # nobody was seen in one of the weeks: the third, the first, and one before them
        ("2025-10-24", [*THURSDAYS, absent("2025-10-13", "2025-10-17", "Z")], []),
        ("2025-10-24", [*THURSDAYS, absent("2025-09-29", "2025-10-03", "Z")], []),
        ("2025-10-24", [*THURSDAYS, absent("2025-09-15", "2025-09-19", "Z")], ["geldt 2025-10-23"]),
        # a Monday pattern is complete when the pupil turns up on Tuesday
        ("2025-10-20", weeks("2025-09-29", 4), []),
        ("2025-10-21", weeks("2025-09-29", 4), ["geldt 2025-10-21"]),
        ("2026-06-29", THURSDAYS, []),
        # the first school week starts in the middle
        ("2026-09-24", [*weeks("2026-09-03", 4)], ["geldt 2026-09-24"]),
    ],
)
def test_part_time(op, absences, expected):
    assert found(ask(op, afwezigheden=absences), "patroon.deeltijds") == expected


@pytest.mark.parametrize(
    ("op", "events", "expected", "when"),
    [
        ("2025-10-22", [], [], None),
        ("2025-10-23", [], ["open 2025-10-23"], None),
        ("2026-06-29", [], ["open 2025-10-23"], None),
        ("2026-09-01", [], [], None),
        (
            "2025-10-23",
            [event("2025-09-29", "deeltijds_akkoord_clb")],
            ["vervuld 2025-10-23 vervuld 2025-09-29"],
            "vooraf",
        ),
        (
            "2025-11-23",
            [event("2025-11-03", "deeltijds_akkoord_clb")],
            ["vervuld 2025-10-23 vervuld 2025-11-03"],
            "achteraf",
        ),
        ("2025-11-23", [event("2025-08-20", "deeltijds_akkoord_clb")], ["open 2025-10-23"], None),
    ],
)
def test_part_time_needs_an_agreement(op, events, expected, when):
    answer = ask(op, afwezigheden=THURSDAYS, gebeurtenissen=events)
    assert found(answer, "deeltijds.waarborg") == expected
    if when:
        assert answer.regel("deeltijds.waarborg").omdat[1].endswith(when)


@pytest.mark.parametrize(
    ("agreed", "when"), [("2026-09-01", "1 september 2026: vooraf"), ("2026-09-02", "2 september 2026: achteraf")]
)
def test_pattern_of_a_week_that_began_before_the_year_begins_with_it(agreed, when):
    # 1 September 2026 is a Tuesday
    events = [event(agreed, "deeltijds_akkoord_clb")]
    answer = ask("2026-09-24", afwezigheden=weeks("2026-09-03", 4), gebeurtenissen=events)
    assert answer.regel("deeltijds.waarborg").omdat[1] == f"akkoord van het CLB op {when}"


@pytest.mark.parametrize(
    ("op", "absences", "changes"),
    [
        # detachment: the weeks slide on, or the other code leaves them
        ("2025-10-20", each(SPREAD), "2025-12-08"),
        ("2025-12-07", each(SPREAD), "2025-12-08"),
        ("2025-11-10", [*each(SPREAD), *each(["2025-09-15"], "Z")], "2025-11-17"),
        ("2025-10-22", [*each(SPREAD), *each(["2025-10-21"], "Z")], "2026-09-01"),
        # the same half-day: two more are attended
        ("2025-10-20", each(MONDAYS), "2025-11-17"),
        (
            "2025-11-10",
            [*each([*MONDAYS, "2025-11-03", "2025-11-10"]), *each(["2025-10-07", "2025-10-14"])],
            "2025-12-15",
        ),
        # part of the week: the day that shows the contrary, or the first on which the pupil is seen
        ("2025-10-24", THURSDAYS, "2025-11-06"),
        ("2025-10-24", THURSDAY_AND_FRIDAY, "2025-11-06"),
        ("2025-10-20", weeks("2025-09-29", 4), "2025-10-21"),
        ("2025-10-22", weeks("2025-09-29", 4), "2025-11-03"),
    ],
)
def test_day_on_which_attending_alone_changes_the_answer(op, absences, changes):
    assert ask(op, afwezigheden=absences).verandert_op == date.fromisoformat(changes)


NOTE = {"soort": "ouderverklaring", "van": "2025-10-24", "tot": "2025-10-24"}


@pytest.mark.parametrize(
    ("op", "absences", "attests", "expected"),
    [
        ("2025-11-02", each(["2025-10-24", "2025-11-03"]), [], []),
        ("2025-11-03", each(["2025-10-24", "2025-11-03"]), [], ["geldt 2025-11-03"]),
        ("2025-11-03", [*each(["2025-10-24"], "-"), *each(["2025-11-03"], parts=["nm"])], [], ["geldt 2025-11-03"]),
        ("2025-11-03", [*each(["2025-10-24"], "Z"), *each(["2025-11-03"])], [], []),
        ("2025-11-03", [*each(["2025-10-24"], "Z"), *each(["2025-11-03"])], [NOTE], ["geldt 2025-11-03"]),
        ("2025-11-03", [*each(["2025-10-24"], "Z"), *each(["2025-11-03"])], [NOTE, {**NOTE, "soort": "medisch"}], []),
        ("2025-11-03", [*each(["2025-10-24"], "P"), *each(["2025-11-03"])], [], []),
        ("2026-06-30", each(["2025-09-01", "2026-06-30"]), [], ["geldt 2026-06-30"]),
        ("2026-06-30", each(["2026-05-13", "2026-05-18"]), [], []),
    ],
)
def test_around_holidays(op, absences, attests, expected):
    assert found(ask(op, afwezigheden=absences, attesten=attests), "patroon.vakantie") == expected


def test_around_holidays_follows_the_free_days_of_the_school():
    absences = each(["2025-10-23", "2025-11-04"])
    free = ["2025-10-24", "2025-11-03"]
    assert found(ask("2025-11-05", afwezigheden=absences, vrije_dagen=free), "patroon.vakantie") == ["geldt 2025-11-04"]


@pytest.mark.parametrize(
    ("op", "absences", "settings", "expected"),
    [
        ("2025-10-19", TWENTY, {}, []),
        ("2025-10-20", TWENTY, {}, ["geldt 2025-10-20"]),
        ("2025-10-21", TWENTY, {}, []),
        (
            "2025-10-20",
            [absent("2025-10-06", "2025-10-10", "R"), absent("2025-10-13", "2025-10-20", "-")],
            {},
            ["geldt 2025-10-20"],
        ),
        (
            "2025-10-20",
            [absent("2025-10-06", "2025-10-20"), absent("2025-10-20", parts=["nm"])],
            {"thuiszitter_drempel": 21},
            [],
        ),
        ("2025-10-08", TWENTY, {"thuiszitter_drempel": 5}, ["geldt 2025-10-08"]),
        ("2025-10-20", TWENTY, {"thuiszitter_drempel": None}, []),
        ("2025-11-02", [absent("2025-10-13", "2025-10-24")], {"thuiszitter_drempel": 18}, ["geldt 2025-10-24"]),
        ("2026-08-31", [absent("2026-06-10", "2026-06-30")], {}, ["geldt 2026-06-25"]),
        # over the summer
        ("2026-09-01", [absent("2026-06-19", "2026-06-30"), absent("2026-09-01", "2026-09-04")], {}, []),
        (
            "2026-09-03",
            [absent("2026-06-19", "2026-06-30"), absent("2026-09-01", "2026-09-04")],
            {},
            ["geldt 2026-09-03"],
        ),
        ("2029-09-01", [absent("2029-06-10", "2029-06-29")], {}, ["geldt 2029-06-25"]),
        ("2029-09-02", [absent("2029-06-18", "2029-06-29")], {}, []),
    ],
)
def test_thuiszitter(op, absences, settings, expected):
    answer = ask(op, afwezigheden=absences, instellingen=settings)
    assert (found(answer, "thuiszitter"), answer.status["thuiszitter"]) == (expected, bool(expected))


def test_thuiszitter_ends_on_the_next_attended_day():
    assert ask("2025-10-20", afwezigheden=TWENTY).verandert_op == date(2025, 10, 21)


def test_windows_say_nothing_about_a_pupil_who_left():
    school = {"tot": "2026-06-20", "van": "2025-09-01"}
    gone = ask("2029-09-01", born="2000-01-01", school=school, afwezigheden=TWENTY)
    left = ask("2026-06-29", born="2000-01-01", school=school, afwezigheden=[absent("2026-05-26", "2026-06-20")])
    assert (gone.uitkomsten, found(left, "tempo"), found(left, "thuiszitter")) == ((), [], [])


def test_enrolled_in_a_holiday_at_another_school_brings_the_window_back_on_the_next_school_day():
    schools = [
        {"school": "S1", "niveau": "secundair", "van": "2025-09-01", "tot": "2025-11-10"},
        {"school": "S2", "niveau": "secundair", "van": "2025-12-24"},
    ]
    answer = ask("2025-12-28", inschrijvingen=schools, afwezigheden=[absent("2025-10-16", "2025-10-24", "Z")],
                 instellingen={"z_gesprek_drempel": 9})  # fmt: skip
    assert (found(answer, "z10.gesprek"), answer.verandert_op) == ([], date(2026, 1, 5))
