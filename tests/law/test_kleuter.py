"""The half-days of a five-year-old: how many are possible, since when they are not, until when at this pace."""

from datetime import date, timedelta

import pytest

from leerrecht.law.casus import Casus, Inschrijving, Leerling
from leerrecht.law.kleuter import Aanwezigheid, aanwezigheid

BORN = date(2021, 5, 3)
OP = date(2026, 11, 20)


def _casus(first=date(2026, 9, 1), marks=(), born=BORN, niveau="kleuter", more=()):
    enrolment = Inschrijving(first, None, school="S1", niveau=niveau)
    return Casus.of_marks(Leerling(born), (*more, enrolment), marks)


def _b(number, first=date(2026, 9, 1)):
    """So many half-days B, one each forenoon of a week day outside the autumn holiday."""
    days = [first + timedelta(days=at) for at in range(100)]
    held = [day for day in days if day.weekday() < 5 and not date(2026, 11, 1) <= day <= date(2026, 11, 8)]
    return [(day, "vm", "B") for day in held[:number]]


@pytest.mark.parametrize(
    ("casus", "op"),
    [
        (_casus(born=date(2020, 12, 31)), OP), (_casus(born=date(2022, 1, 1)), OP), (_casus(niveau="lager"), OP),
        (_casus(first=date(2026, 12, 1)), OP),
        (_casus(first=date(2019, 9, 2), born=date(2014, 5, 3)), date(2019, 11, 20)),
    ],
)  # fmt: skip
def test_it_is_about_five_year_olds_in_kleuter_since_2020(casus, op):
    assert aanwezigheid(casus, op) is None


def test_nothing_lost_leaves_all_the_room_and_expects_nothing():
    found = aanwezigheid(_casus(), OP)
    assert (found.nodig, found.verloren, found.sinds, found.verwacht) == (290, 0, None, None)
    assert found.speling == found.haalbaar - 290 > 0


def test_at_each_loss_there_is_less_room_until_it_is_out_of_reach_on_that_day():
    room = aanwezigheid(_casus(), OP).speling
    marks = _b(room + 1)
    op = marks[-1][0]
    before = aanwezigheid(_casus(marks=marks[:-1]), op)
    after = aanwezigheid(_casus(marks=marks), op)
    assert (before.speling, before.sinds, after.speling, after.sinds) == (0, None, -1, op)
    assert after.verwacht is None
    assert before.verwacht is not None


def test_the_pace_so_far_says_when_it_will_be_out_of_reach_or_that_it_will_not():
    few = aanwezigheid(_casus(marks=_b(1)), OP)
    many = aanwezigheid(_casus(marks=_b(12)), OP)
    assert (few.verwacht, many.speling) == (None, few.speling - 11)
    held = many.geteld + many.verloren
    wait = -(-(many.speling + 1) * held // 12)
    again = aanwezigheid(_casus(marks=_b(12)), many.verwacht)
    passed = again.geteld + again.verloren - held
    assert wait <= passed < wait + 2


def test_who_came_too_late_is_out_of_reach_from_the_first_day():
    late = aanwezigheid(_casus(first=date(2026, 11, 9)), OP)
    assert (late.sinds, late.speling < 0, late.verwacht) == (date(2026, 11, 9), True, None)


def test_two_schools_count_together_and_a_gap_is_lost():
    former = Inschrijving(date(2026, 9, 1), date(2026, 10, 30), school="S0", niveau="kleuter")
    whole = aanwezigheid(_casus(first=date(2026, 11, 9), more=(former,)), OP)
    assert whole == aanwezigheid(_casus(), OP)
    assert isinstance(whole, Aanwezigheid)
