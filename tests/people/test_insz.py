from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leerrecht.people.domain import insz


@pytest.mark.parametrize("given", ["85073003328", "85.07.30-033.28", "85 07 30 033 28", "85-07-30-033-28"])
def test_national_number_is_kept_as_eleven_digits(given):
    assert insz.check(given) == "85073003328"


@pytest.mark.parametrize("given", ["98472899765", "01490700185", "17073003384", "12091599959", "12091500088"])
def test_other_valid_numbers(given):
    assert insz.check(given) == given


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("123", "Een rijksregister- of BIS-nummer telt 11 cijfers, bijvoorbeeld 85.07.30-033.28."),
        ("850730033xx", "Een rijksregister- of BIS-nummer telt 11 cijfers, bijvoorbeeld 85.07.30-033.28."),
        ("85073003329", "De controlecijfers van dit rijksregister- of BIS-nummer kloppen niet. Kijk elk cijfer na."),
        ("12345678901", "De controlecijfers van dit rijksregister- of BIS-nummer kloppen niet. Kijk elk cijfer na."),
        ("85133003370", "Dit rijksregister- of BIS-nummer bevat geen geldige geboortedatum. Kijk elk cijfer na."),
    ],
)
def test_wrong_number_says_what_is_wrong(given, message):
    with pytest.raises(ValidationError) as caught:
        insz.check(given)
    assert caught.value.message_dict == {"insz": [message]}


def test_birth_date_and_gender_that_disagree_are_both_named():
    found = insz.disagreements("85073003328", birth_date=date(1985, 7, 31), gender="v")
    assert found == [
        "Volgens het nummer is de geboortedatum 30/07/1985, ingevuld is 31/07/1985.",
        "Volgens het nummer is het geslacht man, ingevuld is vrouw.",
    ]


@pytest.mark.parametrize("gender", ["m", "x", ""])
def test_birth_date_and_gender_that_agree(gender):
    assert insz.disagreements("85073003328", birth_date=date(1985, 7, 30), gender=gender) == []


def test_bis_number_of_unknown_gender_says_nothing_of_gender():
    assert insz.disagreements("98472899765", birth_date=date(1998, 7, 28), gender="m") == []
    assert insz.is_bis("98472899765")
    assert not insz.is_bis("85073003328")


def test_number_without_a_day_of_birth_speaks_of_the_year_alone():
    # month and day are zero: unknown when the number was given
    number = "12000000162"
    body = int("2" + number[:9])
    number = f"{number[:9]}{97 - body % 97:02d}"
    assert insz.check(number) == number
    assert insz.disagreements(number, birth_date=date(2012, 5, 3), gender="m") == []
    assert insz.disagreements(number, birth_date=date(2011, 5, 3), gender="m") == [
        "Volgens het nummer is het geboortejaar 2012, ingevuld is 03/05/2011."
    ]
