"""Which ages are possible at a level, so that a slip in a birth date is seen. Plausibility, no law."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from leerrecht.enrolment.models import Level

# Age that the pupil reaches in the calendar year in which the school year begins: wide, because
# real records hold early, late and very late pupils.
POSSIBLE = {Level.KLEUTER: (2, 8), Level.LAGER: (4, 16), Level.SECUNDAIR: (10, 27)}
FIRST_AGE_OF_LAGER = 6


def check_age(*, birth_date: date, level: str, school_year: int) -> None:
    """Raise ValidationError (field ``level``) where nobody of that age sits at that level."""
    low, high = POSSIBLE[Level(level)]
    age = school_year - birth_date.year
    if not low <= age <= high:
        raise ValidationError(
            {
                "level": _(
                    "Een leerling die in %(year)s %(age)s jaar wordt, kan niet in het %(level)s zitten. "
                    "Kijk de geboortedatum (%(birth)s) en het niveau na."
                )
                % {
                    "year": school_year,
                    "age": age,
                    "level": Level(level).label,
                    "birth": f"{birth_date:%d/%m/%Y}",
                }
            }
        )


def level_in_basis(*, birth_date: date, school_year: int) -> Level:
    """The usual level in a basisschool: lager from the calendar year of the sixth birthday."""
    return Level.LAGER if school_year - birth_date.year >= FIRST_AGE_OF_LAGER else Level.KLEUTER
