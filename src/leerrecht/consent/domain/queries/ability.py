"""Whether a pupil is able to judge: presumed by age, or as judged."""

from dataclasses import dataclass
from datetime import date

from leerrecht.consent.models import Judgement
from leerrecht.law.dates import add_years
from leerrecht.law.tables import waarde
from leerrecht.people.models import Pupil


@dataclass(frozen=True, slots=True)
class Ability:
    """``age`` is that from which the law presumes it; ``judgement`` is what was judged otherwise, if it stands."""

    able: bool
    age: int
    judgement: Judgement | None


def ability_of(pupil: Pupil, on: date) -> Ability:
    """One query."""
    age = waarde("clb_dossier.bekwaam", on)
    judgement = Judgement.objects.filter(pupil=pupil, ended_on=None).select_related("organisation").first()
    if judgement is not None:
        return Ability(judgement.able, age, judgement)
    return Ability(add_years(pupil.birth_date, age) <= on, age, None)
