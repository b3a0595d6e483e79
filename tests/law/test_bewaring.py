"""From which day on a confidential record may go."""

from datetime import date

import pytest

from leerrecht.law import bewaring


@pytest.mark.parametrize(
    ("vak", "clb", "number"),
    [
        ("team", False, "bewaren.school"),
        ("zorg", False, "bewaren.school"),
        ("attest", False, "bewaren.school"),
        ("tucht", False, "bewaren.tucht"),
        ("leerling", False, "bewaren.vertrouwen"),
        ("gedeeld", True, "clb_dossier.bewaren"),
        ("clb", False, "clb_dossier.bewaren"),
        ("medisch", False, "clb_dossier.bewaren"),
        ("partner", False, "clb_dossier.bewaren"),
    ],
)
def test_number_that_holds_follows_compartment_and_owner(vak, clb, number):
    assert bewaring.grond(vak, clb=clb) == number


@pytest.mark.parametrize(
    ("number", "left", "free"),
    [
        ("bewaren.school", date(2026, 6, 30), date(2031, 7, 1)),
        ("bewaren.school", date(2024, 2, 29), date(2029, 3, 2)),
        ("bewaren.tucht", date(2026, 6, 30), date(2027, 7, 1)),
        ("bewaren.vertrouwen", date(2026, 6, 30), date(2027, 7, 1)),
    ],
)
def test_record_of_a_school_goes_after_its_term(number, left, free):
    assert bewaring.vrij_na_vertrek(number, left) == free


@pytest.mark.parametrize(("special", "free"), [(False, date(2036, 6, 30)), (True, date(2040, 5, 1))])
def test_record_of_a_clb_goes_after_its_term(special, free):
    born, contact = date(2010, 5, 1), date(2026, 6, 30)
    assert bewaring.vrij_bij_clb(born, contact, buitengewoon=special) == free
