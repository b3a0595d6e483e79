from datetime import date

import pytest

from leerrecht.law.begeleiding import SLOTS, Stap, nog_niet_onbereikbaar, slot_in_woorden, te_grote_stappen

FRIDAY, MONDAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)
MA_VM, MA_NM, DI_VM, VR_VM = (0, "vm"), (0, "nm"), (1, "vm"), (4, "vm")


def stap(van, *slots):
    return Stap(van, frozenset(slots))


@pytest.mark.parametrize(
    ("stappen", "days"),
    [
        ([], []),
        ([stap(MONDAY, MA_VM)], []),
        ([stap(MONDAY, MA_VM, MA_NM)], [MONDAY]),
        ([stap(TUESDAY, MA_VM, DI_VM)], []),
        ([stap(FRIDAY, MA_VM, DI_VM)], [MONDAY]),
        ([stap(FRIDAY, MA_VM), stap(TUESDAY, MA_VM, DI_VM, VR_VM)], []),
        ([stap(date(2026, 12, 21), DI_VM, VR_VM)], []),
        ([stap(date(2026, 12, 22), MA_VM, MA_NM)], [date(2027, 1, 4)]),
    ],
)
def test_big_step_right_after_days_without_school(stappen, days):
    assert te_grote_stappen(stappen) == days


def test_free_day_of_the_school_makes_the_next_day_one_after_a_break():
    assert te_grote_stappen([stap(TUESDAY, DI_VM, VR_VM)], frozenset({MONDAY})) == [TUESDAY]


@pytest.mark.parametrize(
    ("tries", "missing"),
    [
        ((), 2), (("telefoon",) * 3, 1), (("telefoon", "brief"), 1), (("telefoon", "telefoon", "brief"), 0),
    ],
)  # fmt: skip
def test_unreachable_after_several_tries_in_several_ways(tries, missing):
    assert len(nog_niet_onbereikbaar(tries)) == missing


def test_week_has_nine_half_days_in_words():
    assert (len(SLOTS), slot_in_woorden(SLOTS[0]), slot_in_woorden(SLOTS[-1])) == (
        9, "maandagvoormiddag", "vrijdagnamiddag",
    )  # fmt: skip
