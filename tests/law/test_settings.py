"""Settings of a school: the default is the rule as it stands, another value changes that one rule."""

import pytest

from leerrecht.law.casus import CasusFout
from leerrecht.law.tables import INSTELLINGEN, waarde
from tests.law.ask import absent, ask, found, make, measure

ILL = [absent("2025-10-06", "2025-10-16", code="Z")]  # 16 half-days
PERSONAL = [absent("2025-10-06", "2025-10-16", code="P")]
PRIMARY = {"school": {"niveau": "lager"}, "born": "2016-05-03"}
TU, DU = "tijdelijke_uitsluiting", "definitieve_uitsluiting"


@pytest.mark.parametrize(
    ("setting", "rule", "missed", "expected"),
    [
        ({"z_aandacht_drempel": 16}, "z20.aandacht", ILL, ["geldt 2025-10-16"]),
        ({"z_aandacht_drempel": 17}, "z20.aandacht", ILL, []),
        ({"p_aandacht_drempel": 9}, "p30.aandacht", PERSONAL, ["geldt 2025-10-10"]),
        ({"tempo_drempel": 16}, "tempo", ILL, ["geldt 2025-10-16"]),
        ({"tempo_drempel": 17}, "tempo", ILL, []),
        ({}, "tempo", [absent("2025-10-06", "2025-10-20", code="Z")], ["geldt 2025-10-20"]),
        ({"tempo_drempel": None}, "tempo", [absent("2025-10-06", "2025-10-20", code="Z")], []),
        ({"z_aandacht_drempel": None}, "z20.aandacht", [absent("2025-10-06", "2025-10-20", code="Z")], []),
    ],
)
def test_threshold_of_the_school(setting, rule, missed, expected):
    assert found(ask("2025-10-24", afwezigheden=missed, instellingen=setting), rule) == expected


@pytest.mark.parametrize(
    ("rest", "rules"),
    [
        ({}, ()),
        ({"instellingen": {"opvang_secundair_van": None}}, ()),
        ({"instellingen": {"opvang_secundair_van": "2025-10-07"}}, ()),
        ({"instellingen": {"opvang_secundair_van": "2025-10-06"}}, ("tucht.opvang", "du.opvang")),
        (PRIMARY, ("tucht.opvang", "du.opvang")),
        ({**PRIMARY, "instellingen": {"opvang_secundair_van": "2026-10-06"}}, ("tucht.opvang", "du.opvang")),
        ({"school": {"niveau": "kleuter"}, "instellingen": {"opvang_secundair_van": "2025-09-01"}}, ()),
    ],
)
def test_secondary_school_that_chose_to_give_shelter(rest, rules):
    answer = ask("2025-10-08", maatregelen=[measure(TU, "2025-10-06", "2025-10-08"), measure(DU, "2025-10-06")], **rest)
    assert tuple(one.regel for one in answer.uitkomsten if one.regel.endswith("opvang")) == rules


def test_date_of_a_setting_must_be_one():
    with pytest.raises(CasusFout, match=r"instellingen\.opvang_secundair_van: '5' is geen bestaande datum"):
        make(instellingen={"opvang_secundair_van": 5})


def test_default_of_the_speed_is_the_number_of_the_law():
    assert INSTELLINGEN["tempo_drempel"].standaard == waarde("tempo.aantal")
