"""INSZ: a rijksregisternummer or a BIS number, checked with python-stdnum."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum.be import nn, ssn
from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength
from stdnum.exceptions import ValidationError as InvalidNumber

from leerrecht.organisations.domain.periods import in_words
from leerrecht.people.models import Gender

GENDERS = {"M": Gender.MALE, "F": Gender.FEMALE}
BIS_FROM_MONTH = 20


def check(number: str) -> str:
    """The number as eleven digits. Raises ValidationError (field ``insz``) that says what is wrong with it."""
    try:
        return str(ssn.validate(number))
    except (InvalidFormat, InvalidLength) as error:
        message = _("Een rijksregister- of BIS-nummer telt 11 cijfers, bijvoorbeeld 85.07.30-033.28.")
        raise ValidationError({"insz": message}) from error
    except InvalidChecksum as error:
        message = _("De controlecijfers van dit rijksregister- of BIS-nummer kloppen niet. Kijk elk cijfer na.")
        raise ValidationError({"insz": message}) from error
    except InvalidNumber as error:
        message = _("Dit rijksregister- of BIS-nummer bevat geen geldige geboortedatum. Kijk elk cijfer na.")
        raise ValidationError({"insz": message}) from error


def is_bis(number: str) -> bool:
    """A BIS number counts its month from 20 or from 40."""
    return int(number[2:4]) >= BIS_FROM_MONTH


def disagreements(number: str, *, birth_date: date, gender: str) -> list[str]:
    """What in a valid number speaks against the birth date or gender, each in a sentence that names both."""
    found = []
    known = (nn.get_birth_year(number), nn.get_birth_month(number))
    born = nn.get_birth_date(number)
    if born is not None and born != birth_date:
        found.append(
            _("Volgens het nummer is de geboortedatum %(number)s, ingevuld is %(typed)s.")
            % {"number": in_words(born), "typed": in_words(birth_date)}
        )
    elif born is None and any(
        part not in (None, typed) for part, typed in zip(known, (birth_date.year, birth_date.month), strict=True)
    ):
        found.append(
            _("Volgens het nummer is het geboortejaar %(number)s, ingevuld is %(typed)s.")
            % {"number": known[0], "typed": in_words(birth_date)}
        )
    told = GENDERS.get(ssn.get_gender(number) or "")
    if told is not None and gender in (Gender.FEMALE, Gender.MALE) and gender != told:
        found.append(
            _("Volgens het nummer is het geslacht %(number)s, ingevuld is %(typed)s.")
            % {"number": told.label, "typed": Gender(gender).label}
        )
    return found
