"""Measures, asked beforehand: how long they may be, what speaks against them, until when one may appeal."""

from datetime import date

import pytest

from leerrecht.law import gedrag, tucht
from leerrecht.law.tucht import DEFINITIEF, PREVENTIEF, TIJDELIJK

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("kind", "level", "track", "value", "last"),
    [
        (PREVENTIEF, "lager", "voltijds", (5, "schooldagen"), date(2026, 11, 26)),
        (PREVENTIEF, "secundair", "voltijds", (10, "lesdagen"), date(2026, 12, 3)),
        (PREVENTIEF, "secundair", "duaal", (10, "lesdagen"), date(2026, 12, 3)),
        (PREVENTIEF, "secundair", "deeltijds", (14, "kalenderdagen"), date(2026, 12, 3)),
        (TIJDELIJK, "lager", "voltijds", (15, "schooldagen"), date(2026, 12, 10)),
        (TIJDELIJK, "secundair", "deeltijds", (21, "kalenderdagen"), date(2026, 12, 10)),
    ],
)
def test_limit_and_last_day_of_each_measure(kind, level, track, value, last):
    found = tucht.grens(kind, FRIDAY, level, track)
    assert (found.waarde, found.eenheid) == value
    assert tucht.laatste_dag(found, FRIDAY) == last
    assert not found.raakt(tucht.dagen(FRIDAY, last, found.eenheid))
    assert found.raakt(tucht.dagen(FRIDAY, date.fromordinal(last.toordinal() + 1), found.eenheid))


@pytest.mark.parametrize(("kind", "level"), [(DEFINITIEF, "secundair"), (PREVENTIEF, "kleuter")])
def test_no_limit_where_the_law_has_no_number(kind, level):
    assert tucht.grens(kind, FRIDAY, level) is None


@pytest.mark.parametrize(
    ("ended", "begins", "follows"),
    [
        (FRIDAY, FRIDAY, True),
        (FRIDAY, date(2026, 11, 21), True),
        (FRIDAY, date(2026, 11, 23), True),
        (FRIDAY, date(2026, 11, 24), False),
        (date(2026, 12, 18), date(2027, 1, 4), True),
    ],
)
def test_measure_that_begins_before_a_school_day_passed_extends_the_one_before(ended, begins, follows):
    assert tucht.sluit_aan(ended, begins) is follows


def test_term_of_appeal_is_that_of_the_school_else_the_setting():
    assert tucht.beroep_tot(FRIDAY, 3, {}) == date(2026, 11, 23)
    assert tucht.beroep_tot(FRIDAY, None, {}) == date(2026, 11, 25)
    assert tucht.beroep_tot(FRIDAY, None, {"beroep_dagen": None}) is None


def test_decision_about_an_appeal_waits_in_lager_for_the_holidays():
    assert tucht.uitspraak_tot(FRIDAY, "secundair") == date(2026, 12, 11)
    assert tucht.uitspraak_tot(FRIDAY, "lager") == date(2027, 1, 18)
    assert tucht.uitspraak_tot(date(2026, 12, 10), "secundair") == date(2026, 12, 31)


def test_half_days_off_of_the_school_leave_no_school_day():
    # on Wednesday only the morning holds lessons
    off = frozenset({(date(2026, 11, 25), "vm")})
    limit = tucht.grens(PREVENTIEF, FRIDAY, "lager")
    assert tucht.dagen(FRIDAY, date(2026, 11, 26), "schooldagen", free_parts=off) == 4
    assert tucht.laatste_dag(limit, FRIDAY, free_parts=off) == date(2026, 11, 27)
    assert tucht.sluit_aan(date(2026, 11, 24), date(2026, 11, 26), free_parts=off)
    assert not tucht.sluit_aan(date(2026, 11, 24), date(2026, 11, 26))


@pytest.mark.parametrize(
    ("kind", "day", "level", "grade", "earlier", "found"),
    [
        (PREVENTIEF, FRIDAY, "secundair", 1, (), ()),
        (TIJDELIJK, FRIDAY, "secundair", 4, (), ("eerste_maatregel",)),
        (TIJDELIJK, FRIDAY, "secundair", 4, (date(2026, 10, 1),), ("meer_in_het_jaar",)),
        (TIJDELIJK, FRIDAY, "secundair", 4, (date(2026, 6, 1),), ()),
        (DEFINITIEF, FRIDAY, "secundair", 2, (date(2026, 6, 1),), ("eerste_graad",)),
        (DEFINITIEF, FRIDAY, "secundair", 3, (date(2026, 6, 1),), ()),
        (DEFINITIEF, FRIDAY, "secundair", None, (date(2026, 6, 1),), ()),
        (DEFINITIEF, FRIDAY, "lager", 5, (date(2026, 6, 1),), ("basisonderwijs",)),
        (DEFINITIEF, date(2027, 2, 1), "secundair", 4, (date(2026, 6, 1),), ()),
        (DEFINITIEF, date(2027, 2, 2), "secundair", 4, (date(2026, 6, 1),), ("na_telling",)),
        (DEFINITIEF, date(2027, 8, 31), "secundair", 4, (date(2026, 6, 1),), ()),
    ],
)
def test_what_speaks_against_a_measure(kind, day, level, grade, earlier, found):
    assert tucht.afgeraden(kind, day, level, grade, earlier) == found


def test_every_behaviour_belongs_to_a_class_and_has_a_source():
    assert {one.klasse for one in gedrag.GEDRAG.values()} == set(gedrag.KLASSEN)
    assert all(one.bron and one.naam for one in gedrag.GEDRAG.values())
