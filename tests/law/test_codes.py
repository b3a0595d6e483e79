"""Codes, grounds, old codes and the numbers of the law."""

from datetime import date, timedelta

import pytest

from leerrecht.law.codes import CODES, GRONDEN, bewijs, codes_for, gronden_for, halve_dagen, is_absent, may_code
from leerrecht.law.tables import GETALLEN, INSTELLINGEN, getal, setting, setting_date, waarde

ON = date(2026, 1, 15)
DAY = timedelta(days=1)


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


@pytest.mark.parametrize(
    ("code", "niveau", "soort", "on", "stelsel", "slugs"),
    [
        ("H", "lager", "buitengewoon", ON, None, {"revalidatie_buitengewoon"}),
        ("H", "lager", "gewoon", ON, None, set()),
        ("A", "kleuter", "gewoon", ON, None, {"niet_leerplichtig"}),
        ("M", "secundair", "gewoon", ON, "voltijds", set()),
        ("M", "secundair", "gewoon", ON, "deeltijds", {"voor_overeenkomst", "solliciteert", "voor_screening"}),
        (
            "M", "secundair", "gewoon", ON, "duaal",
            {"voor_overeenkomst", "solliciteert", "voor_screening", "werkplek_niet_ingevuld"},
        ),
        ("Z", "lager", "gewoon", ON, None, {"ziek_ouderverklaring", "ziek_medisch", "chronisch_attest", "type5"}),
    ],
)  # fmt: skip
def test_grounds_of_a_code(code, niveau, soort, on, stelsel, slugs):
    assert {ground.slug for ground in gronden_for(code, niveau, soort, on, stelsel)} == slugs


@pytest.mark.parametrize(
    ("slug", "first", "last"),
    [("vaccinatie_covid", date(2021, 1, 1), date(2023, 8, 31)), ("quarantaine", date(2020, 5, 15), date(2023, 8, 31))],
)
def test_grounds_of_corona_hold_from_day_to_day(slug, first, last):
    ground = GRONDEN[slug]
    assert [
        ground in gronden_for(ground.code, "secundair", on=day) for day in (first - DAY, first, last, last + DAY)
    ] == [False, True, True, False]


@pytest.mark.parametrize(
    ("slug", "proof"),
    [
        ("ziek_ouderverklaring", "briefje van de ouders"),
        ("chronisch_attest", "attest van de CLB-arts"),
        ("type5", "attest van de type 5-school"),
        ("rouw", "akkoord van de directie en verklaring of document"),
        ("revalidatie_buitengewoon", "akkoord van de directie"),
        ("familieraad", "verklaring of officieel document"),
        ("te_laat", ""),
    ],
)
def test_evidence_of_a_ground(slug, proof):
    assert bewijs(GRONDEN[slug]) == proof


def test_every_lawful_ground_but_those_of_the_workplace_has_evidence():
    assert {ground.code for ground in GRONDEN.values() if not bewijs(ground)} == {"M", "B"}


def test_every_ground_belongs_to_an_official_code_of_its_levels():
    for ground in GRONDEN.values():
        assert ground.code in CODES
        assert set(ground.niveaus) <= set(CODES[ground.code].niveaus)
        assert ground.bron


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


@pytest.mark.parametrize(
    ("name", "level", "not_yet", "from_here"),
    [
        ("toah.wachttijd", (), 21, 22),
        ("ouderverklaring.dagen", (), 3, 4),
        ("b.melding", (), 4, 5),
        ("kleuter.aanwezig", (), 290, 289),
        ("tempo.dagen", (), 43, 42),
        ("toah.afstand_gewoon", (), 11, 10),
        ("leerplicht.begin", (), 6, 5),
        ("schorsing.duur", ("lager",), 5, 6),
        ("du.thuis", (), 10, 11),
    ],
)
def test_operator_says_when_a_number_bites(name, level, not_yet, from_here):
    entry = getal(name, date(2025, 9, 1), *level)
    assert (entry.raakt(not_yet), entry.raakt(from_here)) == (False, True)


@pytest.mark.parametrize(("number", "words"), [(0, "0 halve dagen"), (1, "1 halve dag"), (2, "2 halve dagen")])
def test_number_of_half_days_in_words(number, words):
    assert halve_dagen(number, "Z") == f"{words} Z (ziekte)"
