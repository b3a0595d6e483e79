"""Codes, grounds, old codes and the numbers of the law."""

from datetime import date

import pytest

from leerrecht.law.codes import CODES, GRONDEN, codes_for, gronden_for, is_absent, may_code, official
from leerrecht.law.tables import GETALLEN, INSTELLINGEN, getal, setting, setting_date, waarde

ON = date(2026, 1, 15)


@pytest.mark.parametrize(
    ("niveau", "soort", "on", "letters"),
    [
        ("kleuter", "gewoon", ON, "ARZPB"),
        ("lager", "gewoon", ON, "RZPB"),
        ("lager", "buitengewoon", ON, "RZHPB"),
        ("secundair", "gewoon", ON, "RZMPB"),
        ("secundair", "buitengewoon", None, "RZMHPB"),
        ("secundair", "gewoon", date(2019, 8, 31), ""),
        ("secundair", "gewoon", date(2019, 9, 1), "RZMPB"),
    ],
)
def test_codes_of_a_level(niveau, soort, on, letters):
    assert "".join(code.letter for code in codes_for(niveau, soort, on)) == letters


@pytest.mark.parametrize(
    ("code", "niveau", "soort", "leerplichtig", "on", "why"),
    [
        ("-", "lager", "gewoon", True, ON, ""),
        ("B", "lager", "gewoon", True, ON, ""),
        ("A", "kleuter", "gewoon", False, ON, ""),
        ("A", "kleuter", "gewoon", True, ON, "code A is er alleen voor een kleuter die nog niet leerplichtig is"),
        ("A", "lager", "gewoon", False, None, "code A bestaat niet in lager gewoon onderwijs"),
        ("H", "lager", "gewoon", True, ON, "code H bestaat niet in lager gewoon onderwijs"),
        ("M", "secundair", "gewoon", True, date(2019, 8, 31), "code M bestond in deze vorm nog niet op 2019-08-31"),
        ("Q", "lager", "gewoon", True, ON, "Q is geen officiële code"),
    ],
)
def test_may_code(code, niveau, soort, leerplichtig, on, why):
    assert may_code(code, niveau, soort, leerplichtig, on) == why


def test_covid_grounds_have_ended():
    slugs = {ground.slug for ground in gronden_for("R", "secundair", on=date(2021, 10, 1))}
    assert slugs - {ground.slug for ground in gronden_for("R", "secundair", on=ON)} == {"vaccinatie_covid"}
    assert "quarantaine" not in {ground.slug for ground in gronden_for("P", "lager")}


def test_every_ground_belongs_to_an_official_code_of_its_levels():
    for ground in GRONDEN.values():
        assert ground.code in CODES
        assert set(ground.niveaus) <= set(CODES[ground.code].niveaus)
        assert ground.bron


@pytest.mark.parametrize(
    ("letter", "now"),
    [
        ("D", ("Z", "ziek_medisch")),
        ("T", ("R", "tuchtmaatregel")),
        ("C", ("R", None)),
        ("L", ("L", None)),
        ("-", ("-", None)),
        ("W", (".", None)),
        ("N", ("-", None)),
    ],
)
def test_letters_of_other_systems(letter, now):
    assert official(letter) == now


def test_unknown_letter_is_an_error():
    with pytest.raises(KeyError):
        official("Q")


@pytest.mark.parametrize(("letter", "absent"), [("B", True), ("-", True), ("L", False), (".", False), ("BB", False)])
def test_absent_or_not(letter, absent):
    assert is_absent(letter) is absent


@pytest.mark.parametrize(
    ("name", "on", "niveau", "stelsel", "value"),
    [
        ("b.melding", date(2019, 8, 31), "", "", 10),
        ("b.melding", date(2019, 9, 1), "", "", 5),
        ("b.melding", None, "", "", 5),
        ("kleuter.aanwezig", date(2020, 8, 31), "", "", None),
        ("schorsing.duur", ON, "lager", "", 5),
        ("schorsing.duur", ON, "secundair", "deeltijds", 14),
        ("uitsluiting.duur", None, "secundair", "voltijds", 15),
        ("uitsluiting.duur", None, "kleuter", "voltijds", None),
    ],
)
def test_numbers_of_the_law(name, on, niveau, stelsel, value):
    entry = getal(name, on, niveau, stelsel)
    assert (entry and entry.waarde) == value


def test_number_that_the_law_does_not_know():
    with pytest.raises(KeyError):
        waarde("kleuter.aanwezig", date(2020, 8, 31))


def test_settings_override_defaults():
    assert setting({}, "politie_drempel") == 10
    assert setting({"politie_drempel": None}, "politie_drempel") is None
    assert setting({"politie_drempel": 12}, "politie_drempel") == 12
    assert setting_date({}, "tucht_motivering_van") == date(2026, 9, 1)
    assert setting_date({"tucht_motivering_van": None}, "tucht_motivering_van") is None


def test_every_number_and_setting_has_a_source():
    assert all(entry.bron and entry.eenheid for entry in GETALLEN)
    assert all(entry.bron and entry.uitleg for entry in INSTELLINGEN.values())
