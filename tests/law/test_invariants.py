"""What holds for every casus: time, facts that are not yet, counts, stretches, speed."""

import os
import time
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings

from leerrecht.law import Casus, Inschrijving, Leerling, antwoord
from leerrecht.law.calendar import school_calendar, school_year
from leerrecht.law.strip import half_day
from tests.law.worlds import forget_after, vragen

EXAMPLES = int(os.environ.get("LEERRECHT_EXAMPLES", "60"))
MANY = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
ONE_DAY = timedelta(days=1)


@MANY
@given(vragen())
def test_nothing_changes_before_the_day_on_which_it_changes(vraag):
    casus, op = vraag
    answer = antwoord(casus, op)
    day = op + ONE_DAY
    while antwoord(casus, day, verandert=False).sleutel == answer.sleutel:
        day += ONE_DAY
    assert answer.verandert_op == day


@MANY
@given(vragen())
def test_facts_after_the_date_do_not_count(vraag):
    casus, op = vraag
    # Without any enrolment a casus leaves them out; with only later ones it says that there is none yet.
    assume(not casus.inschrijvingen or any(enrolment.van <= op for enrolment in casus.inschrijvingen))
    known = antwoord(forget_after(casus, op), op, verandert=False)
    answer = antwoord(casus, op, verandert=False)
    assert (answer.status, answer.tellers, answer.uitkomsten) == (known.status, known.tellers, known.uitkomsten)


@MANY
@given(vragen())
def test_counts_are_those_of_the_half_days_up_to_the_date(vraag):
    casus, op = vraag
    year = school_year(op)
    strip = casus.strip(year)
    places = [place for place in range(732) if half_day(year, place)[0] <= op]
    expected = {code: sum(strip[place] == ord(code) for place in places) for code in "BZRPMHA-"}
    tellers = antwoord(casus, op, verandert=False).tellers
    assert {code: tellers[code] for code in expected} == expected


@MANY
@given(vragen())
def test_outcomes_are_of_one_piece(vraag):
    casus, op = vraag
    for outcome in antwoord(casus, op, verandert=False).uitkomsten:
        assert outcome.sinds <= op
        assert (outcome.status == "vervuld") == (outcome.vervuld_op is not None)
        assert outcome.status in (("open", "vervuld") if outcome.aard == "plicht" else ("geldt",))
        assert outcome.vervuld_op is None or outcome.vervuld_op <= op
        assert outcome.omdat
        assert outcome.bron


PATTERNS = ("tempo", "z10.gesprek", "onthechting", "patroon.vast_halfdag", "patroon.deeltijds")


@MANY
@given(vragen())
def test_pattern_has_held_since_its_first_day(vraag):
    casus, op = vraag
    marks = [
        (*half_day(year, place), chr(byte))
        for year, strip in casus.halve_dagen.items()
        for place, byte in enumerate(strip)
        if byte in b"ARZMHPB-"
    ]
    casus = Casus.of_marks(Leerling(date(2011, 5, 3)), [Inschrijving(date(2016, 9, 1))], marks)
    for outcome in antwoord(casus, op, verandert=False).uitkomsten:
        if outcome.regel not in PATTERNS:
            continue
        before = antwoord(casus, outcome.sinds - ONE_DAY, verandert=False).regel(outcome.regel)
        assert before is None
        day = outcome.sinds
        while day < op:
            assert antwoord(casus, day, verandert=False).regel(outcome.regel) == outcome
            day += ONE_DAY


@pytest.mark.parametrize("marks", [0, 60])
def test_answer_takes_about_a_millisecond(marks):
    held = [place for place, byte in enumerate(school_calendar(2025).held) if byte == 46]
    missed = held[:: len(held) // marks] if marks else []
    noted = [(*half_day(2025, place), "BZPR-"[order % 5]) for order, place in enumerate(missed)]
    casus = Casus.of_marks(Leerling(date(2011, 5, 3)), [Inschrijving(date(2025, 9, 1), niveau="secundair")], noted)
    op = date(2026, 8, 1)
    antwoord(casus, op)
    best = 1.0
    for _ in range(50):
        start = time.perf_counter()
        antwoord(casus, op)
        best = min(best, time.perf_counter() - start)
    # the bound is wide, because the machine may be busy
    assert best < 0.003
